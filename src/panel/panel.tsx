/**
 * World: panel: the entry. Meets the recorder and shows its session.
 */
import { render } from "preact";
import { awaitRecorder } from "../core/panel-window.ts";
import { Boundary } from "./boundary.tsx";
import { DetailPane } from "./detail-pane-later.ts";
import { loadDecoders } from "./load-decoders.ts";
import { Root } from "./root.tsx";
import { followTheme } from "./theme.ts";
import "./panel.css";

followTheme();
awaitRecorder(window, (recorder) => {
  const panel = (
    <Boundary>
      <Root recorder={recorder} />
    </Boundary>
  );
  render(panel, document.body);
  loadDecoders()
    .then(() => recorder.session.touch())
    .then(DetailPane.load);
  // The recorder outlives this document: unmounting stops every subscription to it.
  addEventListener("pagehide", () => render(null, document.body));
});
