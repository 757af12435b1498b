/** World: panel. A text payload as it is. */
import { useState } from "preact/hooks";
import { plural } from "../core/format.ts";

const STEP = 100_000;

/** A long text is shown in steps: one element of many megabytes would freeze the panel. */
export function TextView({ text }: { text: string }) {
  const [limit, setLimit] = useState(STEP);
  if (text === "") return <p class="hint">An empty message.</p>;
  const rest = text.length - limit;
  return (
    <>
      <pre class="text-view" tabIndex={0}>
        {text.slice(0, limit)}
      </pre>
      {rest > 0 && (
        <button type="button" class="more" onClick={() => setLimit(limit + STEP * 10)}>
          Show more ({plural(rest, "character")} left)
        </button>
      )}
    </>
  );
}
