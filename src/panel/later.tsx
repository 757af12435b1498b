/** World: panel. A component whose code comes when it is shown first: the first frame does not wait for it. */
import type { ComponentType, FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";

export interface Later<Props> extends FunctionComponent<Props> {
  /** Brings the code before it is shown. */
  load(): Promise<void>;
}

export function later<Props extends object>(bring: () => Promise<ComponentType<Props>>): Later<Props> {
  let Known: ComponentType<Props> | undefined;
  const load = async () => {
    Known ??= await bring();
  };
  const Shown = (props: Props) => {
    const [hasFailed, setFailed] = useState(false);
    const [, setKnown] = useState(Known !== undefined);
    useEffect(() => {
      if (Known) return;
      load().then(
        () => setKnown(true),
        () => setFailed(true),
      );
    }, []);
    if (Known) return <Known {...props} />;
    return hasFailed ? (
      <p class="hint">A part of Earshot could not be read: it was updated or removed. Open DevTools anew.</p>
    ) : (
      <p class="hint">Reading…</p>
    );
  };
  return Object.assign(Shown, { load });
}
