/** World: panel. A connection's conversation: transcript, who is here, what is wrong, and by which fields it is read. */
import { useState } from "preact/hooks";
import type { Connection } from "../core/connection.ts";
import type { Row } from "../core/row.ts";
import type { Session } from "../core/session.ts";
import { ChatFields } from "./chat-fields.tsx";
import { ChatSide } from "./chat-side.tsx";
import { ChatTranscript } from "./chat-transcript.tsx";
import { useChatLog } from "./use-chat-log.ts";

interface Props {
  session: Session;
  connection: Connection | undefined;
  /** Number of the last row shown, while paused. */
  until: number | undefined;
  selected: Row | undefined;
  onSelect: (row: Row) => void;
}

const NO_CHAT =
  "No chat on this connection. Earshot reads MDN's sample chat, IRC, XMPP, Rocket.Chat, Mattermost, Discord, Slack and Matrix, and guesses the fields of unknown JSON from a few messages of two or more people. You can name the fields, too.";

export function ChatView({ session, connection, until, selected, onSelect }: Props) {
  const { reader, chosen, share } = useChatLog(session, connection, until);
  const [, redraw] = useState(0);
  const [wanted, setRoom] = useState<string>();
  const { log } = reader;
  const room = wanted !== undefined && log.rooms.has(wanted) ? wanted : undefined;
  const selectRow = (number: number) => {
    const row = session.rows.at(session.rows.indexOfNumber(number));
    if (row) onSelect(row);
  };
  const isEmpty = log.entries.length === 0;
  return (
    <div class={isEmpty ? "chat empty" : "chat"}>
      {connection && (
        <ChatFields
          key={connection.id}
          connection={connection}
          reader={reader}
          chosen={chosen}
          onChosen={() => redraw((turn) => turn + 1)}
          rooms={log.rooms}
          room={room}
          onRoom={setRoom}
        />
      )}
      {isEmpty ? (
        <p class="hint">{share === undefined ? NO_CHAT : reading(share)}</p>
      ) : (
        <ChatTranscript
          key={room}
          log={log}
          room={room}
          selectedNumber={selected?.number}
          onSelect={selectRow}
        />
      )}
      {!isEmpty && (
        <ChatSide
          log={log}
          room={room}
          asOf={selected?.connection === connection ? selected?.number : undefined}
          status={share === undefined ? undefined : reading(share)}
          onSelect={selectRow}
        />
      )}
    </div>
  );
}

function reading(share: number): string {
  return `Reading the conversation, ${Math.floor(share * 100)} %`;
}
