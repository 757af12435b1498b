/** World: panel. How a payload is written, and as what it goes. */
import { type Draft, type Encoding, reencode } from "../core/draft.ts";

const ENCODINGS: { id: Encoding; title: string; isFile?: boolean }[] = [
  { id: "text", title: "Text" },
  { id: "utf8", title: "Binary, as text" },
  { id: "hex", title: "Binary, as hex" },
  { id: "base64", title: "Binary, as base64" },
  { id: "file", title: "File, sent as binary", isFile: true },
  { id: "file-text", title: "File, sent as text", isFile: true },
];

interface Props {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  label?: string;
  hasFiles?: boolean;
}

export function EncodingSelect({ draft, onDraft, label = "Payload encoding", hasFiles = true }: Props) {
  return (
    <select
      aria-label={label}
      title="How the payload is written here. Text is sent as a text message, the others as binary."
      value={draft.encoding}
      onChange={(event) => {
        const { currentTarget } = event;
        const next = reencode(draft, currentTarget.value as Encoding);
        currentTarget.value = next.encoding; // What is no text stays what it is.
        onDraft(next);
      }}
    >
      {ENCODINGS.filter(({ isFile }) => hasFiles || !isFile).map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
}
