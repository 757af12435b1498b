/**
 * World: panel. The filter box: a query with colours, suggestions for what comes next, and what is wrong with it. A combobox
 * after the ARIA Authoring Practices.
 */
import { useCallback, useRef, useState } from "preact/hooks";
import { complete, type Suggestion, vocabularyOf } from "../core/query/complete.ts";
import type { Query } from "../core/query/parse.ts";
import type { RowStore } from "../core/store/row-store.ts";
import { useShortcut } from "./use-shortcut.ts";

interface Props {
  query: Query;
  rows: RowStore;
  onSource: (source: string) => void;
  onClear: () => void;
  /** Enter without a suggestion: to the next row that passes, or the one before. */
  onStep: (step: 1 | -1) => void;
}

const LIST_ID = "filter-suggestions";

/** Ctrl+F comes here from anywhere, Escape empties it, Ctrl+L clears the list: as in the browsers' own panels. */
export function FilterBox({ query, rows, onSource, onClear, onStep }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const colours = useRef<HTMLDivElement>(null);
  const { items, chosen, setChosen, close, look, accept } = useSuggestions(field, rows, onSource);
  const search = useCallback(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  useShortcut("f", search);
  useShortcut("l", onClear);
  const { source, problem } = query;
  const onKeyDown = (event: KeyboardEvent) => {
    const isOpen = items.length > 0;
    if (event.key === "ArrowDown" && isOpen) setChosen((chosen + 1) % items.length);
    else if (event.key === "ArrowUp" && isOpen) setChosen((chosen <= 0 ? items.length : chosen) - 1);
    else if (event.key === "Enter" && chosen >= 0) accept(chosen);
    else if (event.key === "Enter") {
      close();
      onStep(event.shiftKey ? -1 : 1);
    } else if (event.key === "Tab" && chosen >= 0) accept(chosen);
    else if (event.key === "Escape") {
      event.stopPropagation(); // Escape would open the console drawer.
      if (isOpen) close();
      else onSource("");
    } else return;
    event.preventDefault();
  };
  return (
    <div class="filter-frame">
      <div ref={colours} class="filter colours" aria-hidden="true">
        <Colours query={query} />
      </div>
      <input
        ref={field}
        class="filter"
        type="search"
        placeholder="Filter"
        aria-label="Filter"
        aria-autocomplete="list"
        aria-expanded={items.length > 0}
        aria-controls={LIST_ID}
        aria-activedescendant={chosen >= 0 ? `${LIST_ID}-${chosen}` : undefined}
        aria-invalid={problem !== undefined}
        title={problem ?? "Words, /patterns/ and field:value; Ctrl+F comes here, Enter goes to the next row"}
        spellcheck={false}
        autocomplete="off"
        list={undefined}
        value={source}
        onInput={(event) => {
          onSource(event.currentTarget.value);
          look();
        }}
        onScroll={({ currentTarget }) => colours.current?.scrollTo(currentTarget.scrollLeft, 0)}
        onKeyDown={onKeyDown}
        onBlur={() => document.activeElement !== field.current && close()}
      />
      <Suggestions items={items} chosen={chosen} onAccept={accept} />
      {problem !== undefined && items.length === 0 && (
        <p class="filter-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

interface SuggestionsProps {
  items: readonly Suggestion[];
  /** Index of one of them, or -1. */
  chosen: number;
  onAccept: (index: number) => void;
}

function Suggestions({ items, chosen, onAccept }: SuggestionsProps) {
  if (items.length === 0) return null;
  return (
    <ul id={LIST_ID} class="suggestions" role="listbox" aria-label="Suggestions">
      {items.map(({ text, help }, index) => (
        <li
          key={text}
          id={`${LIST_ID}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onMouseDown={(event) => {
            event.preventDefault(); // The box keeps the focus.
            onAccept(index);
          }}
        >
          <b>{text}</b> <small>{help}</small>
        </li>
      ))}
    </ul>
  );
}

function Colours({ query: { source, tokens } }: { query: Query }) {
  const parts = [];
  let last = 0;
  for (const { start, end, role } of tokens) {
    parts.push(source.slice(last, start), <span class={`token-${role}`}>{source.slice(start, end)}</span>);
    last = end;
  }
  return (
    <>
      {parts}
      {source.slice(last)}
    </>
  );
}

function useSuggestions(
  field: { current: HTMLInputElement | null },
  rows: RowStore,
  onSource: (source: string) => void,
) {
  const [found, setFound] = useState({ start: 0, suggestions: [] as Suggestion[] });
  const [chosen, setChosen] = useState(-1);
  const close = () => {
    setFound({ start: 0, suggestions: [] });
    setChosen(-1);
  };
  const look = () => {
    const { value = "", selectionStart } = field.current ?? {};
    const caret = selectionStart ?? value.length;
    setChosen(-1);
    if (value.trim() === "") close();
    else setFound(complete(value, caret, vocabularyOf(rows)));
  };
  const accept = (index: number) => {
    const box = field.current;
    const suggestion = found.suggestions[index];
    if (!box || !suggestion) return;
    const caret = box.selectionStart ?? box.value.length;
    const before = box.value.slice(0, found.start) + suggestion.text;
    box.value = before + box.value.slice(caret);
    box.setSelectionRange(before.length, before.length);
    onSource(box.value);
    if (/[:=>]$/.test(suggestion.text)) look();
    else close();
  };
  return { items: found.suggestions, chosen, setChosen, close, look, accept };
}
