/** World: panel. */
import { useState } from "preact/hooks";

/** A switch whose state outlives the panel, in the extension's `localStorage`. */
export function useKeptFlag(key: string): [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useState(() => localStorage.getItem(key) !== null);
  const keep = (next: boolean): void => {
    if (next) localStorage.setItem(key, "");
    else localStorage.removeItem(key);
    setOn(next);
  };
  return [isOn, keep];
}
