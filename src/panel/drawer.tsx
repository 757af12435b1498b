/** World: panel. What opens beneath the composer's line: everything that speaks, a tab for each. */
import type { JSX } from "preact";
import type { DrawerProps } from "./drawer-props.ts";
import { lazyView } from "./lazy-view.tsx";
import { Tabs } from "./tabs.tsx";
import { COMPOSE_TAB } from "./use-drawer.ts";

interface DrawerTab {
  id: string;
  title: string;
  View: (props: DrawerProps) => JSX.Element;
}

/** In their order. The code of each comes when it is opened first. */
const TABS: readonly DrawerTab[] = [
  {
    id: COMPOSE_TAB,
    title: "Compose",
    View: lazyView(async () => (await import("./compose-view.tsx")).ComposeView),
  },
  {
    id: "steps",
    title: "Steps",
    View: lazyView(async () => (await import("./steps-view.tsx")).StepsView),
  },
  {
    id: "rules",
    title: "Rules",
    View: lazyView(async () => (await import("./rules-view.tsx")).RulesView),
  },
  {
    id: "faults",
    title: "Faults",
    View: lazyView(async () => (await import("./faults-view.tsx")).FaultsView),
  },
  {
    id: "connect",
    title: "Connect",
    View: lazyView(async () => (await import("./connect-view.tsx")).ConnectView),
  },
  {
    id: "replay",
    title: "Replay",
    View: lazyView(async () => (await import("./replay-view.tsx")).ReplayView),
  },
];

interface Props extends DrawerProps {
  tab: string;
  onTab: (id: string) => void;
}

export function Drawer({ tab, onTab, ...props }: Props) {
  const chosen = TABS.find(({ id }) => id === tab) ?? (TABS[0] as DrawerTab);
  return (
    <div class="drawer">
      <Tabs label="Drawer" tabs={TABS} selected={chosen.id} onSelect={onTab}>
        <chosen.View key={chosen.id} {...props} />
      </Tabs>
    </div>
  );
}
