/** World: panel. */
import { useEffect } from "preact/hooks";

/** Calls `action` on Ctrl (on a Mac, Command) and a key, wherever the focus is in the panel. DevTools would hear it too, and search. */
export function useShortcut(key: string, action: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== key || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    addEventListener("keydown", onKeyDown, { capture: true });
    return () => removeEventListener("keydown", onKeyDown, { capture: true });
  }, [action]);
}
