/** World: panel. Whether the composer's drawer is open, and at which tab; both are kept for the next time. */
import { useState } from "preact/hooks";
import { useKeptFlag } from "./use-kept-flag.ts";

const TAB_KEY = "drawer-tab";

/** The tab that is about the composer's own draft. */
export const COMPOSE_TAB = "compose";

export function useDrawer() {
  const [isOpen, setOpen] = useKeptFlag("drawer");
  const [tab, setTab] = useState(() => localStorage.getItem(TAB_KEY) ?? COMPOSE_TAB);
  const showTab = (id: string): void => {
    localStorage.setItem(TAB_KEY, id);
    setTab(id);
  };
  return { isOpen, setOpen, tab, showTab };
}
