/** World: panel. The user's rules: what shall be done to which messages. */
import { useState } from "preact/hooks";
import type { Connection } from "../core/connection.ts";
import { shortUrl } from "../core/format.ts";
import { NEW_RULE, type Rule } from "../core/intercept/rule.ts";
import type { DrawerProps } from "./drawer-props.ts";
import { RuleLine } from "./rule-line.tsx";
import { RulesFile } from "./rules-file.tsx";

export function RulesView({ recorder: { interceptor }, target, connections }: DrawerProps) {
  if (!interceptor) return <p class="hint">A session of a file cannot be changed any more.</p>;
  const { rules } = interceptor;
  const set = (next: readonly Rule[]) => {
    rules.rules = next;
  };
  const [removed, setRemoved] = useState<{ rule: Rule; index: number }>();
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
        {removed && (
          <span role="status">
            Removed {removed.rule.name ? `“${removed.rule.name}”` : "a rule"}.{" "}
            <button
              type="button"
              class="link"
              onClick={() => {
                set(rules.rules.toSpliced(removed.index, 0, removed.rule));
                setRemoved(undefined);
              }}
            >
              Undo
            </button>
          </span>
        )}
        <span class="spring" />
        <RulesFile rules={rules.rules} onRead={(more) => set([...rules.rules, ...more.map(newRule)])} />
      </div>
      {rules.rules.length === 0 && (
        <p class="hint">
          A rule does something to messages as they pass: holds them for you, edits, drops, delays, answers or
          duplicates them. Only connections that a rule is about are touched; the page is as it was when no
          rule is on. All windows of Earshot have the same rules, each turns them on for its own tab. Those
          that are pinned are on wherever Earshot is opened next.
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
            onRemove={() => {
              setRemoved({ rule, index });
              set(rules.rules.filter(({ id }) => id !== rule.id));
            }}
            onRaise={() => set(raised(rules.rules, index))}
            onCopy={() => set(rules.rules.toSpliced(index + 1, 0, newRule({ ...rule, isOn: false })))}
          />
        ))}
      </ol>
    </div>
  );
}

function newRule(part: Partial<Rule>): Rule {
  return { ...NEW_RULE, ...part, id: crypto.randomUUID() };
}

function raised(rules: readonly Rule[], index: number): Rule[] {
  const [rule] = rules.slice(index, index + 1);
  return rule ? rules.toSpliced(index, 1).toSpliced(index - 1, 0, rule) : [...rules];
}

/** Of its address what stays the same when the page is loaded anew. */
const shortPart = ({ url }: Connection): string => shortUrl(url).replace(/\?.*$/s, "");
