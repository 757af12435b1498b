/** World: panel. The file that a draft sends. */
import { useState } from "preact/hooks";
import type { Draft } from "../core/draft.ts";
import { formatBytes } from "../core/format.ts";

/** In bytes. */
const MAX_SIZE = 32 * 1024 * 1024;

interface Props {
  draft: Draft;
  onDraft: (draft: Draft) => void;
}

export function FilePicker({ draft, onDraft }: Props) {
  const [problem, setProblem] = useState<string>();
  const { file } = draft;

  async function take(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    const isLarge = chosen.size > MAX_SIZE;
    setProblem(isLarge ? `${chosen.name} is larger than ${formatBytes(MAX_SIZE)}.` : undefined);
    if (isLarge) return;
    try {
      const bytes = new Uint8Array(await chosen.arrayBuffer());
      onDraft({ ...draft, file: { name: chosen.name, bytes } });
    } catch {
      setProblem(`${chosen.name} could not be read.`);
    }
  }

  return (
    <span class="file-picker">
      <input
        type="file"
        aria-label="File to send"
        onChange={(event) => take(event.currentTarget.files?.[0])}
      />
      {file && (
        <span>
          {file.name}, {formatBytes(file.bytes.length)}
        </span>
      )}
      <span class="problem-text" role="alert">
        {problem}
      </span>
    </span>
  );
}
