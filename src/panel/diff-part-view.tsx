/** World: panel. What differs in one format of two messages. */
import { useState } from "preact/hooks";
import { brief } from "../core/binary/brief.ts";
import type { DiffPart } from "../core/compare/message-diff.ts";
import type { ValueChange, ValueDiff } from "../core/compare/value-diff.ts";
import { formatCount, plural } from "../core/format.ts";
import { pathText, scalarText } from "../core/tree/tree.ts";
import { ByteDiffView } from "./byte-diff-view.tsx";
import { later } from "./later.tsx";

/** Has a library with it. */
const TextDiffView = later(async () => (await import("./text-diff-view.tsx")).TextDiffView);

/** Changes are drawn in steps. */
const STEP = 500;

export function DiffPartView({ part }: { part: DiffPart }) {
  if (part.type === "values") return <ValueDiffView diff={part.diff} />;
  if (part.type === "bytes") return <ByteDiffView {...part} />;
  return <TextDiffView before={part.before} after={part.after} />;
}

function ValueDiffView({ diff: { changes, isCut } }: { diff: ValueDiff }) {
  const [limit, setLimit] = useState(STEP);
  const count = (type: ValueChange["type"]) => changes.filter((change) => change.type === type).length;
  const counts = (["changed", "added", "removed"] as const).map((type) => [count(type), type] as const);
  const summary = counts.flatMap(([many, type]) => (many > 0 ? [`${formatCount(many)} ${type}`] : []));
  return (
    <>
      <p class="diff-summary">
        {summary.length > 0 ? summary.join(", ") : "Nothing differs"}
        {isCut && " among the first 20,000 values; the rest is not compared"}.
      </p>
      <ul class="changes" aria-label="Changes">
        {changes.slice(0, limit).map((change, index) => (
          <Change key={index} change={change} />
        ))}
      </ul>
      {changes.length > limit && (
        <button type="button" class="more" onClick={() => setLimit(limit * 10)}>
          Show more ({plural(changes.length - limit, "change")} left)
        </button>
      )}
    </>
  );
}

const SIGNS = { added: "+", removed: "−", changed: "~" };

function Change({ change }: { change: ValueChange }) {
  const { type, path } = change;
  return (
    <li class={type}>
      <span class="sign" role="img" aria-label={type}>
        {SIGNS[type]}
      </span>
      <span>
        <span class="tree-key">{pathText(path) || "the whole"}: </span>
        {"before" in change && <del>{valueText(change.before)}</del>}
        {type === "changed" && " → "}
        {"after" in change && <ins>{valueText(change.after)}</ins>}
      </span>
    </li>
  );
}

/** The beginning of it, on one line. */
function valueText(value: unknown): string {
  return value instanceof Date ? scalarText(value) : brief(value);
}
