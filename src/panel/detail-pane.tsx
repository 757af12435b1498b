/** World: panel. One row in full, in as many views as make sense for it. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Answers } from "../core/answers/answers.ts";
import { type Medium, mediaIn } from "../core/bytes/media.ts";
import type { InlinePayload } from "../core/protocol.ts";
import type { RecorderHandle } from "../core/recorder-handle.ts";
import type { ConnectionRow, Row } from "../core/row.ts";
import { decodeRow } from "../core/row-text.ts";
import type { RowStore } from "../core/store/row-store.ts";
import { DecodedView } from "./decoded-view.tsx";
import { DiffView } from "./diff-view.tsx";
import { HexView } from "./hex-view.tsx";
import { Icon } from "./icon.tsx";
import { InfoView } from "./info-view.tsx";
import { PreviewView } from "./preview-view.tsx";
import { type Tab, Tabs } from "./tabs.tsx";
import { TextView } from "./text-view.tsx";

type View = "decoded" | "text" | "hex" | "preview" | "diff" | "info";

interface Props {
  row: Row;
  /** Those that it can be compared with. */
  rows: RowStore;
  onClose: () => void;
  onEdit: (row: Row) => void;
  onCopy: (row: Row) => Promise<void>;
  onLoad: RecorderHandle["load"];
  answers: Answers;
  /** Another decoder was chosen. */
  onChosen: () => void;
  /** Selects the row of that number. */
  onJump: (number: number) => void;
}

export function DetailPane(props: Props) {
  const { row, onClose, onEdit, onCopy, onLoad } = props;
  const [wanted, setWanted] = useState<View>("decoded");
  const { payload, problem } = useLoaded(row, onLoad);
  const layer = payload && decodeRow(row)?.layer;
  const media = useMemo(() => (layer ? mediaIn(layer) : []), [layer]);
  const tabs = tabsOf(row, payload, media);
  const view = tabs.some(({ id }) => id === wanted) ? wanted : (tabs[0]?.id ?? "info");
  return (
    <section
      class="detail"
      aria-label="Details"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Tabs
        label="Details"
        tabs={tabs}
        selected={view}
        onSelect={setWanted}
        extra={
          <Actions
            row={row}
            hasPayload={payload !== undefined}
            onClose={onClose}
            onEdit={onEdit}
            onCopy={onCopy}
          />
        }
      >
        {view === "info" && <InfoView row={row} />}
        {view !== "info" && problem !== undefined && <p class="problem-text">{problem}</p>}
        {view !== "info" && payload && <PayloadView {...props} view={view} payload={payload} media={media} />}
        {view !== "info" && !payload && problem === undefined && <p class="hint">Reading…</p>}
      </Tabs>
    </section>
  );
}

function tabsOf(row: Row, payload: InlinePayload | undefined, media: readonly Medium[]): Tab<View>[] {
  const info: Tab<View> = { id: "info", title: "Info" };
  if (!("payload" in row.event) || !row.event.payload) return [info];
  return [
    { id: "decoded", title: "Decoded" },
    ...(payload?.opcode === "binary" ? [] : [{ id: "text" as const, title: "Text" }]),
    { id: "hex", title: "Hex" },
    ...(media.length > 0 ? [{ id: "preview" as const, title: "Preview" }] : []),
    ...(row.event.type === "message" ? [{ id: "diff" as const, title: "Diff" }] : []),
    info,
  ];
}

/** The row's payload, read from its handle if need be. */
function useLoaded(row: Row, onLoad: RecorderHandle["load"]) {
  const [problem, setProblem] = useState<string>();
  const payload = "payload" in row.event ? row.event.payload : undefined;
  const isHandle = payload !== undefined && "blob" in payload;
  useEffect(() => {
    setProblem(undefined);
    if (!isHandle) return;
    let isCurrent = true;
    onLoad(row as ConnectionRow).then((failure) => isCurrent && setProblem(failure));
    return () => {
      isCurrent = false;
    };
  }, [row, isHandle]);
  return { payload: isHandle ? undefined : (payload as InlinePayload | undefined), problem };
}

type Shown = Pick<Props, "row" | "rows" | "answers" | "onChosen" | "onJump" | "onLoad">;
interface PayloadViewProps extends Shown {
  view: View;
  payload: InlinePayload;
  media: readonly Medium[];
}

function PayloadView({ view, payload, media, ...props }: PayloadViewProps) {
  const { row } = props;
  if (view === "preview") return <PreviewView key={row.number} media={media} />;
  if (view === "diff") return <DiffView {...props} />;
  if (view === "hex") return <HexView key={row.number} payload={payload} />;
  if (view === "text" && payload.opcode === "text") return <TextView key={row.number} text={payload.text} />;
  const decoded = decodeRow(row);
  if (!decoded || !row.connection) return null;
  return <DecodedView {...props} row={row} decoded={decoded} />;
}

interface ActionsProps {
  row: Row;
  hasPayload: boolean;
  onClose: () => void;
  onEdit: (row: Row) => void;
  onCopy: (row: Row) => Promise<void>;
}

function Actions({ row, hasPayload, onClose, onEdit, onCopy }: ActionsProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => setCopied(false), [row]);
  const copy = () => onCopy(row).then(() => setCopied(true));
  return (
    <div class="detail-actions">
      {hasPayload && (
        <button type="button" title="Put it into the composer (Enter)" onClick={() => onEdit(row)}>
          Edit and resend
        </button>
      )}
      <button type="button" title="Copy the message (Ctrl+C in the list)" onClick={copy}>
        {isCopied ? "Copied" : "Copy"}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Close details"
        title="Close (Escape)"
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
