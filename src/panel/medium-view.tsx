/** World: panel. One picture, sound or film, with what the browser finds out about it. */
import type { MediaType } from "../core/bytes/media-type.ts";

interface Props {
  kind: MediaType["kind"];
  address: string;
  name: string;
  /** Tells how large or how long it is. */
  onFacts: (facts: string) => void;
  onBroken: () => void;
}

export function MediumView({ kind, address, name, onFacts, onBroken }: Props) {
  if (kind === "image")
    return (
      <img
        src={address}
        alt={name}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          onFacts(`${naturalWidth} × ${naturalHeight} pixels`)
        }
        onError={onBroken}
      />
    );
  const shared = { src: address, controls: true, "aria-label": name, onError: onBroken };
  if (kind === "audio")
    return (
      <audio {...shared} onLoadedMetadata={({ currentTarget }) => onFacts(lasting(currentTarget.duration))} />
    );
  return (
    <video
      {...shared}
      onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight, duration } }) =>
        onFacts(`${videoWidth} × ${videoHeight} pixels, ${lasting(duration)}`)
      }
    />
  );
}

/** A stream that was recorded without its end does not say how long it is. */
function lasting(seconds: number): string {
  return Number.isFinite(seconds) ? `${seconds.toFixed(1)} s` : "length unknown";
}
