/** World: panel. A tab list and the panel of the chosen tab, after the ARIA Authoring Practices. */
import type { ComponentChildren } from "preact";

export interface Tab<Id extends string> {
  id: Id;
  title: string;
}

interface Props<Id extends string> {
  label: string;
  tabs: readonly Tab<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
  /** What the chosen tab shows. */
  children: ComponentChildren;
  /** More controls in the line of the tabs. */
  extra?: ComponentChildren;
}

export function Tabs<Id extends string>({ label, tabs, selected, onSelect, children, extra }: Props<Id>) {
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const index = tabs.findIndex(({ id }) => id === selected);
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (!next) return;
    onSelect(next.id);
    const list = event.currentTarget as HTMLElement;
    list.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  }

  return (
    <>
      <div class="tab-line">
        <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
          {tabs.map(({ id, title }) => (
            <button
              type="button"
              role="tab"
              key={id}
              data-tab={id}
              aria-selected={id === selected}
              tabIndex={id === selected ? 0 : -1}
              onClick={() => onSelect(id)}
            >
              {title}
            </button>
          ))}
        </div>
        {extra}
      </div>
      <div
        class="tab-panel"
        role="tabpanel"
        aria-label={tabs.find(({ id }) => id === selected)?.title ?? label}
      >
        {children}
      </div>
    </>
  );
}
