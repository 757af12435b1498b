/** World: panel. The two views of what passes the filter: as rows, and as a conversation. */
import { useState } from "preact/hooks";
import type { Connection } from "../core/connection.ts";
import type { Row } from "../core/row.ts";
import type { Session } from "../core/session.ts";
import { ChatView } from "./chat-view.tsx";
import { MessageGrid } from "./message-grid.tsx";
import { Tabs } from "./tabs.tsx";

const TABS = [
  { id: "messages", title: "Messages" },
  { id: "chat", title: "Chat" },
] as const;

interface Props {
  session: Session;
  rows: readonly Row[];
  /** The chosen one; undefined for all. */
  connection: Connection | undefined;
  /** Whose conversation the chat shows. */
  speaker: Connection | undefined;
  isFiltered: boolean;
  /** Number of the last row shown, while paused. */
  pausedAt: number | undefined;
  selected: Row | undefined;
  onSelect: (row: Row | undefined) => void;
  onEdit: (row: Row) => void;
  onCopy: (row: Row) => void;
}

export function MainPane(props: Props) {
  const { session, rows, connection, speaker, isFiltered, pausedAt, selected, onSelect, onEdit, onCopy } =
    props;
  const [view, setView] = useState<(typeof TABS)[number]["id"]>("messages");
  return (
    <main class="main">
      <Tabs label="Views" tabs={TABS} selected={view} onSelect={setView}>
        {view === "messages" ? (
          <MessageGrid
            rows={rows}
            showsConnection={connection === undefined && session.connections.length > 1}
            isFiltered={isFiltered}
            selected={selected}
            onSelect={onSelect}
            onEdit={onEdit}
            onCopy={onCopy}
          />
        ) : (
          <ChatView
            session={session}
            connection={speaker}
            until={pausedAt}
            selected={selected}
            onSelect={onSelect}
          />
        )}
      </Tabs>
    </main>
  );
}
