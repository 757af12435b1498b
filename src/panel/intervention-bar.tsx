/** World: panel. Says all the time that Earshot changes the page's traffic, and holds what waits for the user. */
import { useState } from "preact/hooks";
import { type Draft, draftOf, parseDraft } from "../core/draft.ts";
import { formatCount } from "../core/format.ts";
import type { Paused } from "../core/intercept/desk.ts";
import type { Interceptor } from "../core/intercept/interceptor.ts";
import type { Row } from "../core/row.ts";
import { rowText } from "../core/row-text.ts";

interface Props {
  interceptor: Interceptor;
  onShow: (row: Row) => void;
}

const WAITS = "Another window of Earshot changes this tab; waiting here";

export function InterventionBar({ interceptor, onShow }: Props) {
  const { activities, desk } = interceptor;
  const { paused } = desk;
  const [first] = paused;
  return (
    <section class="intervention" aria-label="What Earshot changes">
      <div class="banner">
        <span role="status" class="activities" title={activities.join("\n")}>
          {interceptor.isElsewhere ? WAITS : "Earshot changes this page's traffic"}:{" "}
          {activities.join(", ") || "messages are held"}
        </span>
        <button
          type="button"
          title="Rules off, faults gone; what is held goes on"
          onClick={() => interceptor.stop()}
        >
          Stop all
        </button>
      </div>
      {first && (
        <Held key={`${first.row.connection.id} ${first.waiting.held}`} {...{ first, paused, desk, onShow }} />
      )}
    </section>
  );
}

interface HeldProps extends Pick<Props, "onShow"> {
  first: Paused;
  paused: readonly Paused[];
  desk: Interceptor["desk"];
}

/** The oldest one that waits; the rest is behind it. */
function Held({ first, paused, desk, onShow }: HeldProps) {
  const [draft, setDraft] = useState<Draft>();
  const [problem, setProblem] = useState("");
  const { row, direction, cause } = first;
  const { summary } = rowText(row);

  function edit(): void {
    const { event } = row;
    if (event.type === "message" && !("blob" in event.payload)) setDraft(draftOf(event.payload));
    else setProblem("This message is too large to be edited here.");
  }

  function forward(): void {
    const parsed = draft && parseDraft(draft);
    if (parsed && "problem" in parsed) setProblem(parsed.problem);
    else desk.release(first, parsed?.payload);
  }

  return (
    <div class="held" role="group" aria-label="Held messages">
      <span class="count" title={cause}>
        {formatCount(paused.length)} held
      </span>
      <button type="button" class="link" title="Show it in the list" onClick={() => onShow(row)}>
        {direction === "sent" ? "↑" : "↓"} {row.number}
      </button>
      {draft ? (
        <textarea
          aria-label="Held message"
          spellcheck={false}
          value={draft.body}
          onInput={(event) => setDraft({ ...draft, body: event.currentTarget.value })}
        />
      ) : (
        <span class="held-text">{summary}</span>
      )}
      <button type="button" class="primary" onClick={forward}>
        {draft ? "Forward edited" : "Forward"}
      </button>
      {!draft && (
        <button type="button" onClick={edit}>
          Edit
        </button>
      )}
      <button type="button" onClick={() => desk.drop(first)}>
        Drop
      </button>
      <button type="button" onClick={() => paused.map((each) => desk.release(each))}>
        Forward all
      </button>
      <button type="button" onClick={() => paused.map((each) => desk.drop(each))}>
        Drop all
      </button>
      <span class="problem-text" role="alert">
        {problem}
      </span>
    </div>
  );
}
