/** World: panel. How far a replay is, and what the user may do about it. */
import type { Player } from "../core/replay/player.ts";
import type { Replay } from "../core/replay/replay.ts";
import { rowWord } from "./replay-words.ts";

export function ReplayRun({ replay }: { replay: Replay }) {
  const { player, notice, connection } = replay;
  return (
    <div class="replay-run">
      <div class="side-buttons">
        {player && !player.isOver && <PlayerButtons player={player} />}
        {replay.isActive && (
          <button
            type="button"
            title="The page has its servers again; the connection that was played is lost to it"
            onClick={() => replay.stop()}
          >
            Stop replay
          </button>
        )}
        <span role="status" aria-label="State of the replay">
          {notice} {player && connection && stateText(player, connection.number, replay.isArmed)}
        </span>
      </div>
      {player && (
        <progress aria-label="Played" max={player.total} value={player.played}>
          {player.played} of {player.total}
        </progress>
      )}
    </div>
  );
}

function PlayerButtons({ player }: { player: Player }) {
  return (
    <>
      {player.state === "paused" ? (
        <button type="button" onClick={() => player.resume()}>
          Go on
        </button>
      ) : (
        <button type="button" onClick={() => player.pause()}>
          Pause
        </button>
      )}
      <button
        type="button"
        title="Plays the next one now, whatever it waits for"
        onClick={() => player.step()}
      >
        Next
      </button>
    </>
  );
}

function stateText(player: Player, connection: number, isArmed: boolean): string {
  const { state, played, total, next, waitsFor } = player;
  const progress = `${played} of ${total} played on #${connection}`;
  switch (state) {
    case "playing":
      return `${progress}.`;
    case "waiting":
      return `${progress}. Waits for what was ${waitsFor ? `row ${waitsFor}` : rowWord(next)}.`;
    case "paused":
      return `${progress}. Next: ${rowWord(next)}.`;
    case "stopped":
      return `${progress}.`;
    case "done":
      return `${progress}: done.${isArmed ? " The page has no server until you stop the replay." : ""}`;
  }
}
