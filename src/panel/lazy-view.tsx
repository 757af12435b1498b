/** World: panel. A view whose code comes when it is first shown, so that the panel's first paint does not wait for it. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

type View<Props> = (props: Props) => JSX.Element;

export function lazyView<Props extends object>(load: () => Promise<View<Props>>): View<Props> {
  let view: View<Props> | undefined;
  return function LazyView(props) {
    const [, setHere] = useState(view !== undefined);
    useEffect(() => {
      if (view) return;
      load().then((found) => {
        view = found;
        setHere(true);
      });
    }, []);
    const Loaded = view;
    return Loaded ? <Loaded {...props} /> : <p class="hint over" />;
  };
}
