/** World: panel. What is played to whom, and in which timing. */
import type { Connection } from "../core/connection.ts";
import { formatCount, shortUrl } from "../core/format.ts";
import { ANY_FRAME, TOP_FRAME } from "../core/intercept/frame-choice.ts";
import type { Choice, useReplayPlan } from "./use-replay-plan.ts";

type Props = ReturnType<typeof useReplayPlan>;

export function ReplaySetup(props: Props) {
  return (
    <div class="replay-setup" role="group" aria-label="What is played">
      <What {...props} />
      <Whom {...props} />
      <Timing {...props} />
    </div>
  );
}

function What({ choice, change, sources, source }: Props) {
  return (
    <>
      <ConnectionSelect
        label="Recording"
        connections={sources}
        chosen={source}
        none="Nothing is recorded yet"
        onChoose={(sourceId) => change({ sourceId, address: undefined, frame: undefined })}
      />
      <div class="replay-field">
        <span>Rows</span>
        <span class="replay-range">
          <input
            aria-label="From row"
            inputMode="numeric"
            placeholder="first"
            value={choice.from}
            onInput={(event) => change({ from: event.currentTarget.value })}
          />
          to
          <input
            aria-label="To row"
            inputMode="numeric"
            placeholder="last"
            value={choice.to}
            onInput={(event) => change({ to: event.currentTarget.value })}
          />
        </span>
      </div>
    </>
  );
}

function Whom(props: Props) {
  const { choice, change, lives, live } = props;
  return (
    <>
      <label class="replay-field">
        <span>Play</span>
        <select
          aria-label="Side"
          value={choice.side}
          onChange={(event) => change({ side: event.currentTarget.value as Choice["side"] })}
        >
          <option value="page">↓ Received, to the page without a server</option>
          <option value="server">↑ Sent, to the server of a connection</option>
        </select>
      </label>
      {choice.side === "page" ? (
        <Where {...props} />
      ) : (
        <ConnectionSelect
          label="Over"
          connections={lives}
          chosen={live}
          none="No open connection"
          onChoose={(liveId) => change({ liveId })}
        />
      )}
    </>
  );
}

function Where({ change, address, frames, frame }: Props) {
  return (
    <>
      <label class="replay-field">
        <span>Address</span>
        <input
          aria-label="Address of the connections"
          spellcheck={false}
          title="A part of their address: the page's first new connection to it is played, and gets no server"
          value={address}
          onInput={(event) => change({ address: event.currentTarget.value.trim() })}
        />
      </label>
      {(frames.length > 0 || frame !== TOP_FRAME) && (
        <label class="replay-field">
          <span>Frame</span>
          <select
            aria-label="Frame"
            title="Connections of other frames keep their servers"
            value={frame}
            onChange={(event) => change({ frame: event.currentTarget.value })}
          >
            <option value={TOP_FRAME}>The page itself</option>
            <option value={ANY_FRAME}>Any frame, whichever connects first</option>
            {frames.map((url) => (
              <option key={url} value={url}>
                {url.replace(/^https?:\/\//, "")}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

function Timing({ choice, change }: Props) {
  return (
    <div class="replay-field">
      <span>Timing</span>
      <span class="replay-range">
        <select
          aria-label="Timing"
          title="Wait for answers: what the other side had said at that place of the recording has to come first"
          value={choice.timing}
          onChange={(event) => change({ timing: event.currentTarget.value as Choice["timing"] })}
        >
          <option value="timed">As recorded</option>
          <option value="faster">Faster</option>
          <option value="step">Step by step</option>
          <option value="answers">Wait for answers</option>
        </select>
        {choice.timing === "faster" && (
          <>
            <input
              aria-label="Speed"
              class="short"
              inputMode="decimal"
              value={choice.speed}
              onInput={(event) => change({ speed: event.currentTarget.value.trim() })}
            />
            times
          </>
        )}
      </span>
    </div>
  );
}

interface SelectProps {
  label: string;
  connections: readonly Connection[];
  chosen: Connection | undefined;
  /** What stands there when there are none. */
  none: string;
  onChoose: (id: string) => void;
}

function ConnectionSelect({ label, connections, chosen, none, onChoose }: SelectProps) {
  return (
    <label class="replay-field">
      <span>{label}</span>
      <select
        aria-label={label}
        value={chosen?.id ?? ""}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {connections.length === 0 && <option value="">{none}</option>}
        {connections.map(({ id, number, url, sent, received }) => (
          <option key={id} value={id}>
            {`#${number} ${shortUrl(url)} (↑ ${formatCount(sent.messages)}, ↓ ${formatCount(received.messages)})`}
          </option>
        ))}
      </select>
    </label>
  );
}
