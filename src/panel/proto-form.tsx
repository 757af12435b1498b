/** World: panel. The user's definitions of Protobuf messages for an address: the file, and which message goes which way. */
import { useEffect, useState } from "preact/hooks";
import type { Connection } from "../core/connection.ts";
import type { Direction } from "../core/protocol.ts";
import type { Proto } from "./protos.ts";

type Protos = typeof import("./protos.ts");

interface Props {
  connection: Connection;
  /** Messages are read otherwise from now on. */
  onChosen: () => void;
}

const WAYS: { direction: Direction; title: string }[] = [
  { direction: "sent", title: "Sent as" },
  { direction: "received", title: "Received as" },
];

export function ProtoForm({ connection, onChosen }: Props) {
  const [protos, setProtos] = useState<Protos>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    import("./protos.ts").then(setProtos);
  }, []);
  if (!protos) return null;
  const proto = protos.protoOf(connection);
  const use = (next: Proto | undefined) => {
    try {
      protos.adoptProto(connection, next);
      setProblem(undefined);
    } catch (error) {
      setProblem((error as Error).message);
    }
    onChosen();
  };
  const open = async (file: File | undefined) => {
    if (!file) return;
    const text = await file.text();
    try {
      const [only, ...others] = protos.messagesOf(text);
      const guess = others.length === 0 ? only : undefined;
      use({ file: file.name, text, messages: { sent: guess, received: guess } });
    } catch (error) {
      setProblem(`${file.name}: ${(error as Error).message}`);
    }
  };
  return (
    <div class="proto-form">
      <label class="file-button" title="Definitions by which the fields get their names">
        {proto ? proto.file : "Use a .proto…"}
        <input
          type="file"
          class="for-readers"
          aria-label="Use a .proto file"
          accept=".proto"
          onChange={(event) => open(event.currentTarget.files?.[0])}
        />
      </label>
      {proto &&
        WAYS.map(({ direction, title }) => (
          <MessageChoice
            key={direction}
            title={title}
            names={protos.messagesOf(proto.text)}
            chosen={proto.messages[direction]}
            onChoose={(name) => use({ ...proto, messages: { ...proto.messages, [direction]: name } })}
          />
        ))}
      {proto && (
        <button type="button" class="link" onClick={() => use(undefined)}>
          no more
        </button>
      )}
      {problem !== undefined && (
        <p class="problem-text" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps {
  title: string;
  names: readonly string[];
  chosen: string | undefined;
  onChoose: (name: string | undefined) => void;
}

function MessageChoice({ title, names, chosen, onChoose }: ChoiceProps) {
  return (
    <label>
      {title}{" "}
      <select
        aria-label={title}
        value={chosen ?? ""}
        onChange={({ currentTarget: { value } }) => onChoose(value === "" ? undefined : value)}
      >
        <option value="">(numbers only)</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
