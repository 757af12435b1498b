/** World: panel. How many rows there are; and how much of them is in memory and on the disk, and how much may be. */
import { useEffect, useState } from "preact/hooks";
import { formatBytes, plural } from "../core/format.ts";
import type { Session } from "../core/session.ts";
import { Popover } from "./popover.tsx";

const MEBIBYTE = 1024 * 1024;
const STORAGE_KEY = "budget-mib";
const MAX_MIB = 1_000_000;

interface Props {
  session: Session;
  /** The count, in words. */
  title: string;
}

export function MemoryButton({ session, title }: Props) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const kept = Number(localStorage.getItem(STORAGE_KEY));
    if (kept > 0) session.budget = kept * MEBIBYTE;
  }, [session]);
  const { memory, spilled, lost } = session.rows.payloads.usage;
  const use = `${formatBytes(memory)} of payload in memory, ${formatBytes(spilled)} on disk`;
  const losses = lost > 0 && `${plural(lost, "payload")} dropped: neither memory nor disk had room`;

  function setBudget(mebibytes: number): void {
    if (!(mebibytes > 0 && mebibytes <= MAX_MIB)) return;
    session.budget = mebibytes * MEBIBYTE;
    localStorage.setItem(STORAGE_KEY, String(mebibytes));
  }

  return (
    <Popover
      face={
        <>
          {title}
          {losses && <span class="problem">, {plural(lost, "payload")} dropped</span>}
        </>
      }
      buttonClass="count"
      title={use}
      isOpen={isOpen}
      onToggle={setOpen}
    >
      <p role="status">{use}.</p>
      {losses && <p class="problem-text">{losses}.</p>}
      <label>
        Keep in memory
        <input
          type="number"
          aria-label="Keep in memory, MiB"
          min={1}
          max={MAX_MIB}
          value={session.budget / MEBIBYTE}
          onChange={(event) => setBudget(event.currentTarget.valueAsNumber)}
        />
        MiB
      </label>
      <p>Older payloads go to the disk until the session ends, and come back when they are looked at.</p>
    </Popover>
  );
}
