/** World: panel. Opens a connection of the user's own, beside those of the page. */
import { useState } from "preact/hooks";
import { type Connection, sightOf } from "../core/connection.ts";
import { consoleSnippet } from "../core/console-snippet.ts";
import { shortUrl } from "../core/format.ts";
import type { DrawerProps } from "./drawer-props.ts";

type Place = "page" | "extension";

const PLACES: Record<Place, { title: string; hint: string }> = {
  page: {
    title: "In the page",
    hint: "As the page itself would: its origin and cookies are sent, and its policies (CSP, mixed content) count. The page does not see the connection.",
  },
  extension: {
    title: "From the extension",
    hint: "With the extension's origin and without the page's policies. Many servers ask for their own origin and refuse it.",
  },
};

export function ConnectView(props: DrawerProps) {
  return (
    <div class="connect-tab">
      <ConnectForm {...props} />
      {props.target && sightOf(props.target) === "hook" && <ForConsole connection={props.target} />}
    </div>
  );
}

/** The chosen connection in the page's own console. */
function ForConsole({ connection }: { connection: Connection }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <p class="hint">
      <button
        type="button"
        onClick={async () => {
          await navigator.clipboard.writeText(consoleSnippet(connection.url));
          setCopied(true);
        }}
      >
        Copy $ws snippet
      </button>{" "}
      <span role="status">{isCopied && "Copied. "}</span>
      Pasted into the page's console, it gives you the page's own socket of connection #{connection.number} as{" "}
      <code>$ws</code>, with its next message. Earshot itself leaves nothing there.
    </p>
  );
}

function ConnectForm({ recorder, connections }: DrawerProps) {
  const [url, setUrl] = useState("");
  const [protocols, setProtocols] = useState("");
  const [place, setPlace] = useState<Place>("page");
  const [problem, setProblem] = useState<string>();
  const [isOpening, setOpening] = useState(false);

  async function open(event: Event): Promise<void> {
    event.preventDefault();
    setOpening(true);
    const offered = protocols.split(/[\s,]+/).filter(Boolean);
    setProblem(await recorder.open(url.trim(), offered, place));
    setOpening(false);
  }

  return (
    <form class="connect" aria-label="Open a connection" onSubmit={open}>
      <label class="connect-url">
        URL{" "}
        <input
          spellcheck={false}
          required
          placeholder="wss://chat.example/socket"
          list="known-addresses"
          value={url}
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
      </label>
      <datalist id="known-addresses">
        {addresses(connections).map((address) => (
          <option key={address} value={address}>
            {shortUrl(address)}
          </option>
        ))}
      </datalist>
      <label>
        Subprotocols{" "}
        <input
          spellcheck={false}
          placeholder="json, v12.stomp"
          title="In order of preference; the server chooses one, or none"
          value={protocols}
          onInput={(event) => setProtocols(event.currentTarget.value)}
        />
      </label>
      <select
        aria-label="From where"
        value={place}
        onChange={(event) => setPlace(event.currentTarget.value as Place)}
      >
        {Object.entries(PLACES).map(([id, { title }]) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      <button type="submit" class="primary" disabled={isOpening}>
        Open connection
      </button>
      <p class="problem-text" role="alert">
        {problem}
      </p>
      <p class="hint">
        {PLACES[place].hint} It is listed with the page's connections, with every state and error; speak on it
        and close it with the line above.
      </p>
    </form>
  );
}

/** Those of the session, each once, the newest first. */
function addresses(connections: readonly Connection[]): string[] {
  return [...new Set(connections.map(({ url }) => url))].reverse();
}
