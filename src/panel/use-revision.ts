/** World: panel. */
import { useEffect, useState } from "preact/hooks";
import type { Session } from "../core/session.ts";

/** Renders again after the session changed, at most once a frame. */
export function useRevision(session: Session): number {
  const [revision, setRevision] = useState(session.revision);
  useEffect(() => {
    let frame = 0;
    const refresh = () => {
      frame = 0;
      setRevision(session.revision);
    };
    const refreshLater = () => {
      frame ||= requestAnimationFrame(refresh);
    };
    refresh(); // The session may have changed between render and effect.
    const stop = session.subscribe(refreshLater);
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [session]);
  return revision;
}
