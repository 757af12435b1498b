/** World: panel. A connection's conversation, read in slices: each row once, and anew when the connection changes or rows were taken away. */
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { ChatReader } from "../core/chat-reader.ts";
import type { Connection } from "../core/connection.ts";
import type { Session } from "../core/session.ts";

const SLICE_MS = 8;

/** `share` is what was read of it, 0 to 1; undefined when all was. */
export function useChatLog(session: Session, connection: Connection | undefined, until: number | undefined) {
  const { generation, rows } = session;
  const reader = useMemo(() => new ChatReader(rows, connection), [rows, connection, generation]);
  const [, takeTurn] = useState(0);
  const progress = reader.advance(SLICE_MS, until);
  useLayoutEffect(() => {
    if (progress !== "more") return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => takeTurn((turn) => turn + 1);
    port2.postMessage(undefined);
    return () => port1.close();
  });
  return { log: reader.log, share: progress === "done" ? undefined : reader.share };
}
