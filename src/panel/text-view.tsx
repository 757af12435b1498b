/** World: panel. A text payload as it is, its beginning in colours; JSON, if wanted, with line breaks and indents. */
import { useMemo, useState } from "preact/hooks";
import { plural } from "../core/format.ts";
import { colourTokens } from "../core/text/colour-tokens.ts";
import { looksLikeJson, spacedJson } from "../core/text/spaced-json.ts";
import { useKeptFlag } from "./use-kept-flag.ts";

const STEP = 100_000;

/** A long text is shown in steps: one element of many megabytes would freeze the panel. */
export function TextView({ text }: { text: string }) {
  const [limit, setLimit] = useState(STEP);
  const [isUnwrapped, setUnwrapped] = useKeptFlag("text-unwrapped");
  const [isFormatted, setFormatted] = useKeptFlag("text-formatted");
  const isJson = looksLikeJson(text);
  const { shown, rest } = useMemo(() => part(text, limit, isFormatted && isJson), [text, limit, isFormatted]);
  const tokens = useMemo(() => colourTokens(shown), [shown]);
  if (text === "") return <p class="hint">An empty message.</p>;
  return (
    <>
      <div class="view-bar">
        <button type="button" aria-pressed={!isUnwrapped} onClick={() => setUnwrapped(!isUnwrapped)}>
          Wrap
        </button>
        {isJson && (
          <button
            type="button"
            aria-pressed={isFormatted}
            title="Line breaks and indents; nothing else changes"
            onClick={() => setFormatted(!isFormatted)}
          >
            Format
          </button>
        )}
        <span class="spring" />
        <small>{plural(text.length, "character")}</small>
      </div>
      <pre class={isUnwrapped ? "text-view unwrapped" : "text-view"} tabIndex={0}>
        {tokens.map(({ kind, text: each }, index) =>
          kind === "plain" ? (
            each
          ) : (
            <span key={index} class={`colour-${kind}`}>
              {each}
            </span>
          ),
        )}
      </pre>
      {rest !== "" && (
        <button type="button" class="more" onClick={() => setLimit(limit + STEP * 10)}>
          Show more{rest}
        </button>
      )}
    </>
  );
}

/** What is shown of a text, and what to say of the rest; nothing when there is none. */
function part(text: string, limit: number, isFormatted: boolean): { shown: string; rest: string } {
  const spaced = isFormatted ? spacedJson(text, limit) : undefined;
  if (spaced) return { shown: spaced.text, rest: spaced.isCut ? " (formatted as far as it is shown)" : "" };
  const left = text.length - limit;
  return { shown: text.slice(0, limit), rest: left > 0 ? ` (${plural(left, "character")} left)` : "" };
}
