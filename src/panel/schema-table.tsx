/** World: panel. The fields of one kind of message in one direction. */
import { formatCount, plural } from "../core/format.ts";
import { type ShapeLine, shapeLines, typeText } from "../core/schema/describe.ts";
import type { KindShape } from "../core/schema/infer.ts";

export function SchemaTable({ kind }: { kind: KindShape }) {
  const { direction, format, shape, room } = kind;
  const lines = shapeLines(shape);
  const title = `${kind.kind || format}, ${direction}`;
  return (
    <>
      <h3>
        <span class={`schema-direction ${direction}`}>{direction === "sent" ? "↑" : "↓"}</span>{" "}
        {kind.kind || "(no type)"}{" "}
        <small>
          {plural(shape.count, "message")} {direction}, read as {format}
        </small>
      </h3>
      {lines.length === 0 ? (
        <p class="quiet">No fields: {typeText(shape)}.</p>
      ) : (
        <table aria-label={title}>
          <thead>
            <tr>
              <th>Field</th>
              <th>Type</th>
              <th>Seen</th>
              <th>Examples</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.path} line={line} />
            ))}
          </tbody>
        </table>
      )}
      {room.isFull && <p class="quiet">There were more fields than fit here, or deeper ones.</p>}
    </>
  );
}

function Line({ line: { path, type, count, of, examples } }: { line: ShapeLine }) {
  const isOptional = count < of;
  return (
    <tr>
      <th scope="row">{path}</th>
      <td>{type}</td>
      <td class={isOptional ? "optional" : ""}>
        {isOptional ? `in ${formatCount(count)} of ${formatCount(of)}` : "always"}
      </td>
      <td>{examples.join(" ")}</td>
    </tr>
  );
}
