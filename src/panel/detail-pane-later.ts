/** World: panel. Nothing is selected at first: the details are not needed to draw the panel. */
import { later } from "./later.tsx";

export const DetailPane = later(async () => (await import("./detail-pane.tsx")).DetailPane);
