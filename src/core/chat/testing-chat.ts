/** World: tests. Conversations as the chat lens reads them. */
import { page, startedSession } from "../testing.ts";
import { ChatReader } from "./chat-reader.ts";

export type Line = [direction: "sent" | "received", packet: object | string];

/** All that was said on a connection, up to its close. */
export function readerOf(lines: Line[], protocol = "") {
  const session = startedSession();
  const { created, opened, closed, ...say } = page();
  const begin = [created(1, protocol === "" ? [] : [protocol]), opened(1, protocol)];
  const said = lines.map(([direction, packet]) =>
    say[direction](typeof packet === "string" ? packet : JSON.stringify(packet)),
  );
  session.record("page", [...begin, ...said, closed()]);
  const reader = new ChatReader(session.rows, session.connections[0]);
  while (reader.advance(10_000) === "more");
  return reader;
}

/** Entries as a person would read them. */
export const transcript = ({ log }: ChatReader) =>
  log.entries.map(({ kind, who, text, room, isMine, echoMs }) =>
    [kind === "message" ? `${who}:` : kind, text, room && `(${room})`, isMine && `echo ${echoMs}`]
      .filter(Boolean)
      .join(" "),
  );
export const findings = ({ log }: ChatReader) => log.findings.map(({ message }) => message);
