/** World: panel. */
import { LINE_BYTES, LINE_WIDTH, placeAt } from "../core/bytes/hex-lines.ts";
import { ROW_HEIGHT } from "./virtual-rows.ts";

const MAIN_BUTTON = 0;

/**
 * Selects by the mouse over the drawn lines: press, drag, and Shift to extend. What is beyond the view comes into it.
 * @param first the first line that is drawn.
 */
export function useByteDrag(
  size: number,
  first: number,
  onSelect: (byte: number, isNew: boolean) => void,
): Record<"onPointerDown" | "onPointerMove", (event: PointerEvent) => void> {
  const byteAt = (event: PointerEvent): number => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const line = first + Math.floor((event.clientY - box.top) / ROW_HEIGHT);
    const column = ((event.clientX - box.left) / box.width) * LINE_WIDTH;
    return Math.max(0, Math.min(size - 1, line * LINE_BYTES + placeAt(column)));
  };
  return {
    onPointerDown(event) {
      if (event.button !== MAIN_BUTTON) return;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      onSelect(byteAt(event), !event.shiftKey);
    },
    onPointerMove(event) {
      if ((event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId))
        onSelect(byteAt(event), false);
    },
  };
}
