/** World: panel. Keeps the keyboard's place in a bar whose buttons come and go when they are pressed. */
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** For the bar: what is removed there while it has the focus leaves it to the bar's first button. */
export function useKeptFocus(): RefObject<HTMLDivElement | null> {
  const bar = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost && hadFocus.current) bar.current?.querySelector("button")?.focus();
    hadFocus.current = bar.current?.contains(document.activeElement) === true;
  });
  useEffect(() => {
    const note = () => {
      hadFocus.current = bar.current?.contains(document.activeElement) === true;
    };
    addEventListener("focusin", note);
    return () => removeEventListener("focusin", note);
  }, []);
  return bar;
}
