/** World: panel. A tree with a field to find keys and values in it, opened and closed as a whole. */
import { useMemo, useState } from "preact/hooks";
import { CLOSED_TREE, type Path, searchTree, withAll, withShown } from "../core/tree/tree.ts";
import { ValueTree } from "./value-tree.tsx";

interface Props {
  value: unknown;
  label: string;
  /** Offered for numbers and words: answers are to be paired by this field. */
  onPair: ((path: Path) => void) | undefined;
}

export function SearchableTree({ value, label, onPair }: Props) {
  const [state, setState] = useState(CLOSED_TREE);
  const [words, setWords] = useState("");
  const found = useMemo(() => searchTree(value, words), [value, words]);
  const [place, setPlace] = useState(0);
  const [marked, setMarked] = useState<Path>();
  const show = (paths: Path[], index: number) => {
    const next = (index + paths.length) % Math.max(1, paths.length);
    const path = paths[next];
    setPlace(next);
    setMarked(path);
    if (path) setState(withShown(value, state, path));
  };
  const search = (text: string) => {
    setWords(text);
    show(searchTree(value, text), 0);
  };
  return (
    <>
      <div class="tree-bar">
        <input
          type="search"
          aria-label="Find in this message"
          placeholder="Find in this message"
          spellcheck={false}
          value={words}
          onInput={(event) => search(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") show(found, place + (event.shiftKey ? -1 : 1));
            else if (event.key === "Escape" && words !== "") search("");
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        {words !== "" && (
          <output>{found.length === 0 ? "not found" : `${place + 1} of ${found.length}`}</output>
        )}
        <span class="spring" />
        <button type="button" onClick={() => setState(withAll(value, state, true))}>
          Expand all
        </button>
        <button type="button" onClick={() => setState(withAll(value, state, false))}>
          Collapse all
        </button>
      </div>
      <ValueTree
        value={value}
        label={label}
        state={state}
        onState={setState}
        marked={marked}
        onPair={onPair}
      />
    </>
  );
}
