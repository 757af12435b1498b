/** World: panel. Opens a file that an export made, or a HAR of Chrome. */
import { useRef } from "preact/hooks";
import { OPENABLE } from "../core/importers/extensions.ts";
import { Icon } from "./icon.tsx";

export function ImportButton({ onImport }: { onImport: (file: File) => void }) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div class="import">
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label="File to import"
        accept={OPENABLE}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = ""; // The same file may be chosen again.
          if (file) onImport(file);
        }}
      />
      <button
        type="button"
        aria-label="Import"
        title="Open a JSON Lines or HAR file; or drop it here"
        onClick={() => chooser.current?.click()}
      >
        <Icon name="import" /> <span class="label">Import</span>
      </button>
    </div>
  );
}
