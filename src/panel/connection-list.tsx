/** World: panel. The connections of the tab: one of them, or all, is chosen. */
import { useEffect, useState } from "preact/hooks";
import { closeCodeName } from "../core/close-codes.ts";
import { type Connection, duration, isLive, sightOf, type Tally } from "../core/connection.ts";
import type { WorkerRecord } from "../core/document-record.ts";
import { formatBytes, formatCount, formatDuration, plural, shortUrl } from "../core/format.ts";
import type { WorkerBootstrap } from "../core/recorder-handle.ts";
import { UnseenWorkers } from "./unseen-workers.tsx";

interface Props {
  /** Empty until some document of the tab has been heard. */
  pageUrl: string;
  connections: readonly Connection[];
  workers: readonly WorkerRecord[];
  /** Undefined: all of them. */
  selectedId: string | undefined;
  workerBootstrap: WorkerBootstrap | undefined;
  onSelect: (id: string | undefined) => void;
}

export function ConnectionList(props: Props) {
  const { pageUrl, connections, workers, selectedId, onSelect, workerBootstrap } = props;
  const now = useSeconds(connections.some(isLive) || workers.some(({ isHooked }) => !isHooked));
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
          {pageUrl !== ""
            ? "This page has opened no WebSocket yet."
            : "Earshot is not in this page. Reload it; if this stays, extensions may not run there."}
        </p>
      )}
      <UnseenWorkers workers={workers} now={now} pageUrl={pageUrl} bootstrap={workerBootstrap} />
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
  const { id, number, url, documentUrl, readyState, protocol, worker, check } = connection;
  const sight = sightOf(connection);
  const note = noteOf(connection);
  return (
    <li
      role="option"
      id={optionId(id)}
      aria-selected={isSelected}
      title={note ? `${url}\n${note.hint}` : `${url}\nmade by ${worker?.url ?? documentUrl}`}
      onClick={() => onSelect(id)}
    >
      <span class="connection-name">
        <span class={`state-dot ${readyState}`} aria-hidden="true" />
        <span class="connection-number">#{number}</span> <span class="connection-url">{shortUrl(url)}</span>
      </span>
      <span class="connection-facts">
        <b class={isFailed(connection) ? "state problem" : "state"}>{stateText(connection)}</b>
        {worker && <span title={worker.url}>{worker.kind}</span>}
        {note && <span title={note.hint}>{note.title}</span>}
        {protocol !== "" && <span title="Subprotocol">{protocol}</span>}
        {sight !== "handshake" && <TallyText direction="sent" tally={connection.sent} />}
        {sight !== "handshake" && <TallyText direction="received" tally={connection.received} />}
        {readyState !== "refused" && (
          <span title="From the constructor to the end, or to now">
            {formatDuration(duration(connection, now))}
          </span>
        )}
        {connection.missing.messages > 0 && (
          <span class="problem">{plural(connection.missing.messages, "message")} not kept</span>
        )}
        {check && check.lost > 0 && (
          <span class="problem" title={`The browser counts ${plural(check.browser, "message")}`}>
            {plural(check.lost, "message")} missed
          </span>
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

interface Note {
  title: string;
  hint: string;
}

const NOTES = {
  record: {
    title: "read-only",
    hint: "Read from the browser's own record: it was made where Earshot's hook cannot be, such as an http(s) worker, or by WebSocketStream.",
  },
  handshake: {
    title: "messages not visible",
    hint: "The browser told of its handshake only: it was made where Earshot's hook cannot be, such as a worker that was there before Earshot was open.",
  },
  file: { title: "from a file", hint: "Read from a file: it can be looked at, not acted on." },
  own: { title: "Earshot's own", hint: "You opened it from the extension: no page knows of it." },
  opened: {
    title: "yours",
    hint: "You opened it in the page's context: the page itself does not know of it.",
  },
  mocked: { title: "no server", hint: "What the page hears on it, Earshot says." },
} satisfies Record<string, Note>;

/** What there is to say of a connection that is not simply the page's own. */
function noteOf(connection: Connection): Note | undefined {
  const sight = sightOf(connection);
  if (sight !== "hook") return NOTES[sight];
  if (connection.isMocked) return NOTES.mocked;
  return connection.isInjected ? NOTES.opened : undefined;
}

function isFailed({ readyState, close }: Connection): boolean {
  return readyState === "refused" || close?.wasClean === false;
}

function stateText(connection: Connection): string {
  const { readyState, close, failure } = connection;
  if (readyState === "refused") return `threw ${failure?.name ?? ""}`;
  if (sightOf(connection) === "handshake") return "seen";
  if (readyState === "left")
    return connection.worker || sightOf(connection) === "record" ? "gone" : "page left";
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
