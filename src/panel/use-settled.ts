/**
 * World: panel. For a field whose value counts when it is left, or by Enter: what is half written does nothing, and lasts while
 * the panel draws itself anew.
 */
import { useEffect, useState } from "preact/hooks";

/** The attributes of such an input. */
export function useSettled(value: string, onValue: (value: string) => void) {
  const [written, setWritten] = useState(value);
  useEffect(() => setWritten(value), [value]);
  return {
    spellcheck: false,
    value: written,
    onInput: (event: { currentTarget: HTMLInputElement }) => setWritten(event.currentTarget.value),
    onChange: (event: { currentTarget: HTMLInputElement }) => onValue(event.currentTarget.value),
  };
}
