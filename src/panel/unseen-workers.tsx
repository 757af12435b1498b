/** World: panel. The workers that the hook is not in, by name: what they say is not, or not wholly, visible here. */
import type { ComponentChildren } from "preact";
import type { WorkerRecord } from "../core/document-record.ts";
import { plural, shortUrl } from "../core/format.ts";
import type { WorkerBootstrap } from "../core/recorder-handle.ts";

/** Set by the build: which browser it is for. */
declare const FIREFOX: boolean;

/** A worker's script has to load before its hook can speak, in ms. */
const PATIENCE_MS = 3000;

const SHARED = "Chromium tells nobody what a shared worker says.";
const TOO_EARLY =
  "Started before Earshot was open, or from a plain http address: reload the page, or serve it by https.";
const OUT_OF_SIGHT =
  "No extension reaches http(s) workers in Chromium. Earshot in DevTools can read what they say, all but shared ones.";

interface Props {
  workers: readonly WorkerRecord[];
  now: number;
  /** Empty until the page is known. */
  pageUrl: string;
  /** Chromium, in DevTools. */
  bootstrap: WorkerBootstrap | undefined;
}

export function UnseenWorkers({ workers, now, pageUrl, bootstrap }: Props) {
  const unseen = workers.filter(({ isHooked, time }) => !isHooked && now - time > PATIENCE_MS);
  // Chromium shows what a worker of its own says in the network log; a shared one's is nowhere.
  const readOnly = unseen.filter(({ kind }) => bootstrap && kind !== "shared worker");
  const hidden = unseen.filter((worker) => !readOnly.includes(worker));
  const isOn = pageUrl !== "" && bootstrap?.isOn(pageUrl);
  return (
    <>
      {isOn && (
        <WorkerHint workers={workers} text="Workers of this site are hooked">
          <p>
            Every page of {new URL(pageUrl).origin} is loaded twice while DevTools are open, the second time
            with its classic http(s) workers begun as Blobs.
          </p>
          <button type="button" onClick={() => bootstrap?.turn(pageUrl, false)}>
            Leave workers alone
          </button>
        </WorkerHint>
      )}
      {!isOn && readOnly.length > 0 && (
        <WorkerHint
          workers={readOnly}
          text={`${plural(readOnly.length, "worker")}: WebSockets can be read, not acted on`}
        >
          <p>
            No extension reaches http(s) workers in Chromium; their WebSockets are shown from the browser's
            own network log. On a site where you want it, Earshot loads each page a second time and begins its
            classic workers as Blobs, which it reaches. A page whose policy forbids that loses its workers.
          </p>
          <button type="button" onClick={() => bootstrap?.turn(pageUrl, true)}>
            Hook workers of this site
          </button>
        </WorkerHint>
      )}
      {hidden.length > 0 && (
        <WorkerHint workers={hidden} text={`${plural(hidden.length, "worker")}: messages not visible here`}>
          <p>{bootstrap ? SHARED : FIREFOX ? TOO_EARLY : OUT_OF_SIGHT}</p>
        </WorkerHint>
      )}
    </>
  );
}

interface HintProps {
  workers: readonly WorkerRecord[];
  text: string;
  children: ComponentChildren;
}

function WorkerHint({ workers, text, children }: HintProps) {
  const names = new Set(workers.map(({ kind, url }) => `${shortUrl(url)} (${kind})`));
  return (
    <details class="worker-hint">
      <summary>{text}</summary>
      <ul>
        {[...names].map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {children}
    </details>
  );
}
