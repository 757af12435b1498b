/** World: panel. One rule, written in place: what it is about, what it does, and how often it has. */
import type { Connection } from "../core/connection.ts";
import { plural, shortUrl } from "../core/format.ts";
import type { Rule, RuleDirection } from "../core/intercept/rule.ts";
import type { Hits } from "../core/intercept/rule-book.ts";
import { ActionFields } from "./action-fields.tsx";
import { Icon } from "./icon.tsx";
import { useSettled } from "./use-settled.ts";

interface RuleProps {
  rule: Rule;
  hits: Hits;
  problem: string | undefined;
  connections: readonly Connection[];
  isFirst: boolean;
  onChange: (part: Partial<Rule>) => void;
  onRemove: () => void;
  onRaise: () => void;
  onCopy: () => void;
}

export function RuleLine({
  rule,
  hits,
  problem,
  connections,
  isFirst,
  onChange,
  onRemove,
  onRaise,
  onCopy,
}: RuleProps) {
  return (
    <li class={rule.isOn ? "rule on" : "rule"} aria-label={rule.name || "Rule without a name"}>
      <input
        type="checkbox"
        aria-label="On"
        title="Does something while it is on"
        checked={rule.isOn}
        onChange={(event) => onChange({ isOn: event.currentTarget.checked })}
      />
      <Field label="Name" placeholder="Name" value={rule.name} onValue={(name) => onChange({ name })} />
      <ConnectionField rule={rule} connections={connections} onChange={onChange} />
      <select
        aria-label="Direction"
        value={rule.direction}
        onChange={(event) => onChange({ direction: event.currentTarget.value as RuleDirection })}
      >
        <option value="both">Both ways</option>
        <option value="sent">↑ Sent</option>
        <option value="received">↓ Received</option>
      </select>
      <Field
        class="query"
        label="Messages"
        placeholder="Filter: all messages"
        title="In the language of the filter box, such as type:message name:Ann"
        value={rule.query}
        onValue={(query) => onChange({ query })}
      />
      <ActionFields action={rule.action} onChange={(action) => onChange({ action })} />
      <span class="hits" title="How often it was applied">
        {plural(hits.count, "hit")}
      </span>
      <span class="rule-tools">
        <button
          type="button"
          class="icon-button"
          aria-label="Pin"
          aria-pressed={rule.isPinned}
          title="Still on when DevTools are opened the next time"
          onClick={() => onChange({ isPinned: !rule.isPinned })}
        >
          <Icon name="pin" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label="Earlier"
          title="Apply it earlier"
          disabled={isFirst}
          onClick={onRaise}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label="Copy rule"
          title="A copy of it"
          onClick={onCopy}
        >
          <Icon name="copy" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label="Remove rule"
          title="Remove it"
          onClick={onRemove}
        >
          <Icon name="close" />
        </button>
      </span>
      <span class="problem-text" role="alert">
        {problem ?? (hits.problem && `The last time: ${hits.problem}`)}
      </span>
    </li>
  );
}

function ConnectionField({
  rule,
  connections,
  onChange,
}: Pick<RuleProps, "rule" | "connections" | "onChange">) {
  const list = `connections-of-${rule.id}`;
  return (
    <>
      <Field
        label="Connections"
        list={list}
        placeholder="Address: all connections"
        title="A part of the connection's address, or its number such as #3; empty for all"
        value={rule.url}
        onValue={(url) => onChange({ url: url.trim() })}
      />
      <datalist id={list}>
        {connections.map((connection) => (
          <option key={connection.id} value={`#${connection.number}`}>
            {shortUrl(connection.url)}
          </option>
        ))}
      </datalist>
    </>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
  class?: string;
  placeholder: string;
  title?: string;
  /** Id of a list of proposals. */
  list?: string;
}

function Field({ label, value, onValue, list, ...rest }: FieldProps) {
  return <input aria-label={label} list={list} {...rest} {...useSettled(value, onValue)} />;
}
