/** World: panel. By which fields the conversation is read and why; a form to name others. */
import { useId, useState } from "preact/hooks";
import type { ChatReader } from "../core/chat/chat-reader.ts";
import { type ChatSchema, ROLES, type Role } from "../core/chat/chat-schema.ts";
import type { Connection } from "../core/connection.ts";
import { plural } from "../core/format.ts";
import { readPath } from "../core/read-path.ts";
import { pathText } from "../core/tree/tree.ts";
import { chooseSchemaForGood } from "./load-decoders.ts";

interface Props {
  connection: Connection;
  reader: ChatReader;
  chosen: ChatSchema | undefined;
  onChosen: () => void;
  rooms: ReadonlySet<string>;
  /** Undefined for all. */
  room: string | undefined;
  onRoom: (room: string | undefined) => void;
}

const TITLES: Record<Role, string> = {
  text: "Text",
  sender: "Sender",
  time: "Time",
  room: "Room",
  id: "Id",
  type: "Type",
};

export function ChatFields({ connection, reader, chosen, onChosen, rooms, room, onRoom }: Props) {
  const [isOpen, setOpen] = useState(false);
  const schema = chosen ?? reader.guess?.schema;
  const use = (next: ChatSchema | undefined) => {
    chooseSchemaForGood(connection, next);
    setOpen(false);
    onChosen();
  };
  return (
    <div class="chat-head">
      <div class="chat-bar">
        {rooms.size > 1 && (
          <select
            aria-label="Room"
            value={room === undefined ? "" : `=${room}`}
            onChange={({ currentTarget: { value } }) => onRoom(value === "" ? undefined : value.slice(1))}
          >
            <option value="">All {rooms.size} rooms</option>
            {[...rooms].map((name) => (
              <option key={name} value={`=${name}`}>
                {name}
              </option>
            ))}
          </select>
        )}
        <span class="chat-why" role="status" aria-label="How the chat is read">
          {whyOf(reader, chosen)}
        </span>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Fields…
        </button>
      </div>
      {isOpen && (
        <FieldsForm
          key={JSON.stringify(schema)}
          schema={schema}
          isChosen={chosen !== undefined}
          suggestions={reader.paths.map(pathText)}
          onUse={use}
        />
      )}
    </div>
  );
}

/** Who tells what is said: decoders, the user's fields, or guessed ones. */
function whyOf({ log, guess }: ChatReader, chosen: ChatSchema | undefined): string {
  const formats = [...log.sources].filter((name) => name !== "");
  const schema = chosen ?? guess?.schema;
  const parts = formats.length > 0 ? [`The decoder of ${formats.join(", ")} tells who says what.`] : [];
  if (!schema) return parts.join(" ");
  const kinds = schema.kinds.filter((kind) => kind !== "");
  const ofKinds = kinds.length > 0 ? ` of kind ${kinds.map((kind) => `“${kind}”`).join(", ")}` : "";
  const sender = schema.sender ? `, sender in ${pathText(schema.sender)}` : "";
  const where = `text in ${pathText(schema.text)}${sender}.`;
  if (chosen) parts.push(`You chose the fields for this address: ${where}`);
  else if (guess) parts.push(`Guessed from ${plural(guess.count, "message")}${ofKinds}: ${where}`);
  return parts.join(" ");
}

interface FormProps {
  schema: ChatSchema | undefined;
  isChosen: boolean;
  suggestions: readonly string[];
  /** `undefined`: the fields shall be guessed. */
  onUse: (schema: ChatSchema | undefined) => void;
}

function FieldsForm({ schema, isChosen, suggestions, onUse }: FormProps) {
  const id = useId();
  const [problem, setProblem] = useState<string>();
  function use(form: HTMLFormElement): void {
    const read = schemaIn(new FormData(form));
    if (typeof read === "string") setProblem(read);
    else onUse(read);
  }
  return (
    <form
      class="chat-fields"
      aria-label="Fields of the chat"
      onSubmit={(event) => {
        event.preventDefault();
        use(event.currentTarget);
      }}
    >
      {ROLES.map((role) => (
        <label key={role}>
          {TITLES[role]}
          <input
            name={role}
            list={id}
            spellcheck={false}
            placeholder={role === "text" ? "a path, such as data.text" : "none"}
            defaultValue={schema?.[role] ? pathText(schema[role]) : ""}
          />
        </label>
      ))}
      <label title="Only messages of these types are said by somebody. Separate several by commas; leave it empty for all.">
        Only types
        <input name="kinds" spellcheck={false} placeholder="all" defaultValue={schema?.kinds.join(", ")} />
      </label>
      <datalist id={id}>
        {suggestions.map((path) => (
          <option key={path} value={path} />
        ))}
      </datalist>
      <span class="chat-fields-actions">
        <button type="submit" class="primary">
          Use
        </button>
        {isChosen && (
          <button type="button" onClick={() => onUse(undefined)}>
            Guess again
          </button>
        )}
        <small>for messages that no decoder explains, at this address</small>
      </span>
      {problem && (
        <p class="problem-text" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}

/** What was written into the form, or what is wrong with it. */
function schemaIn(form: FormData): ChatSchema | string {
  const written = (name: string) => String(form.get(name) ?? "").trim();
  const paths = ROLES.filter((role) => written(role) !== "").map(
    (role) => [role, readPath(written(role))] as const,
  );
  const bad = paths.find(([, path]) => !path);
  if (bad) return `${TITLES[bad[0]]}: write a path such as data.text or users[0].name.`;
  const kinds = written("kinds")
    .split(",")
    .map((kind) => kind.trim())
    .filter((kind) => kind !== "");
  const found = Object.fromEntries(paths) as Partial<ChatSchema>;
  return found.text ? { ...found, text: found.text, kinds } : "Text: which field holds what is said?";
}
