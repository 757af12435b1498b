/** World: panel. Where a live run departed from its recording, and which ids stand for which. */
import { formatCount, formatDuration, plural } from "../core/format.ts";
import type { MappedId } from "../core/replay/id-map.ts";
import type { Replay } from "../core/replay/replay.ts";
import type { Departure } from "../core/replay/report.ts";
import type { Session } from "../core/session.ts";

interface Props {
  replay: Replay;
  /** The one that is shown: its rows can be gone to. */
  session: Session;
  onJump: (number: number) => void;
}

const MAX_SHOWN = 200;

export function ReplayReport({ replay, session, onJump }: Props) {
  const { player, plan } = replay;
  if (!player || !plan) return null;
  const { report, ids } = player;
  const jumps = {
    recorded: plan.source === session ? onJump : undefined,
    live: replay.session === session ? onJump : undefined,
  };
  return (
    <section class="replay-report" aria-label="Report of the replay">
      <p>
        {report.count === 0 ? "No departures" : plural(report.count, "departure")} from the recording;{" "}
        {plural(report.matched, "message")} came as recorded
        {ids.size > 0 && `, ${plural(ids.size, "id")} mapped`}.
      </p>
      <ul>
        {report.departures.slice(0, MAX_SHOWN).map((departure, index) => (
          <li key={index} class={departure.kind}>
            <DepartureLine departure={departure} jumps={jumps} />
          </li>
        ))}
      </ul>
      {report.count > MAX_SHOWN && <p>…and {formatCount(report.count - MAX_SHOWN)} more.</p>}
      {ids.size > 0 && <Ids ids={ids.ids} />}
    </section>
  );
}

function Ids({ ids }: { ids: readonly MappedId[] }) {
  return (
    <details>
      <summary>Ids that were mapped</summary>
      <ul>
        {ids.slice(0, MAX_SHOWN).map(({ recorded, live, path }) => (
          <li key={recorded}>
            <code>{path}</code> {String(recorded)} → {String(live)}
          </li>
        ))}
      </ul>
    </details>
  );
}

type Jump = ((number: number) => void) | undefined;
type Jumps = Record<"recorded" | "live", Jump>;

function DepartureLine({ departure, jumps }: { departure: Departure; jumps: Jumps }) {
  const recorded = (number: number) => <RowLink name="recorded row" jump={jumps.recorded} number={number} />;
  const live = (number: number) => <RowLink name="row" jump={jumps.live} number={number} />;
  switch (departure.kind) {
    case "missing":
      return (
        <>
          <b>Missing</b> {recorded(departure.recorded)}: <code>{departure.what}</code>
        </>
      );
    case "extra":
      return (
        <>
          <b>Extra</b> {live(departure.live)}: <code>{departure.what}</code>
        </>
      );
    case "different":
      return (
        <>
          <b>Different</b> {live(departure.live)} at <code>{departure.path || "its text"}</code>:{" "}
          <code>{departure.is}</code>, in {recorded(departure.recorded)} <code>{departure.was}</code>
        </>
      );
    case "late":
      return (
        <>
          <b>Late</b> {live(departure.live)}, by {formatDuration(departure.ms)}, against{" "}
          {recorded(departure.recorded)}
        </>
      );
    case "problem":
      return (
        <>
          {departure.what} {departure.live !== undefined && live(departure.live)}{" "}
          {departure.recorded !== undefined && recorded(departure.recorded)}
        </>
      );
  }
}

interface LinkProps {
  name: string;
  jump: Jump;
  number: number;
}

/** A button where the row can be gone to. */
function RowLink({ name, jump, number }: LinkProps) {
  const words = `${name} ${number}`;
  if (!jump) return <span>{words}</span>;
  return (
    <button type="button" class="link" title="Show it in the list" onClick={() => jump(number)}>
      {words}
    </button>
  );
}
