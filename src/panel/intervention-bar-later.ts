/** World: panel. Nothing is changed at first: what says so is not needed to draw the panel. */
import { lazyView } from "./lazy-view.tsx";

export const InterventionBar = lazyView(async () => (await import("./intervention-bar.tsx")).InterventionBar);
