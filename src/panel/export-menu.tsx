/** World: panel. Saves the session, or the chosen connection, in one of the export formats. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Connection } from "../core/connection.ts";
import type { Session } from "../core/session.ts";
import { Icon } from "./icon.tsx";
import type { ExportFormat } from "./save-session.ts";

const FORMATS: readonly { format: ExportFormat; hint: string }[] = [
  { format: "HAR 1.2", hint: "opens in Chrome DevTools" },
  { format: "JSON Lines", hint: "one event a line" },
  { format: "Text transcript", hint: "to read or paste" },
];

/** How long it says that a file was saved. */
const STATUS_MS = 8000;

interface Props {
  session: Session;
  /** Only this one; all when undefined. */
  connection: Connection | undefined;
}

export function ExportMenu({ session, connection }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [status, setStatus] = useState("");
  const [saving, setSaving] = useState<AbortController>();
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (status === "" || saving) return;
    const timer = setTimeout(() => setStatus(""), STATUS_MS);
    return () => clearTimeout(timer);
  }, [status, saving]);

  useEffect(() => {
    if (!isOpen) return;
    menu.current?.querySelector("button")?.focus();
    const closeOutside = (event: Event) => {
      if (!menu.current?.parentElement?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener("pointerdown", closeOutside);
    return () => removeEventListener("pointerdown", closeOutside);
  }, [isOpen]);

  async function save(format: ExportFormat): Promise<void> {
    setOpen(false);
    button.current?.focus();
    const control = new AbortController();
    const { signal } = control;
    const onProgress = (share: number) => setStatus(`Saving ${Math.floor(share * 100)} %`);
    setSaving(control);
    onProgress(0);
    try {
      const { saveSession } = await import("./save-session.ts"); // Not needed for the first frame.
      setStatus(`Saved ${await saveSession(format, session, connection, { onProgress, signal })}`);
    } catch (error) {
      setStatus(signal.aborted ? "Not saved: cancelled" : `Not saved: ${(error as Error).message}`);
    }
    setSaving(undefined);
  }

  return (
    <div class="export">
      <span class="export-status" role="status">
        {status}
      </span>
      {saving && (
        <button type="button" onClick={() => saving.abort()}>
          Cancel
        </button>
      )}
      <button
        ref={button}
        type="button"
        aria-label="Export"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={connection ? `Save connection #${connection.number} to a file` : "Save the session to a file"}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="export" /> <span class="label">Export</span>
      </button>
      {isOpen && (
        <div
          ref={menu}
          class="menu"
          role="menu"
          aria-label="Export"
          tabIndex={-1}
          onKeyDown={keys(() => close())}
        >
          {FORMATS.map(({ format, hint }) => (
            <button type="button" role="menuitem" key={format} onClick={() => save(format)}>
              {format} <small>{hint}</small>
            </button>
          ))}
          <p class="menu-note">{connection ? `Only connection #${connection.number}` : "All connections"}</p>
        </div>
      )}
    </div>
  );

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }
}

/** Arrow keys walk a menu, Escape and Tab leave it. */
function keys(onLeave: () => void) {
  return (event: KeyboardEvent) => {
    const items = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
    const index = items.indexOf(document.activeElement as HTMLButtonElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(index + step + items.length) % items.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
