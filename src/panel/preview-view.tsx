/** World: panel. The pictures, sounds and films of a message, shown from memory. Whoever sent them learns nothing of it. */
import { useEffect, useState } from "preact/hooks";
import { formatBytes } from "../core/format.ts";
import type { Medium } from "../core/media.ts";
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
  const address = useAddress(medium, () => setBroken(true));
  return (
    <figure aria-label={name}>
      {address !== undefined && !isBroken && (
        <MediumView
          kind={medium.type.kind}
          address={address}
          name={name}
          onFacts={setFacts}
          onBroken={() => setBroken(true)}
        />
      )}
      <figcaption>
        {[name, formatBytes(medium.size), facts].filter(Boolean).join(", ")}
        {isBroken && (
          <span class="problem-text" role="alert">
            {" "}
            It begins as {medium.type.name}, but this browser cannot show it: it is broken, cut off, or one
            part of several.
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** A blob: address, as long as it is shown. */
function useAddress(medium: Medium, onBroken: () => void): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string;
    try {
      made = URL.createObjectURL(new Blob([medium.bytes()], { type: medium.type.mime }));
    } catch {
      onBroken();
      return;
    }
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [medium]);
  return address;
}
