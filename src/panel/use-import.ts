/** World: panel. A file that is opened, by the button or dropped on the panel, and how far that is. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { RecorderHandle } from "../core/recorder-handle.ts";

export function useImport(live: RecorderHandle) {
  const [imported, setImported] = useState<RecorderHandle>();
  const [name, setName] = useState("");
  /** What was read of it, 0 to 1. */
  const [reading, setReading] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const control = useRef<AbortController>(null);

  async function open(file: File): Promise<void> {
    control.current?.abort();
    const own = new AbortController();
    control.current = own;
    close();
    setProblem(undefined);
    setName(file.name);
    setReading(0);
    try {
      const { openFile } = await import("./open-file.ts");
      const session = await openFile(
        file,
        live,
        (share) => setReading(Math.floor(share * 100) / 100),
        own.signal,
      );
      if (!own.signal.aborted) setImported(session);
    } catch (error) {
      if (!own.signal.aborted) setProblem((error as Error).message);
    }
    if (control.current === own) setReading(undefined);
  }

  /** Its memory, and its place on the disk, are free at once. */
  function close(): void {
    imported?.session.clear();
    setImported(undefined);
  }

  useEffect(() => {
    const allow = (event: DragEvent) => event.dataTransfer?.types.includes("Files") && event.preventDefault();
    const drop = (event: DragEvent) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      open(file);
    };
    addEventListener("dragover", allow);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", allow);
      removeEventListener("drop", drop);
    };
  });

  return {
    imported,
    name,
    reading,
    problem,
    open,
    cancel: () => control.current?.abort(),
    back: close,
    dismiss: () => setProblem(undefined),
  };
}
