/** World: panel. Ctrl+G: brings the first row at or after a time of day into view. */
import { useCallback, useState } from "preact/hooks";
import { formatTime, momentOf } from "../core/format.ts";
import { Icon } from "./icon.tsx";
import { Popover } from "./popover.tsx";
import type { RowList } from "./row-list.ts";
import { useShortcut } from "./use-shortcut.ts";

interface Props {
  rows: RowList;
  onGoTo: (index: number) => void;
}

export function GoToTime({ rows, onGoTo }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();
  useShortcut(
    "g",
    useCallback(() => setOpen(true), []),
  );

  function go(text: string): void {
    const { first, last } = rows.span;
    const moment = momentOf(text, first, last);
    if (rows.length === 0) setProblem("There are no rows.");
    else if (moment === undefined)
      setProblem(`Write a time of day, such as ${formatTime(first)}: hours:minutes:seconds.`);
    else {
      setProblem(undefined);
      setOpen(false);
      onGoTo(rows.indexOfTime(moment));
    }
  }

  return (
    <Popover
      face={<Icon name="clock" />}
      buttonClass="icon-button"
      label="Go to time"
      title="Go to a time (Ctrl+G)"
      isOpen={isOpen}
      onToggle={setOpen}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go(new FormData(event.currentTarget).get("time") as string);
        }}
      >
        <label>
          Go to time
          <input name="time" class="clock" placeholder="hh:mm:ss.mmm" aria-invalid={problem !== undefined} />
        </label>
        <button type="submit">Go</button>
      </form>
      {problem && (
        <p class="problem-text" role="alert">
          {problem}
        </p>
      )}
    </Popover>
  );
}
