/** World: panel. What a message means: which decoder read it and why, its findings, and each format inside the other. */
import { useState } from "preact/hooks";
import type { Answers } from "../core/answers/answers.ts";
import { pairingFieldOf } from "../core/answers/pairing-field.ts";
import type { Decoded, Layer } from "../core/decode.ts";
import { decoders, dialectOf, RAW, type Scope } from "../core/dialect.ts";
import { formatDuration } from "../core/format.ts";
import type { InlinePayload } from "../core/protocol.ts";
import type { ConnectionRow } from "../core/row.ts";
import { CLOSED_TREE, type Path, pathText, withOpen } from "../core/tree/tree.ts";
import { HexView } from "./hex-view.tsx";
import { chooseForGood, pairForGood } from "./load-decoders.ts";
import { ProtoForm } from "./proto-form.tsx";
import { SearchableTree } from "./searchable-tree.tsx";
import { TextView } from "./text-view.tsx";
import { ValueTree } from "./value-tree.tsx";

interface Props {
  row: ConnectionRow;
  decoded: Decoded;
  answers: Answers;
  /** Another decoder was chosen: everything is read anew. */
  onChosen: () => void;
  /** Selects the row of that number. */
  onJump: (number: number) => void;
}

export function DecodedView({ row, decoded, answers, onChosen, onJump }: Props) {
  const { findings, layer } = decoded;
  return (
    <>
      <DecoderChoice row={row} decoded={decoded} onChosen={onChosen} />
      <AnswerLine row={row} answers={answers} onJump={onJump} onChosen={onChosen} />
      {findings.length > 0 && (
        <ul class="findings" aria-label="Findings">
          {findings.map(({ message }, index) => (
            <li key={index}>{message}</li>
          ))}
        </ul>
      )}
      {layer && (
        <LayerView
          key={`${row.number} ${decoded.format}`}
          layer={layer}
          isOutermost
          onPair={
            decoded.exchanges.length > 0 || decoded.heartbeat
              ? undefined
              : (path) => {
                  pairForGood(row.connection, path);
                  onChosen();
                }
          }
        />
      )}
    </>
  );
}

/** Says what answers the message, or what it answers, and leads there. */
function AnswerLine({ row: { number, connection }, answers, onJump, onChosen }: Omit<Props, "decoded">) {
  const role = answers.roleOf(number);
  const partner = answers.partnerOf(number);
  const field = pairingFieldOf(connection);
  if (!role && !field) return null;
  const latency = formatDuration(answers.latencyOf(number) ?? 0);
  return (
    <p class="answer-line">
      {role && partner === undefined && "Nobody has answered it."}
      {partner !== undefined && (
        <>
          {role === "request" ? "Answered by " : "Answers "}
          <button type="button" class="link" onClick={() => onJump(partner)}>
            #{partner}
          </button>{" "}
          after {latency}.
        </>
      )}
      {field && (
        <small>
          {" "}
          Answers are paired by <code>{pathText(field)}</code>{" "}
          <button
            type="button"
            class="link"
            onClick={() => {
              pairForGood(connection, undefined);
              onChosen();
            }}
          >
            no more
          </button>
        </small>
      )}
    </p>
  );
}

function DecoderChoice({
  row: { connection },
  decoded,
  onChosen,
}: Pick<Props, "row" | "decoded" | "onChosen">) {
  const dialect = dialectOf(connection);
  const scope = dialect?.chosenFor;
  const names = [RAW, ...decoders().filter(({ recognise }) => recognise)].map(({ name }) => name);
  const choose = (name: string, where: Scope = scope ?? "connection") => {
    chooseForGood(connection, where, name === "" ? undefined : name);
    onChosen();
  };
  const chosen = scope && dialect ? dialect.decoder.name : "";
  return (
    <div class="decoder-choice">
      <label>
        Read as{" "}
        <select
          aria-label="Read as"
          value={chosen}
          title={decoded.why}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">{chosen === "" ? decoded.format : "What Earshot recognises"}</option>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {chosen !== "" && (
        <label>
          for{" "}
          <select
            aria-label="For"
            value={scope}
            onChange={(event) => {
              if (scope === "address") choose(""); // It ends for all of the address.
              choose(chosen, event.currentTarget.value as Scope);
            }}
          >
            <option value="connection">this connection</option>
            <option value="address">this address, always</option>
          </select>
        </label>
      )}
      <small>
        {chosen !== "" && `${decoded.format}. `}
        {decoded.why}
      </small>
      {dialect?.decoder.name === "Protobuf" && <ProtoForm connection={connection} onChosen={onChosen} />}
    </div>
  );
}

interface LayerProps {
  layer: Layer;
  isOutermost?: boolean;
  onPair?: ((path: Path) => void) | undefined;
}

function LayerView({ layer, isOutermost = false, onPair }: LayerProps) {
  const { format, kind, value, payload, layers } = layer;
  const label = isOutermost ? "Decoded message" : `Decoded ${format}`;
  return (
    <section class="layer" aria-label={isOutermost ? "Decoded" : `Inside: ${format}`}>
      {(!isOutermost || layers.length > 0) && (
        <h4>
          {format}
          {kind !== "" && <em class="chip">{kind}</em>}
        </h4>
      )}
      {value !== undefined && layers.length > 0 && <FoldedTree value={value} label={label} />}
      {value !== undefined && layers.length === 0 && (
        <SearchableTree value={value} label={label} onPair={onPair} />
      )}
      {value === undefined && layers.length === 0 && <Plain payload={payload} />}
      {layers.map((inner, index) => (
        <LayerView key={index} layer={inner} onPair={onPair} />
      ))}
    </section>
  );
}

/** What only carries something else is closed at first. */
function FoldedTree({ value, label }: { value: unknown; label: string }) {
  const [state, setState] = useState(() => withOpen(CLOSED_TREE, [], false));
  return <ValueTree value={value} label={label} state={state} onState={setState} />;
}

function Plain({ payload }: { payload: InlinePayload }) {
  return payload.opcode === "text" ? <TextView text={payload.text} /> : <HexView payload={payload} />;
}
