/** World: panel. The pictures, sounds and films of a message, shown from memory. Whoever sent them learns nothing of it. */
import { useEffect, useState } from "preact/hooks";
import type { Medium } from "../core/bytes/media.ts";
import { isCutOff } from "../core/bytes/media-end.ts";
import { formatBytes } from "../core/format.ts";
import { MediumView } from "./medium-view.tsx";

/** More is not handed to the browser's decoders. */
const MAX_SIZE = 32 * 1024 * 1024;

export function PreviewView({ media }: { media: readonly Medium[] }) {
  return (
    <div class="preview">
      {media.map((medium, index) => (
        <Preview key={index} medium={medium} />
      ))}
    </div>
  );
}

function Preview({ medium }: { medium: Medium }) {
  const { type, place, size } = medium;
  const name = place === "" ? type.name : `${type.name} at ${place}`;
  if (size <= MAX_SIZE) return <Shown medium={medium} name={name} />;
  return (
    <figure aria-label={name}>
      <figcaption>
        {name}, {formatBytes(size)}: larger than 32 MiB, and not shown.
      </figcaption>
    </figure>
  );
}

function Shown({ medium, name }: { medium: Medium; name: string }) {
  const [facts, setFacts] = useState("");
  const [isBroken, setBroken] = useState(false);
  const shown = useAddress(medium, () => setBroken(true));
  const problem = isBroken
    ? `It begins as ${medium.type.name}, but this browser cannot show it: it is broken, or one part of several.`
    : shown?.isCutOff && "It is cut off: its end is missing.";
  return (
    <figure aria-label={name}>
      {shown && !isBroken && (
        <MediumView
          kind={medium.type.kind}
          address={shown.address}
          name={name}
          onFacts={setFacts}
          onBroken={() => setBroken(true)}
        />
      )}
      <figcaption>
        {[name, formatBytes(medium.size), facts].filter(Boolean).join(", ")}
        {problem && (
          <span class="problem-text" role="alert">
            {" "}
            {problem}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** A blob: address, as long as it is shown. */
function useAddress(medium: Medium, onBroken: () => void) {
  const [shown, setShown] = useState<{ address: string; isCutOff: boolean }>();
  useEffect(() => {
    let address: string;
    try {
      const bytes = medium.bytes();
      address = URL.createObjectURL(new Blob([bytes], { type: medium.type.mime }));
      setShown({ address, isCutOff: isCutOff(medium.type, bytes) });
    } catch {
      onBroken();
      return;
    }
    return () => URL.revokeObjectURL(address);
  }, [medium]);
  return shown;
}
