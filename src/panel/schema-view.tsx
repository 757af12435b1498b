/** World: panel. The kinds of messages with their fields as they were seen, to be copied as types. */
import { useState } from "preact/hooks";
import type { Connection } from "../core/connection.ts";
import { formatCount, plural } from "../core/format.ts";
import { quoteValue } from "../core/query/parse.ts";
import type { KindShape } from "../core/schema/infer.ts";
import { toJsonSchema } from "../core/schema/to-json-schema.ts";
import { toTypeScript } from "../core/schema/to-typescript.ts";
import type { Session } from "../core/session.ts";
import { SchemaTable } from "./schema-table.tsx";
import { useSchema } from "./use-schema.ts";

interface Props {
  session: Session;
  /** Undefined for all. */
  connection: Connection | undefined;
  /** Number of the last row shown, while paused. */
  until: number | undefined;
  /** Narrows the messages to those that a query finds. */
  onShow: (query: string) => void;
}

/** What one format calls by one name, in both directions. */
interface Group {
  key: string;
  format: string;
  kind: string;
  typeField: string | undefined;
  kinds: KindShape[];
}

export function SchemaView({ session, connection, until, onShow }: Props) {
  const { schema, share } = useSchema(session, connection, until);
  const [wanted, setWanted] = useState<string>();
  const groups = groupsOf(schema.kinds);
  const chosen = groups.find(({ key }) => key === wanted);
  if (groups.length === 0)
    return (
      <p class="hint over">
        {share === undefined
          ? "No messages yet whose fields could be told: JSON, or what another decoder reads."
          : reading(share)}
      </p>
    );
  return (
    <div class="schema">
      <nav class="schema-kinds" aria-label="Kinds of messages">
        {share !== undefined && <p role="status">{reading(share)}</p>}
        <ul>
          <li>
            <button type="button" aria-pressed={!chosen} onClick={() => setWanted(undefined)}>
              <span class="schema-kind">All kinds</span> <small>{formatCount(groups.length)}</small>
            </button>
          </li>
          {groups.map((group) => (
            <li key={group.key}>
              <button
                type="button"
                aria-pressed={group === chosen}
                onClick={() => setWanted(group.key)}
                title={`Read as ${group.format}`}
              >
                <span class="schema-kind">{group.kind || `(${group.format})`}</span>{" "}
                <small>{countsOf(group)}</small>
              </button>
            </li>
          ))}
        </ul>
        {schema.untold > 0 && <p>{plural(schema.untold, "message")} of yet other kinds are left out.</p>}
      </nav>
      <section class="schema-fields" aria-label="Fields">
        <SchemaActions group={chosen} kinds={chosen?.kinds ?? schema.kinds} onShow={onShow} />
        {(chosen?.kinds ?? schema.kinds).map((kind) => (
          <SchemaTable
            key={JSON.stringify([kind.format, kind.direction, kind.kind, kind.typeField])}
            kind={kind}
          />
        ))}
      </section>
    </div>
  );
}

interface ActionsProps {
  group: Group | undefined;
  kinds: readonly KindShape[];
  onShow: (query: string) => void;
}

function SchemaActions({ group, kinds, onShow }: ActionsProps) {
  const [note, setNote] = useState("");
  const copy = (name: string, text: string) =>
    navigator.clipboard.writeText(text).then(
      () => setNote(`${name} of ${plural(kinds.length, "type")} copied`),
      () => setNote("The browser did not let it be copied"),
    );
  return (
    <div class="schema-actions">
      <button type="button" onClick={() => copy("TypeScript", toTypeScript(kinds))}>
        Copy TypeScript
      </button>
      <button type="button" onClick={() => copy("JSON Schema", toJsonSchema(kinds))}>
        Copy JSON Schema
      </button>
      {group && (
        <button type="button" onClick={() => onShow(queryOf(group))}>
          Show these messages
        </button>
      )}
      <output>{note}</output>
    </div>
  );
}

/** In the language of the filter. */
function queryOf({ kind, typeField, format }: Group): string {
  if (typeField !== undefined) return `json.${typeField}=${quoteValue(kind)}`;
  if (kind !== "") return `type:${quoteValue(kind)}`;
  return `decoder:${quoteValue(format.split(" › ").at(-1) ?? format)}`;
}

function groupsOf(kinds: readonly KindShape[]): Group[] {
  const groups = new Map<string, Group>();
  for (const each of kinds) {
    const { format, kind, typeField } = each;
    const key = JSON.stringify([format, kind, typeField]);
    const group = groups.get(key) ?? { key, format, kind, typeField, kinds: [] };
    group.kinds.push(each);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** `↑ 3 ↓ 12`: sent and received. */
function countsOf({ kinds }: Group): string {
  const marks = { sent: "↑", received: "↓" };
  return kinds.map(({ direction, shape }) => `${marks[direction]} ${formatCount(shape.count)}`).join(" ");
}

function reading(share: number): string {
  return `Reading the messages, ${Math.floor(share * 100)} %`;
}
