/** World: panel. The two views of what passes the filter: as rows, and as a conversation. */
import { useEffect, useState } from "preact/hooks";
import type { Answers } from "../core/answers.ts";
import type { Connection } from "../core/connection.ts";
import type { Criteria } from "../core/criteria.ts";
import type { FilteredRows } from "../core/filter.ts";
import type { Row } from "../core/row.ts";
import type { Session } from "../core/session.ts";
import type { Sorting } from "../core/sort-rows.ts";
import { ChatView } from "./chat-view.tsx";
import { MessageGrid } from "./message-grid.tsx";
import type { RowList } from "./row-list.ts";
import { Tabs } from "./tabs.tsx";
import type { Target } from "./use-find.ts";

const TABS = [
  { id: "messages", title: "Messages" },
  { id: "chat", title: "Chat" },
] as const;

interface Props {
  session: Session;
  rows: RowList;
  answers: Answers;
  found: FilteredRows | undefined;
  sorting: Sorting | undefined;
  target: Target | undefined;
  /** The chosen one; undefined for all. */
  connection: Connection | undefined;
  /** Whose conversation the chat shows. */
  speaker: Connection | undefined;
  criteria: Criteria;
  /** Number of the last row shown, while paused. */
  pausedAt: number | undefined;
  selected: Row | undefined;
  onSort: (sorting: Sorting | undefined) => void;
  onSelect: (row: Row | undefined) => void;
  onEdit: (row: Row) => void;
  onCopy: (row: Row) => void;
}

export function MainPane(props: Props) {
  const { session, connection, criteria, speaker, pausedAt, selected, onSelect } = props;
  const [view, setView] = useState<(typeof TABS)[number]["id"]>("messages");
  useEffect(() => {
    if (props.target) setView("messages");
  }, [props.target]);
  return (
    <main class="main">
      <Tabs label="Views" tabs={TABS} selected={view} onSelect={setView}>
        {view === "messages" ? (
          <MessageGrid
            {...props}
            isFiltered={
              criteria.query.terms.length > 0 ||
              criteria.hidesHeartbeats ||
              criteria.direction !== "all" ||
              criteria.span !== undefined
            }
            showsConnection={connection === undefined && session.connections.length > 1}
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
