/** World: panel. Items of the library that are of one kind, by folder, with a form to keep one more. */
import { useState } from "preact/hooks";
import type { LibraryItem } from "../core/compose/library.ts";
import { Icon } from "./icon.tsx";
import { useLibrary } from "./use-library.ts";

type Content = Pick<Extract<LibraryItem, { kind: "message" }>, "kind" | "draft"> | StepsContent;
type StepsContent = Pick<Extract<LibraryItem, { kind: "steps" }>, "kind" | "sequence">;

interface Props {
  /** What is kept when a name is given. */
  content: Content;
  onUse: (item: LibraryItem) => void;
}

export function LibraryList({ content, onUse }: Props) {
  const { library, problem, save, forget, importFile, exportFile } = useLibrary();
  const shown = library.filter(({ kind }) => kind === content.kind);
  const folders = [...new Set(shown.map(({ folder }) => folder))];
  return (
    <>
      {shown.length === 0 && <p>Nothing was kept yet.</p>}
      {folders.map((folder) => (
        <details key={folder} open class="folder">
          <summary>{folder === "" ? "Without a folder" : folder}</summary>
          <ul class="kept" aria-label={folder === "" ? "Without a folder" : folder}>
            {shown
              .filter((item) => item.folder === folder)
              .map((item) => (
                <Item key={item.name} item={item} onUse={onUse} onForget={forget} />
              ))}
          </ul>
        </details>
      ))}
      <KeepForm onKeep={(name, folder) => save({ ...content, name, folder } as LibraryItem)} />
      <p class="problem-text" role="alert">
        {problem}
      </p>
      <div class="side-buttons">
        <button type="button" disabled={library.length === 0} onClick={exportFile}>
          Export library
        </button>
        <label class="file-button">
          Import library
          <input
            type="file"
            class="for-readers"
            accept=".json,application/json"
            onChange={async (event) => {
              const { currentTarget } = event;
              await importFile(currentTarget.files?.[0]);
              currentTarget.value = ""; // The same file may be chosen again.
            }}
          />
        </label>
      </div>
    </>
  );
}

interface ItemProps {
  item: LibraryItem;
  onUse: (item: LibraryItem) => void;
  onForget: (item: LibraryItem) => void;
}

function Item({ item, onUse, onForget }: ItemProps) {
  return (
    <li>
      <button type="button" class="link" title="Open it" onClick={() => onUse(item)}>
        {item.name}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={`Forget ${item.name}`}
        title="Take it out of the library"
        onClick={() => onForget(item)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

function KeepForm({ onKeep }: { onKeep: (name: string, folder: string) => Promise<boolean> }) {
  const [name, setName] = useState("");
  const [folder, setFolder] = useState("");
  return (
    <form
      class="side-form"
      aria-label="Save to library"
      onSubmit={async (event) => {
        event.preventDefault();
        if (await onKeep(name, folder)) setName("");
      }}
    >
      <label>
        Name <input value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <label>
        Folder{" "}
        <input
          value={folder}
          placeholder="Chat/Login"
          onInput={(event) => setFolder(event.currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={name.trim() === ""}>
        Save to library
      </button>
    </form>
  );
}
