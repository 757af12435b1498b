/** World: panel. A connection's conversation: transcript, who is here, and what is wrong. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type ChatEntry, ChatLog } from "../core/chat-log.ts";
import type { Connection } from "../core/connection.ts";
import { formatCount, formatDuration, formatTime } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import type { Session } from "../core/session.ts";

/** Entries are drawn in steps: a chat of hours would slow the panel. */
const STEP = 500;
/** So near to its end the transcript follows what is said. */
const NEAR_END_PX = 20;

interface Props {
  session: Session;
  connection: Connection | undefined;
  /** Number of the last row shown, while paused. */
  until: number | undefined;
  selected: Row | undefined;
  onSelect: (row: Row) => void;
}

export function ChatView({ session, connection, until, selected, onSelect }: Props) {
  const log = useChatLog(session, connection, until);
  const [limit, setLimit] = useState(STEP);
  const list = useRef<HTMLOListElement>(null);
  const isAtEnd = useRef(true);
  const first = Math.max(0, log.entries.length - limit);
  useEffect(() => {
    if (isAtEnd.current) list.current?.scrollTo(0, list.current.scrollHeight);
  }, [log.entries.length]);
  if (log.entries.length === 0)
    return (
      <p class="hint over">
        No chat on this connection. Earshot reads the packets of MDN's sample chat here: id, username,
        rejectusername, userlist and message.
      </p>
    );
  return (
    <div class="chat">
      <ol
        ref={list}
        class="transcript"
        aria-label="Transcript"
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          isAtEnd.current = scrollTop + clientHeight >= scrollHeight - NEAR_END_PX;
        }}
      >
        {first > 0 && (
          <li>
            <button type="button" class="more" onClick={() => setLimit(limit + STEP)}>
              Show earlier ({formatCount(first)} more)
            </button>
          </li>
        )}
        {log.entries.slice(first).map((entry, index) => (
          <Entry key={first + index} entry={entry} isSelected={entry.row === selected} onSelect={onSelect} />
        ))}
      </ol>
      <aside class="chat-side">
        <h3>Here ({log.roster.length})</h3>
        <ul aria-label="Roster">
          {log.roster.map((name) => (
            <li key={name}>
              {name}
              {name === log.me.name && (
                <small> this client{log.me.id !== undefined && `, id ${log.me.id}`}</small>
              )}
            </li>
          ))}
        </ul>
        <h3>Findings ({log.findings.length})</h3>
        <ul class="findings" aria-label="Findings">
          {log.findings.slice(-STEP).map(({ row, message }, index) => (
            <li key={index}>
              <button type="button" onClick={() => onSelect(row)}>
                #{row.number}
              </button>{" "}
              {message}
            </li>
          ))}
        </ul>
      </aside>
    </div>
  );
}

interface EntryProps {
  entry: ChatEntry;
  isSelected: boolean;
  onSelect: (row: Row) => void;
}

function Entry({ entry, isSelected, onSelect }: EntryProps) {
  const { row, kind, who, text, isMine, echoMs } = entry;
  const isInjected = row.event.type === "message" && row.event.injected;
  return (
    <li class={`chat-entry ${kind}${isMine ? " mine" : ""}`}>
      <button type="button" aria-pressed={isSelected} onClick={() => onSelect(row)}>
        <time>{formatTime(row.event.time)}</time>
        {kind === "message" && <b class="who">{who}</b>}
        <span class="chat-text">{text}</span>
        {isInjected && <em class="chip injected">injected</em>}
        {isMine && (
          <small class="echo" title="From sending to the server's echo">
            {echoMs === undefined ? "no echo yet" : `echo ${formatDuration(echoMs)}`}
          </small>
        )}
      </button>
    </li>
  );
}

/** Reads each row once; starts again when the connection changes or rows were taken away. */
function useChatLog(
  session: Session,
  connection: Connection | undefined,
  until = Number.POSITIVE_INFINITY,
): ChatLog {
  const { generation } = session;
  const state = useMemo(() => ({ log: new ChatLog(), seen: 0 }), [session, connection, generation]);
  for (; state.seen < session.rows.length; state.seen++) {
    const row = session.rows[state.seen];
    if (!row || row.number > until) break;
    if (row.connection === connection) state.log.append(row);
  }
  return state.log;
}
