/** World: panel. A decoded value as a tree, after the ARIA tree pattern: arrow keys open, close and walk. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { formatCount } from "../core/format.ts";
import { hintOf } from "../core/tree/hints.ts";
import {
  CLOSED_TREE,
  copyText,
  keyOf,
  type Path,
  pathText,
  scalarText,
  type TreeLine,
  type TreeState,
  treeLines,
  withMore,
  withOpen,
} from "../core/tree/tree.ts";
import { INSIDE } from "../core/tree/tree-children.ts";

/** A longer text is folded until it is asked for. */
const FOLD_LENGTH = 300;

interface Props {
  /** Everything in it is text to us. */
  value: unknown;
  label: string;
  state?: TreeState;
  onState?: (state: TreeState) => void;
  /** The line to bring into view and mark. */
  marked?: Path | undefined;
  /** Offered for numbers and words: answers are to be paired by this field. */
  onPair?: ((path: Path) => void) | undefined;
}

export function ValueTree({ value, label, marked, onPair, ...given }: Props) {
  const [own, setOwn] = useState(CLOSED_TREE);
  const { state = own, onState = setOwn } = given;
  const lines = useMemo(() => treeLines(value, state), [value, state]);
  const [activeKey, setActiveKey] = useState(keyOf([]));
  const tree = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (marked) setActiveKey(keyOf(marked));
  }, [marked]);
  useEffect(() => {
    tree.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [activeKey, marked]);
  const active = Math.max(
    0,
    lines.findIndex(({ path, more }) => more === 0 && keyOf(path) === activeKey),
  );
  const id = (index: number) => `${label.replaceAll(" ", "-")}-${index}`;
  const go = (line: TreeLine | undefined) => line && setActiveKey(keyOf(line.path));
  const toggle = ({ path, isBranch, isOpen }: TreeLine) => {
    if (isBranch) onState(withOpen(state, path, !isOpen));
  };
  return (
    <ul
      ref={tree}
      class="tree"
      role="tree"
      aria-label={label}
      aria-activedescendant={id(active)}
      tabIndex={0}
      onKeyDown={(event) => {
        const line = lines[active];
        if (line && onTreeKey(event.key, lines, active, go, toggle)) event.preventDefault();
        else if (line && actByKey(event, line, onPair)) event.preventDefault();
      }}
    >
      {lines.map((line, index) =>
        line.more > 0 ? (
          <li role="none" key={`${keyOf(line.path)} more`} style={indent(line.path.length + 1)}>
            <button type="button" class="more" onClick={() => onState(withMore(state, line.path))}>
              Show more ({formatCount(line.more)} left)
            </button>
          </li>
        ) : (
          <li
            role="treeitem"
            key={keyOf(line.path)}
            id={id(index)}
            aria-level={line.path.length + 1}
            aria-selected={index === active}
            {...(line.isBranch ? { "aria-expanded": line.isOpen } : {})}
            style={indent(line.path.length)}
            onClick={() => {
              go(line);
              toggle(line);
            }}
          >
            <Line line={line} onPair={onPair} />
          </li>
        ),
      )}
    </ul>
  );
}

function indent(depth: number) {
  return { paddingLeft: `${Math.min(depth, 40) * 14}px` };
}

function Line({ line, onPair }: { line: TreeLine } & Pick<Props, "onPair">) {
  const { name, value, path, isBranch, isOpen, isInside } = line;
  const isText = typeof value === "string";
  return (
    <span class="tree-line">
      <span class="twisty" aria-hidden="true">
        {isBranch ? (isOpen ? "▾" : "▸") : ""}
      </span>
      {name !== "" && <span class={isInside ? "tree-inside" : "tree-key"}>{name}: </span>}
      {isBranch && !isText ? <Size line={line} /> : <Scalar value={value} />}
      <span class="tree-actions">
        <CopyButton title="Copy value (C)" face="value" text={() => copyText(value)} />
        {path.length > 0 && <CopyButton title="Copy path (P)" face="path" text={() => pathText(path)} />}
        {onPair && mayPair(line) && (
          <button
            type="button"
            tabIndex={-1}
            title="Pair answers by this field: messages with the same value here, one each way (A)"
            onClick={(event) => {
              event.stopPropagation();
              onPair(path);
            }}
          >
            pair by
          </button>
        )}
      </span>
    </span>
  );
}

function Size({ line: { value, size } }: { line: TreeLine }) {
  const text = Array.isArray(value) ? `[${formatCount(size)}]` : `{${formatCount(size)}}`;
  return <span class="tree-size">{text}</span>;
}

function Scalar({ value }: { value: unknown }) {
  const [isWhole, setWhole] = useState(false);
  const text = scalarText(value);
  const hint = hintOf(value);
  const type = value === null ? "null" : typeof value;
  const isFolded = !isWhole && text.length > FOLD_LENGTH;
  return (
    <>
      <span class={hint ? `tree-value ${type} hinted` : `tree-value ${type}`} title={hint}>
        {isFolded ? `${text.slice(0, FOLD_LENGTH)}…` : text}
      </span>
      {isFolded && (
        <button
          type="button"
          class="fold"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            setWhole(true);
          }}
        >
          all {formatCount(text.length)}
        </button>
      )}
    </>
  );
}

function CopyButton({ title, face, text }: { title: string; face: string; text: () => string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <button
      type="button"
      tabIndex={-1}
      title={title}
      onClick={(event) => {
        event.stopPropagation();
        navigator.clipboard.writeText(text()).then(() => setCopied(true));
      }}
      onMouseLeave={() => setCopied(false)}
    >
      {isCopied ? "copied" : face}
    </button>
  );
}

function onTreeKey(
  key: string,
  lines: TreeLine[],
  index: number,
  go: (line: TreeLine | undefined) => void,
  toggle: (line: TreeLine) => void,
): boolean {
  const line = lines[index] as TreeLine;
  const items = lines.filter(({ more }) => more === 0);
  const place = items.indexOf(line);
  const parent = items.slice(0, place).findLast(({ path }) => path.length < line.path.length);
  if (key === "ArrowDown") go(items[place + 1]);
  else if (key === "ArrowUp") go(items[place - 1]);
  else if (key === "Home") go(items[0]);
  else if (key === "End") go(items.at(-1));
  else if (key === "ArrowRight" && line.isOpen) go(items[place + 1]);
  else if (key === "ArrowLeft" && !line.isOpen) go(parent);
  else if (["ArrowRight", "ArrowLeft", "Enter", " "].includes(key)) toggle(line);
  else return false;
  return true;
}

function mayPair({ path, value }: TreeLine): boolean {
  return (
    path.length > 0 && !path.includes(INSIDE) && (typeof value === "number" || typeof value === "string")
  );
}

/** Ctrl+C copies a selection of text, if there is one. */
function actByKey(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  line: TreeLine,
  onPair: Props["onPair"],
): boolean {
  if (altKey || ctrlKey || metaKey) return false;
  if (key === "c") navigator.clipboard.writeText(copyText(line.value));
  else if (key === "p") navigator.clipboard.writeText(pathText(line.path));
  else if (key === "a" && onPair && mayPair(line)) onPair(line.path);
  else return false;
  return true;
}
