/** World: panel. The row that is chosen, as long as it is there. */
import { useEffect, useState } from "preact/hooks";
import type { Row } from "../core/row.ts";
import type { Session } from "../core/session.ts";

export function useSelected(session: Session) {
  const [selected, setSelected] = useState<Row>();
  const present = selected && session.has(selected) ? selected : undefined;
  useEffect(() => {
    if (!present) setSelected(undefined); // Not to be looked for again.
  }, [present]);
  return [present, setSelected] as const;
}
