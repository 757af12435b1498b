/** World: panel. What a message means: which decoder read it and why, its findings, and each format inside the other. */
import { useMemo, useState } from "preact/hooks";
import type { Decoded, Layer } from "../core/decode.ts";
import { decoders, dialectOf, RAW } from "../core/dialect.ts";
import type { InlinePayload } from "../core/protocol.ts";
import type { ConnectionRow } from "../core/row.ts";
import { CLOSED_TREE, type Path, searchTree, withAll, withShown } from "../core/tree.ts";
import { HexView } from "./hex-view.tsx";
import { chooseForGood } from "./load-decoders.ts";
import { TextView } from "./text-view.tsx";
import { ValueTree } from "./value-tree.tsx";

interface Props {
  row: ConnectionRow;
  decoded: Decoded;
  /** Another decoder was chosen: everything is read anew. */
  onChosen: () => void;
}

export function DecodedView({ row, decoded, onChosen }: Props) {
  const { findings, layer } = decoded;
  return (
    <>
      <DecoderChoice row={row} decoded={decoded} onChosen={onChosen} />
      {findings.length > 0 && (
        <ul class="findings" aria-label="Findings">
          {findings.map(({ message }, index) => (
            <li key={index}>{message}</li>
          ))}
        </ul>
      )}
      {layer && <LayerView key={`${row.number} ${decoded.format}`} layer={layer} isOutermost />}
    </>
  );
}

function DecoderChoice({ row: { connection }, decoded, onChosen }: Props) {
  const dialect = dialectOf(connection);
  const [scope, setScope] = useState<"connection" | "address">("connection");
  const names = [RAW, ...decoders().filter(({ recognise }) => recognise)].map(({ name }) => name);
  const choose = (name: string, where = scope) => {
    chooseForGood(connection, where, name === "" ? undefined : name);
    onChosen();
  };
  const chosen = dialect?.isUsers ? dialect.decoder.name : "";
  return (
    <div class="decoder-choice">
      <label>
        Read as{" "}
        <select value={chosen} title={decoded.why} onChange={(event) => choose(event.currentTarget.value)}>
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
            value={scope}
            onChange={(event) => {
              const where = event.currentTarget.value as typeof scope;
              setScope(where);
              choose(chosen, where);
            }}
          >
            <option value="connection">this connection</option>
            <option value="address">this address, always</option>
          </select>
        </label>
      )}
      <small>{decoded.why}</small>
    </div>
  );
}

function LayerView({ layer, isOutermost = false }: { layer: Layer; isOutermost?: boolean }) {
  const { format, kind, value, payload, layers } = layer;
  return (
    <section class="layer" aria-label={isOutermost ? "Decoded" : `Inside: ${format}`}>
      {(!isOutermost || layers.length > 0) && (
        <h4>
          {format}
          {kind !== "" && <em class="chip">{kind}</em>}
        </h4>
      )}
      {value !== undefined && (
        <SearchableTree value={value} label={isOutermost ? "Decoded message" : `Decoded ${format}`} />
      )}
      {value === undefined && layers.length === 0 && <Plain payload={payload} />}
      {layers.map((inner, index) => (
        <LayerView key={index} layer={inner} />
      ))}
    </section>
  );
}

function Plain({ payload }: { payload: InlinePayload }) {
  return payload.opcode === "text" ? <TextView text={payload.text} /> : <HexView payload={payload} />;
}

function SearchableTree({ value, label }: { value: unknown; label: string }) {
  const [state, setState] = useState(CLOSED_TREE);
  const [words, setWords] = useState("");
  const found = useMemo(() => searchTree(value, words), [value, words]);
  const [place, setPlace] = useState(0);
  const [marked, setMarked] = useState<Path>();
  const show = (paths: Path[], index: number) => {
    const next = (index + paths.length) % Math.max(1, paths.length);
    const path = paths[next];
    setPlace(next);
    setMarked(path);
    if (path) setState(withShown(value, state, path));
  };
  const search = (text: string) => {
    setWords(text);
    show(searchTree(value, text), 0);
  };
  return (
    <>
      <div class="tree-bar">
        <input
          type="search"
          aria-label="Find in this message"
          placeholder="Find in this message"
          spellcheck={false}
          value={words}
          onInput={(event) => search(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") show(found, place + (event.shiftKey ? -1 : 1));
            else if (event.key === "Escape" && words !== "") search("");
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        {words !== "" && (
          <output>{found.length === 0 ? "not found" : `${place + 1} of ${found.length}`}</output>
        )}
        <span class="spring" />
        <button type="button" onClick={() => setState(withAll(value, state, true))}>
          Expand all
        </button>
        <button type="button" onClick={() => setState(withAll(value, state, false))}>
          Collapse all
        </button>
      </div>
      <ValueTree value={value} label={label} state={state} onState={setState} marked={marked} />
    </>
  );
}
