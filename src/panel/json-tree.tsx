/** World: panel. A decoded value as a tree, after the ARIA tree pattern: arrow keys open, close and walk. */
import { useState } from "preact/hooks";
import { formatCount } from "../core/format.ts";

const OPEN_DEPTH = 2;
/** Children are drawn in steps: a list of a million would freeze the panel. */
const STEP = 200;

/** Shows any JSON-like value. Everything in it is text to us. */
export function JsonTree({ value }: { value: unknown }) {
  return (
    <ul class="tree" role="tree" aria-label="Decoded message" onKeyDown={onKeyDown}>
      <Node name="" value={value} depth={0} isFirst />
    </ul>
  );
}

interface NodeProps {
  name: string;
  value: unknown;
  depth: number;
  isFirst?: boolean;
}

function Node({ name, value, depth, isFirst = false }: NodeProps) {
  const [isOpen, setOpen] = useState(depth < OPEN_DEPTH);
  const [limit, setLimit] = useState(STEP);
  const isBranch = typeof value === "object" && value !== null;
  const keys = isBranch ? Object.keys(value) : [];
  const toggle = (event: Event) => {
    event.stopPropagation();
    if (isBranch) setOpen(!isOpen);
  };
  return (
    <li
      role="treeitem"
      aria-level={depth + 1}
      {...(isBranch ? { "aria-expanded": isOpen } : {})}
      tabIndex={isFirst ? 0 : -1}
      onClick={toggle}
    >
      <span class="tree-line" style={{ paddingLeft: `${depth * 14}px` }}>
        <span class="twisty" aria-hidden="true">
          {isBranch ? (isOpen ? "▾" : "▸") : ""}
        </span>
        {name !== "" && <span class="tree-key">{name}: </span>}
        <Value value={value} size={keys.length} />
      </span>
      {isBranch && isOpen && (
        <ul role="group">
          {keys.slice(0, limit).map((key) => (
            <Node key={key} name={key} value={(value as Record<string, unknown>)[key]} depth={depth + 1} />
          ))}
          {keys.length > limit && (
            <li role="none">
              <button
                type="button"
                class="more"
                onClick={(event) => {
                  event.stopPropagation();
                  setLimit(limit * 5);
                }}
              >
                Show more ({formatCount(keys.length - limit)} left)
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function Value({ value, size }: { value: unknown; size: number }) {
  if (Array.isArray(value)) return <span class="tree-size">[{formatCount(size)}]</span>;
  if (typeof value === "object" && value !== null)
    return <span class="tree-size">{`{${formatCount(size)}}`}</span>;
  const type = value === null ? "null" : typeof value;
  const text = type === "string" ? JSON.stringify(value) : String(value);
  return <span class={`tree-value ${type}`}>{text}</span>;
}

function onKeyDown(event: KeyboardEvent): void {
  const item = (event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]');
  const tree = event.currentTarget as HTMLElement;
  const isButton = (event.target as HTMLElement).closest("button") !== null;
  if (!item || isButton) return;
  const items = [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const index = items.indexOf(item);
  const isOpen = item.getAttribute("aria-expanded");
  const parent = item.parentElement?.closest<HTMLElement>('[role="treeitem"]');
  let next: HTMLElement | null | undefined;
  if (event.key === "ArrowDown") next = items[index + 1];
  else if (event.key === "ArrowUp") next = items[index - 1];
  else if (event.key === "Home") next = items[0];
  else if (event.key === "End") next = items.at(-1);
  else if (event.key === "ArrowRight" && isOpen === "true") next = items[index + 1];
  else if (event.key === "ArrowLeft" && isOpen !== "true") next = parent;
  else if (["ArrowRight", "ArrowLeft", "Enter", " "].includes(event.key)) item.click();
  else return;
  event.preventDefault();
  next?.focus();
}
