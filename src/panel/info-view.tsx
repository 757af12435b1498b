/** World: panel. The facts of a row and of its connection, and what they mean. */
import { closeCodeName } from "../core/close-codes.ts";
import type { Connection, ReadyState } from "../core/connection.ts";
import { explain } from "../core/explain.ts";
import { formatBytes, formatDuration, formatTime, plural } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { decodeRow, rowText } from "../core/row-text.ts";

type Fact = [name: string, value: string];

const STATES: ReadyState[] = ["connecting", "open", "closing", "closed", "refused", "left"];
const STATE_TITLES: Record<ReadyState, string> = {
  connecting: "CONNECTING (0)",
  open: "OPEN (1)",
  closing: "CLOSING (2)",
  closed: "CLOSED (3)",
  refused: "constructor threw",
  left: "page left",
};

export function InfoView({ row }: { row: Row }) {
  return (
    <div class="info-view" role="group" aria-label="Facts" tabIndex={0}>
      {explain(row).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Facts title={rowText(row).type} facts={rowFacts(row)} />
      {row.connection && (
        <Facts title={`Connection #${row.connection.number}`} facts={connectionFacts(row.connection)} />
      )}
    </div>
  );
}

function Facts({ title, facts }: { title: string; facts: Fact[] }) {
  return (
    <>
      <h3>{title}</h3>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function rowFacts(row: Row): Fact[] {
  const { event, size } = row;
  const facts: Fact[] = [["Time", formatTime(event.time)]];
  if (row.connection) facts.push(["Sequence in page", String(row.event.sequence)]);
  if (event.type === "message") {
    const decoded = decodeRow(row);
    facts.push(["Direction", event.direction], ["Data type", event.dataType], ["Size", formatBytes(size)]);
    if (decoded) facts.push(["Decoded as", `${decoded.format}. ${decoded.why}`]);
    if (event.direction === "sent") facts.push(["bufferedAmount after", `${event.bufferedAmount} bytes`]);
    else facts.push(["Origin", event.origin]);
    facts.push([
      "Made by",
      event.injected ? "Earshot" : event.direction === "sent" ? "the page" : "the server",
    ]);
  } else facts.push(["What", rowText(row).summary]);
  return facts;
}

function connectionFacts(connection: Connection): Fact[] {
  const {
    url,
    documentUrl,
    protocols,
    protocol,
    extensions,
    times,
    sent,
    received,
    close,
    failure,
    worker,
    check,
  } = connection;
  const facts: Fact[] = [
    ["URL", url],
    ["Made by", worker ? `${worker.url} (${worker.kind})` : documentUrl],
    ["Subprotocols offered", protocols.join(", ") || "none"],
    ["Subprotocol chosen", protocol || "none"],
    ["Extensions", extensions || "none"],
    ["Sent", `${plural(sent.messages, "message")}, ${formatBytes(sent.bytes)}`],
    ["Received", `${plural(received.messages, "message")}, ${formatBytes(received.bytes)}`],
    ["bufferedAmount", `${connection.bufferedAmount} bytes`],
  ];
  if (check)
    facts.push(["Seen by the browser", `${check.here} of ${plural(check.browser, "message")} recorded here`]);
  if (connection.missing.messages > 0)
    facts.push(["Not kept", plural(connection.missing.messages, "message")]);
  facts.push(...stateFacts(times));
  if (close)
    facts.push([
      "Close",
      `${close.code} ${closeCodeName(close.code)}${close.reason && `, “${close.reason}”`}`,
    ]);
  if (failure) facts.push(["Exception", `${failure.name}: ${failure.message}`]);
  return facts;
}

function stateFacts(times: Connection["times"]): Fact[] {
  const start = times.connecting ?? times.refused;
  return STATES.flatMap((state) => {
    const time = times[state];
    if (time === undefined) return [];
    const after = start === undefined || time === start ? "" : `, after ${formatDuration(time - start)}`;
    return [[STATE_TITLES[state], formatTime(time) + after] satisfies Fact];
  });
}
