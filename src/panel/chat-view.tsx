/** World: panel. A connection's conversation: transcript, who is here, and what is wrong. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ChatEntry } from "../core/chat/chat-entry.ts";
import type { Connection } from "../core/connection.ts";
import { formatCount, formatDuration, formatTime } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import type { Session } from "../core/session.ts";
import { useChatLog } from "./use-chat-log.ts";

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
  const { log, share } = useChatLog(session, connection, until);
  const selectRow = (number: number) => {
    const row = session.rows.at(session.rows.indexOfNumber(number));
    if (row) onSelect(row);
  };
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
        {share === undefined
          ? "No chat on this connection. Earshot reads the packets of MDN's sample chat here: id, username, rejectusername, userlist and message."
          : reading(share)}
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
          <Entry
            key={first + index}
            entry={entry}
            isSelected={entry.number === selected?.number}
            onSelect={selectRow}
          />
        ))}
      </ol>
      <aside class="chat-side">
        {share !== undefined && <p role="status">{reading(share)}</p>}
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
          {log.findings.slice(-STEP).map(({ number, message }, index) => (
            <li key={index}>
              <button type="button" onClick={() => selectRow(number)}>
                #{number}
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
  onSelect: (number: number) => void;
}

function reading(share: number): string {
  return `Reading the conversation, ${Math.floor(share * 100)} %`;
}

function Entry({ entry, isSelected, onSelect }: EntryProps) {
  const { number, time, kind, who, text, isMine, isInjected, echoMs } = entry;
  return (
    <li class={`chat-entry ${kind}${isMine ? " mine" : ""}`}>
      <button type="button" aria-pressed={isSelected} onClick={() => onSelect(number)}>
        <time>{formatTime(time)}</time>
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
