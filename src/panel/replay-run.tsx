/** World: panel. How far a replay is, and what the user may do about it. */
import type { Player } from "../core/replay/player.ts";
import type { Side } from "../core/replay/recording.ts";
import type { Replay } from "../core/replay/replay.ts";
import { rowWord } from "./replay-words.ts";

interface Props {
  replay: Replay;
  side: Side;
  /** With the page loaded anew first, or not. */
  onBegin: (isReloaded: boolean) => void;
}

export function ReplayRun({ replay, side, onBegin }: Props) {
  const { player, notice, connection } = replay;
  const isRunning = replay.isActive && !player?.isOver;
  return (
    <>
      {!isRunning && <BeginButtons side={side} onBegin={onBegin} />}
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
      {player && (
        <progress aria-label="Played" max={player.total} value={player.played}>
          {player.played} of {player.total}
        </progress>
      )}
      <span role="status" aria-label="State of the replay">
        {notice} {player && connection && stateText(player, connection.number, replay.isArmed)}
      </span>
    </>
  );
}

function BeginButtons({ side, onBegin }: Pick<Props, "side" | "onBegin">) {
  if (side === "server")
    return (
      <button type="button" class="primary" onClick={() => onBegin(false)}>
        Play to the server
      </button>
    );
  return (
    <>
      <button
        type="button"
        class="primary"
        title="Loads the page anew, and takes its connection before its scripts run; the log is preserved"
        onClick={() => onBegin(true)}
      >
        Reload and play
      </button>
      <button
        type="button"
        title="Takes the connection that the page makes next"
        onClick={() => onBegin(false)}
      >
        Play on the next connection
      </button>
    </>
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
