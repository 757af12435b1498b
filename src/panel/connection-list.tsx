/** World: panel. The connections of the tab: one of them, or all, is chosen. */
import { useEffect, useState } from "preact/hooks";
import { closeCodeName } from "../core/close-codes.ts";
import { type Connection, duration, isLive, type Tally } from "../core/connection.ts";
import { formatBytes, formatCount, formatDuration, plural, shortUrl } from "../core/format.ts";

interface Props {
  /** Some document of the tab has been heard. */
  isHeard: boolean;
  connections: readonly Connection[];
  /** Undefined: all of them. */
  selectedId: string | undefined;
  onSelect: (id: string | undefined) => void;
}

export function ConnectionList({ isHeard, connections, selectedId, onSelect }: Props) {
  const now = useSeconds(connections.some(isLive));
  const ids = [undefined, ...connections.map(({ id }) => id)];

  function onKeyDown(event: KeyboardEvent): void {
    const index = ids.indexOf(selectedId);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    if (next < 0 || next >= ids.length) return;
    onSelect(ids[next]);
    document.getElementById(optionId(ids[next]))?.scrollIntoView({ block: "nearest" });
  }

  return (
    <section class="connections">
      <ul
        role="listbox"
        aria-label="Connections"
        tabIndex={0}
        aria-activedescendant={optionId(selectedId)}
        onKeyDown={onKeyDown}
      >
        <li
          role="option"
          id={optionId(undefined)}
          aria-selected={selectedId === undefined}
          onClick={() => onSelect(undefined)}
        >
          <span class="connection-name">All connections</span>
          <span class="connection-facts">{plural(connections.length, "connection")}</span>
        </li>
        {connections.map((connection) => (
          <ConnectionOption
            key={connection.id}
            connection={connection}
            now={now}
            isSelected={connection.id === selectedId}
            onSelect={onSelect}
          />
        ))}
      </ul>
      {connections.length === 0 && (
        <p class="hint">
          {isHeard
            ? "This page has opened no WebSocket yet. Sockets made in workers are not visible here."
            : "Earshot is not in this page. Reload it; if this stays, extensions may not run there."}
        </p>
      )}
    </section>
  );
}

interface OptionProps {
  connection: Connection;
  now: number;
  isSelected: boolean;
  onSelect: (id: string) => void;
}

function ConnectionOption({ connection, now, isSelected, onSelect }: OptionProps) {
  const { id, number, url, documentUrl, readyState, protocol } = connection;
  return (
    <li
      role="option"
      id={optionId(id)}
      aria-selected={isSelected}
      title={`${url}\nmade by ${documentUrl}`}
      onClick={() => onSelect(id)}
    >
      <span class="connection-name">
        <span class={`state-dot ${readyState}`} aria-hidden="true" />
        <span class="connection-number">#{number}</span> <span class="connection-url">{shortUrl(url)}</span>
      </span>
      <span class="connection-facts">
        <b class={isFailed(connection) ? "state problem" : "state"}>{stateText(connection)}</b>
        {protocol !== "" && <span title="Subprotocol">{protocol}</span>}
        <TallyText direction="sent" tally={connection.sent} />
        <TallyText direction="received" tally={connection.received} />
        {readyState !== "refused" && (
          <span title="From the constructor to the end, or to now">
            {formatDuration(duration(connection, now))}
          </span>
        )}
        {connection.missing.messages > 0 && (
          <span class="problem">{plural(connection.missing.messages, "message")} not kept</span>
        )}
      </span>
    </li>
  );
}

function TallyText({ direction, tally }: { direction: "sent" | "received"; tally: Tally }) {
  return (
    <span title={`${plural(tally.messages, "message")} ${direction}, ${plural(tally.bytes, "byte")}`}>
      <span class={`arrow ${direction}`} aria-hidden="true">
        {direction === "sent" ? "↑" : "↓"}
      </span>
      <span class="for-readers">{direction} </span>
      {formatCount(tally.messages)} <small>{formatBytes(tally.bytes)}</small>
    </span>
  );
}

function isFailed({ readyState, close }: Connection): boolean {
  return readyState === "refused" || close?.wasClean === false;
}

function stateText({ readyState, close, failure }: Connection): string {
  if (readyState === "refused") return `threw ${failure?.name ?? ""}`;
  if (readyState === "left") return "page left";
  if (readyState === "closed" && close) return `closed ${close.code} ${closeCodeName(close.code)}`;
  return readyState;
}

function optionId(id: string | undefined): string {
  return `connection-${id ?? "all"}`;
}

/** The time, in ms since the epoch; ticks while `isTicking`. */
function useSeconds(isTicking: boolean): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (!isTicking) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isTicking]);
  return Math.max(now, Date.now());
}
