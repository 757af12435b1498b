/** World: panel. The drawer's tab for replays: what is played to whom, how far it is, and where it departed from the recording. */
import { useEffect, useState } from "preact/hooks";
import type { DrawerProps } from "./drawer-props.ts";
import { ReplayReport } from "./replay-report.tsx";
import { ReplayRun } from "./replay-run.tsx";
import { ReplaySetup } from "./replay-setup.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";
import { useReplayPlan } from "./use-replay-plan.ts";

export function ReplayView({ recorder, target, onJump }: DrawerProps) {
  const { replay, session } = recorder;
  const plan = useReplayPlan(recorder, target);
  const bar = useKeptFocus();
  const [, redraw] = useState({});
  useEffect(() => replay.subscribe(() => redraw({})), [replay]);
  return (
    <div class="compose">
      <div class="view-bar" ref={bar}>
        <ReplayRun replay={replay} side={plan.choice.side} onBegin={plan.begin} />
        <span class="problem-text" role="alert">
          {plan.problem}
        </span>
      </div>
      <div class="replay">
        <ReplaySetup {...plan} />
        <div class="replay-side">
          {!replay.player && (
            <p class="hint">
              Plays a recording again: what was received to the page, which needs no server then, or what was
              sent to a server. The report says where it went otherwise than recorded.
            </p>
          )}
          <ReplayReport replay={replay} session={session} onJump={onJump} />
        </div>
      </div>
    </div>
  );
}
