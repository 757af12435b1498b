/** World: panel. Beside the transcript: who is here, or was at the selected message, and what is wrong. */
import { useMemo } from "preact/hooks";
import type { ChatLog } from "../core/chat/chat-log.ts";
import { formatCount } from "../core/format.ts";

interface Props {
  log: ChatLog;
  /** Undefined for all. */
  room: string | undefined;
  /** Number of the row as of which the roster is shown; undefined for now. */
  asOf: number | undefined;
  status: string | undefined;
  onSelect: (number: number) => void;
}

export function ChatSide({ log, room, asOf, status, onSelect }: Props) {
  const { findings, findingCount } = log;
  const hidden = findingCount - findings.length;
  return (
    <aside class="chat-side">
      {status !== undefined && <p role="status">{status}</p>}
      <Roster log={log} room={room} asOf={asOf} />
      <h3>Findings ({formatCount(findingCount)})</h3>
      <ul class="findings" aria-label="Findings">
        {hidden > 0 && <li>and {formatCount(hidden)} more before these:</li>}
        {findings.map(({ number, message }, index) => (
          <li key={hidden + index}>
            <button type="button" onClick={() => onSelect(number)}>
              #{number}
            </button>{" "}
            {message}
          </li>
        ))}
      </ul>
    </aside>
  );
}

function Roster({ log, room, asOf }: Pick<Props, "log" | "room" | "asOf">) {
  const { rosters, me, entries } = log;
  const names = useMemo(
    () => (asOf === undefined ? rosters.here(room) : rosters.asOf(asOf, room)),
    [rosters, room, asOf, asOf === undefined ? entries.length : 0],
  );
  if (rosters.isEmpty)
    return (
      <>
        <h3>Here</h3>
        <p class="quiet">This chat does not say who is here.</p>
      </>
    );
  const count = names === undefined ? "" : ` (${formatCount(names.length)})`;
  return (
    <>
      <h3>{asOf === undefined ? `Here${count}` : `Here at #${asOf}${count}`}</h3>
      {asOf !== undefined && (
        <p class="quiet">
          {names ? "Who was here at the selected row." : "That is too long ago to tell who was here."}
        </p>
      )}
      <ul aria-label="Roster">
        {names?.map((name) => (
          <li key={name}>
            {name}
            {name === me.name && <small> this client{me.id !== undefined && `, id ${me.id}`}</small>}
          </li>
        ))}
      </ul>
    </>
  );
}
