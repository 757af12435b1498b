/** World: panel. What shall be wrong with the connection that is spoken on. */
import { useState } from "preact/hooks";
import { type Connection, isLive } from "../core/connection.ts";
import { shortUrl } from "../core/format.ts";
import type { Flow } from "../core/intercept/flow.ts";
import type { Interceptor } from "../core/intercept/interceptor.ts";
import type { Direction } from "../core/protocol.ts";
import type { DrawerProps } from "./drawer-props.ts";
import { useSettled } from "./use-settled.ts";
import type { Speech } from "./use-speech.ts";

export function FaultsView({ recorder: { interceptor }, target, speech }: DrawerProps) {
  if (!interceptor) return <p class="hint">A session of a file cannot be changed any more.</p>;
  return (
    <div class="faults">
      <Offline interceptor={interceptor} />
      {target ? (
        <OfConnection interceptor={interceptor} connection={target} speech={speech} />
      ) : (
        <p class="hint">Choose a connection above: faults are made on one at a time.</p>
      )}
    </div>
  );
}

/** The addresses that cannot be reached, until the user brings them back. */
function Offline({ interceptor }: Pick<Props, "interceptor">) {
  const urls = [...interceptor.offline];
  if (urls.length === 0) return null;
  return (
    <ul class="offline" aria-label="Offline">
      {urls.map((url) => (
        <li key={url}>
          <button type="button" onClick={() => interceptor.setOffline(url, false)}>
            Bring back
          </button>{" "}
          {url} is offline: the page sees its connections fail.
        </li>
      ))}
    </ul>
  );
}

function OfConnection({ interceptor, connection: target, speech }: Props & { speech: Speech }) {
  return (
    <>
      <p class="faults-target">
        Connection #{target.number} <span class="quiet">{shortUrl(target.url)}</span>
      </p>
      <FlowFields title="↑ To the server" direction="sent" interceptor={interceptor} connection={target} />
      <FlowFields title="↓ To the page" direction="received" interceptor={interceptor} connection={target} />
      <Network interceptor={interceptor} connection={target} />
      <Ends key={target.id} speech={speech} isOver={!isLive(target)} />
    </>
  );
}

interface Props {
  interceptor: Interceptor;
  connection: Connection;
}

function FlowFields({
  title,
  direction,
  interceptor,
  connection,
}: Props & { title: string; direction: Direction }) {
  const faults = interceptor.desk.faultsOf(connection);
  const flow = faults.flows[direction];
  const set = (part: Partial<Flow>) =>
    interceptor.setFaults(connection, {
      ...faults,
      flows: { ...faults.flows, [direction]: { ...flow, ...part } },
    });
  return (
    <fieldset>
      <legend>{title}</legend>
      <Amount label="Delay" unit="ms" value={flow.delay} onValue={(delay) => set({ delay })} />
      <Amount label="Jitter" unit="ms" value={flow.jitter} onValue={(jitter) => set({ jitter })} />
      <Amount
        label="At most"
        unit="kB/s"
        value={flow.rate / 1000}
        onValue={(rate) => set({ rate: rate * 1000 })}
      />
      <Amount
        label="Lose"
        unit="%"
        value={Math.round(flow.loss * 100)}
        onValue={(share) => set({ loss: Math.min(1, share / 100) })}
      />
    </fieldset>
  );
}

interface AmountProps {
  label: string;
  unit: string;
  value: number;
  onValue: (value: number) => void;
}

/** What is no number of at least 0 counts as 0. */
function Amount({ label, unit, value, onValue }: AmountProps) {
  return (
    <label class="amount">
      {label}{" "}
      <input
        class="short"
        type="number"
        min="0"
        step="any"
        {...useSettled(String(value), (text) => onValue(Math.max(0, Number(text) || 0)))}
      />{" "}
      {unit}
    </label>
  );
}

function Network({ interceptor, connection }: Props) {
  const faults = interceptor.desk.faultsOf(connection);
  return (
    <fieldset>
      <legend>The network</legend>
      <label
        class="check"
        title="Nothing comes and nothing goes, and nobody says so. What waits goes on when it ends."
      >
        <input
          type="checkbox"
          checked={faults.isStalled}
          onChange={(event) =>
            interceptor.setFaults(connection, { ...faults, isStalled: event.currentTarget.checked })
          }
        />
        Stalled
      </label>
      <button
        type="button"
        disabled={interceptor.offline.has(connection.url)}
        title="The page sees its connections to this address fail, and every new one refused, until you bring it back"
        onClick={() => interceptor.setOffline(connection.url, true)}
      >
        Take offline
      </button>
    </fieldset>
  );
}

/** The page sees the end of a connection that its server knows nothing of. */
function Ends({ speech, isOver }: { speech: Speech; isOver: boolean }) {
  const [code, setCode] = useState("1006");
  const [reason, setReason] = useState("");
  const isCode = /^\d{1,5}$/.test(code) && Number(code) <= 65_535;
  const [isFailure, setFailure] = useState(true);
  const close = () =>
    speech.perform({ type: "fake-close", code: Number(code), reason, wasClean: !isFailure, isFailure });
  return (
    <fieldset>
      <legend>Let the page see</legend>
      <label>
        Code{" "}
        <input
          class="short"
          inputMode="numeric"
          value={code}
          aria-invalid={!isCode}
          onInput={(event) => setCode(event.currentTarget.value.trim())}
        />
      </label>
      <label>
        Reason <input value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <label
        class="check"
        title="An error event before the close, which is not clean: as when a connection breaks"
      >
        <input
          type="checkbox"
          checked={isFailure}
          onChange={(event) => setFailure(event.currentTarget.checked)}
        />
        after an error
      </label>
      <button
        type="button"
        disabled={isOver || !isCode}
        title="Only the page sees it closed: the server hears nothing"
        onClick={close}
      >
        Show it closed
      </button>
    </fieldset>
  );
}
