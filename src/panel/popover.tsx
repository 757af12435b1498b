/** World: panel. A button of the toolbar that opens something small below it. Escape and a click elsewhere close it. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  /** What is on the button. */
  face: ComponentChildren;
  buttonClass: string;
  label?: string | undefined;
  title: string;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  /** What it opens. */
  children: ComponentChildren;
}

export function Popover({ face, buttonClass, label, title, isOpen, onToggle, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    frame.current?.querySelector<HTMLInputElement>(".popover input")?.select();
    const closeOutside = (event: Event) => {
      if (!frame.current?.contains(event.target as Node)) onToggle(false);
    };
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !frame.current?.contains(event.target as Node)) return;
      event.stopPropagation(); // Escape would open the console drawer.
      event.preventDefault();
      onToggle(false);
      button.current?.focus();
    };
    addEventListener("pointerdown", closeOutside);
    addEventListener("keydown", closeByKey, { capture: true });
    return () => {
      removeEventListener("pointerdown", closeOutside);
      removeEventListener("keydown", closeByKey, { capture: true });
    };
  }, [isOpen]);
  return (
    <div ref={frame} class="popover-frame">
      <button
        ref={button}
        type="button"
        class={buttonClass}
        aria-label={label}
        aria-expanded={isOpen}
        title={title}
        onClick={() => onToggle(!isOpen)}
      >
        {face}
      </button>
      {isOpen && <div class="popover">{children}</div>}
    </div>
  );
}
