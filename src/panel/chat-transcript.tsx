/** World: panel. What was said, one entry below the other; follows the newest until somebody scrolls away. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ChatEntry } from "../core/chat/chat-entry.ts";
import type { ChatLog } from "../core/chat/chat-log.ts";
import { formatCount, formatDuration, formatTime } from "../core/format.ts";

/** Entries are drawn in steps: a chat of hours would slow the panel. */
const STEP = 500;
/** So near to its end the transcript follows what is said. */
const NEAR_END_PX = 20;

interface Props {
  log: ChatLog;
  /** Undefined for all. */
  room: string | undefined;
  selectedNumber: number | undefined;
  onSelect: (number: number) => void;
}

export function ChatTranscript({ log, room, selectedNumber, onSelect }: Props) {
  const [limit, setLimit] = useState(STEP);
  const list = useRef<HTMLOListElement>(null);
  const isAtEnd = useRef(true);
  const { entries } = log;
  const shown = useMemo(
    () => (room === undefined ? entries : entries.filter((each) => each.room === room || each.room === "")),
    [entries, room, entries.length],
  );
  const typists = log.typing.now.filter((each) => room === undefined || each.room === room);
  const first = Math.max(0, shown.length - limit);
  useEffect(() => {
    if (isAtEnd.current) list.current?.scrollTo(0, list.current.scrollHeight);
  }, [shown.length, typists.length]);
  return (
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
      {shown.slice(first).map((entry, index) => (
        <Entry
          key={first + index}
          entry={entry}
          isSelected={entry.number === selectedNumber}
          showsRoom={room === undefined && log.rooms.size > 1}
          isEchoed={entry.awaitsEcho || entry.echoMs !== undefined || log.echoesAll}
          onSelect={onSelect}
        />
      ))}
      {typists.length > 0 && (
        <li class="typing">
          {typists.map(({ who }) => who).join(", ")} {typists.length === 1 ? "is" : "are"} typing
        </li>
      )}
    </ol>
  );
}

interface EntryProps {
  entry: ChatEntry;
  isSelected: boolean;
  showsRoom: boolean;
  /** The server sends back what this client says. */
  isEchoed: boolean;
  onSelect: (number: number) => void;
}

function Entry({ entry, isSelected, showsRoom, isEchoed, onSelect }: EntryProps) {
  const { number, time, kind, who, text, room, isMine, isInjected, echoMs } = entry;
  const isSpoken = kind === "message" || (kind === "notice" && who !== "");
  return (
    <li class={`chat-entry ${isSpoken ? "spoken" : "told"}${isMine ? " mine" : ""}`}>
      <button type="button" aria-pressed={isSelected} onClick={() => onSelect(number)}>
        <time title={ownTimeOf(entry)}>{formatTime(time)}</time>
        {showsRoom && room !== "" && isSpoken && <em class="chip chat-room">{room}</em>}
        {isSpoken && <b class="who">{who === "" ? "(nobody named)" : who}</b>}
        <span class="chat-text">{text}</span>
        {isInjected && <em class="chip injected">injected</em>}
        {isMine && isEchoed && (
          <small class="echo" title="From sending to the server's echo">
            {echoMs === undefined ? "no echo yet" : `echo ${formatDuration(echoMs)}`}
          </small>
        )}
      </button>
    </li>
  );
}

/** What the message itself says of its time, and how far that is from when it came or went. */
function ownTimeOf({ time, ownTime, isMine }: ChatEntry): string | undefined {
  if (ownTime === undefined) return undefined;
  const skew = ownTime - time;
  const way = skew > 0 ? "after" : "before";
  return `Dated ${new Date(ownTime).toLocaleDateString()} ${formatTime(ownTime)}, ${formatDuration(Math.abs(skew))} ${way} it was ${isMine ? "sent" : "received"}`;
}
