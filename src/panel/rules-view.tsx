/** World: panel. The user's rules: what shall be done to which messages. */
import type { Connection } from "../core/connection.ts";
import { plural, shortUrl } from "../core/format.ts";
import { newAction, type Rule, type RuleDirection } from "../core/intercept/rule.ts";
import type { Hits } from "../core/intercept/rule-book.ts";
import { ActionFields } from "./action-fields.tsx";
import type { DrawerProps } from "./drawer-props.ts";
import { Icon } from "./icon.tsx";
import { RulesFile } from "./rules-file.tsx";
import { useSettled } from "./use-settled.ts";

const ACTION_OF_NEW = "break";

export function RulesView({ recorder: { interceptor }, target, connections }: DrawerProps) {
  if (!interceptor) return <p class="hint">A session of a file cannot be changed any more.</p>;
  const { rules } = interceptor;
  const set = (next: readonly Rule[]) => {
    rules.rules = next;
  };
  const add = (rule: Partial<Rule>) => set([...rules.rules, newRule(rule)]);
  return (
    <div class="rules">
      <div class="bar">
        <label class="check" title="The one switch for all rules">
          <input
            type="checkbox"
            checked={rules.isOn}
            onChange={(event) => {
              rules.isOn = event.currentTarget.checked;
            }}
          />
          Rules on
        </label>
        <button type="button" onClick={() => add({ url: target ? shortPart(target) : "" })}>
          Add a rule
        </button>
        <span class="spring" />
        <RulesFile rules={rules.rules} onRead={(more) => set([...rules.rules, ...more.map(newRule)])} />
      </div>
      {rules.rules.length === 0 && (
        <p class="hint">
          A rule does something to messages as they pass: holds them for you, edits, drops, delays, answers or
          duplicates them. Only connections that a rule is about are touched; the page is as it was when no
          rule is on. Rules are off when DevTools are opened the next time, unless they are pinned.
        </p>
      )}
      <ol aria-label="Rules">
        {rules.rules.map((rule, index) => (
          <RuleLine
            key={rule.id}
            rule={rule}
            hits={rules.hitsOf(rule)}
            problem={rules.problemOf(rule)}
            connections={connections}
            isFirst={index === 0}
            onChange={(part) =>
              set(rules.rules.map((each) => (each.id === rule.id ? { ...each, ...part } : each)))
            }
            onRemove={() => set(rules.rules.filter(({ id }) => id !== rule.id))}
            onRaise={() => set(raised(rules.rules, index))}
            onCopy={() => set(rules.rules.toSpliced(index + 1, 0, newRule({ ...rule, isOn: false })))}
          />
        ))}
      </ol>
    </div>
  );
}

function newRule(part: Partial<Rule>): Rule {
  const rule: Rule = {
    id: "",
    name: "",
    isOn: false,
    isPinned: false,
    url: "",
    direction: "both",
    query: "",
    action: newAction(ACTION_OF_NEW),
  };
  return { ...rule, ...part, id: crypto.randomUUID() };
}

function raised(rules: readonly Rule[], index: number): Rule[] {
  const [rule] = rules.slice(index, index + 1);
  return rule ? rules.toSpliced(index, 1).toSpliced(index - 1, 0, rule) : [...rules];
}

/** Of its address what stays the same when the page is loaded anew. */
const shortPart = ({ url }: Connection): string => shortUrl(url).replace(/\?.*$/s, "");

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

function RuleLine({
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
