/** World: panel. Filters that were saved, and the language of the filter box in short. */
import { useState } from "preact/hooks";
import { FIELDS } from "../core/query/fields.ts";
import type { Query } from "../core/query/parse.ts";
import { Icon } from "./icon.tsx";
import { Popover } from "./popover.tsx";

const KEY = "filters";
const MAX_SAVED = 100;

const EXAMPLES: [source: string, help: string][] = [
  ["hello world", "this text, anywhere in a row"],
  ['"size>1"', "the same for what would be read as a field"],
  ["/user(name|list)/i", "a regular expression"],
  ["-ping", "not this"],
  ["name:Ann,Bob", "one of these; name: asks for a part, name= for the whole"],
  ["json.user.id=7", "a path in the decoded message; steps into arrays may be left out"],
  ["text:hi", "any key of the message, wherever it stands"],
];

interface Props {
  query: Query;
  onSource: (source: string) => void;
}

export function FiltersMenu({ query, onSource }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [saved, setSaved] = useState(readSaved);
  const source = query.source.trim();
  const keep = (next: string[]) => {
    setSaved(next);
    localStorage.setItem(KEY, JSON.stringify(next));
  };
  const use = (wanted: string) => {
    onSource(wanted);
    setOpen(false);
  };
  return (
    <Popover
      face={<Icon name="filters" />}
      buttonClass="icon-button"
      label="Saved filters and help"
      title="Saved filters, and what a filter can say"
      isOpen={isOpen}
      onToggle={setOpen}
    >
      <div class="filters-menu">
        <h3>Saved filters</h3>
        {saved.length === 0 && <p>None yet.</p>}
        <ul aria-label="Saved filters">
          {saved.map((each) => (
            <li key={each}>
              <button type="button" class="link" onClick={() => use(each)}>
                {each}
              </button>
              <button
                type="button"
                class="icon-button"
                aria-label={`Forget ${each}`}
                title="Forget it"
                onClick={() => keep(saved.filter((other) => other !== each))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
        <button
          type="button"
          disabled={source === "" || query.problem !== undefined || saved.includes(source)}
          onClick={() => keep([...saved, source].slice(-MAX_SAVED))}
        >
          Save this filter
        </button>
        <h3>What a filter can say</h3>
        <p>All that stands in it has to hold. A minus before anything turns it round.</p>
        <dl>
          {EXAMPLES.map(([example, help]) => (
            <Help key={example} example={example} help={help} onUse={use} />
          ))}
          {Object.entries(FIELDS)
            .filter(([name]) => name !== "json" && name !== "name")
            .map(([name, { help }]) => (
              <Help key={name} example={`${name}:`} help={help} onUse={use} />
            ))}
          <Help example="-heartbeat" help="hides signs of life" onUse={use} />
        </dl>
      </div>
    </Popover>
  );
}

interface HelpProps {
  example: string;
  help: string;
  onUse: (source: string) => void;
}

function Help({ example, help, onUse }: HelpProps) {
  return (
    <div>
      <dt>
        <button
          type="button"
          class="link"
          title="Write it into the filter box"
          onClick={() => onUse(example)}
        >
          {example}
        </button>
      </dt>
      <dd>{help}</dd>
    </div>
  );
}

function readSaved(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}
