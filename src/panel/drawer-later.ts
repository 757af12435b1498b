/** World: panel. The drawer is closed at first: it is not needed to draw the panel. */
import { later } from "./later.tsx";

export const Drawer = later(async () => (await import("./drawer.tsx")).Drawer);
