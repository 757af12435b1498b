/** World: panel. The views of a session: as rows, as a conversation, and as what its messages look like. */
import { useEffect, useState } from "preact/hooks";
import type { Answers } from "../core/answers/answers.ts";
import type { Connection } from "../core/connection.ts";
import { parseQuery } from "../core/query/parse.ts";
import type { Row } from "../core/row.ts";
import type { Criteria } from "../core/search/criteria.ts";
import type { FilteredRows } from "../core/search/filter.ts";
import type { Sorting } from "../core/search/sort-rows.ts";
import type { Session } from "../core/session.ts";
import { lazyView } from "./lazy-view.tsx";
import { MessageGrid } from "./message-grid.tsx";
import type { RowList } from "./row-list.ts";
import { Tabs } from "./tabs.tsx";
import type { Target } from "./use-find.ts";

const TABS = [
  { id: "messages", title: "Messages" },
  { id: "chat", title: "Chat" },
  { id: "schema", title: "Schema" },
] as const;

const ChatView = lazyView(async () => (await import("./chat-view.tsx")).ChatView);
const SchemaView = lazyView(async () => (await import("./schema-view.tsx")).SchemaView);

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
  onChange: (part: Partial<Criteria>) => void;
  onSort: (sorting: Sorting | undefined) => void;
  onSelect: (row: Row | undefined) => void;
  onEdit: (row: Row) => void;
  onCopy: (row: Row) => void;
}

export function MainPane(props: Props) {
  const { session, connection, criteria, speaker, pausedAt, selected, onChange, onSelect } = props;
  const [view, setView] = useState<(typeof TABS)[number]["id"]>("messages");
  useEffect(() => {
    if (props.target) setView("messages");
  }, [props.target]);
  return (
    <main class="main">
      <Tabs label="Views" tabs={TABS} selected={view} onSelect={setView}>
        {view === "messages" && (
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
        )}
        {view === "chat" && (
          <ChatView
            session={session}
            connection={speaker}
            until={pausedAt}
            selected={selected}
            onSelect={onSelect}
          />
        )}
        {view === "schema" && (
          <SchemaView
            session={session}
            connection={connection}
            until={pausedAt}
            onShow={(source) => {
              onChange({ query: parseQuery(source) });
              setView("messages");
            }}
          />
        )}
      </Tabs>
    </main>
  );
}
