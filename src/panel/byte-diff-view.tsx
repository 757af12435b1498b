/** World: panel. Where the bytes of two messages differ. */
import type { ByteDiff, ByteRange } from "../core/compare/byte-diff.ts";
import { formatCount, plural } from "../core/format.ts";
import { toHex } from "../core/payload.ts";

/** So many bytes of a range are shown. */
const MAX_SHOWN = 16;

interface Props {
  diff: ByteDiff;
  before: Uint8Array;
  after: Uint8Array;
}

export function ByteDiffView({ diff, before, after }: Props) {
  const { first, changed, changedCount, isCut, commonEnd } = diff;
  if (first === undefined)
    return <p class="diff-summary">Nothing differs: the same {plural(before.length, "byte")}.</p>;
  return (
    <>
      <dl class="diff-facts">
        <Fact name="First difference">at offset {offsetText(first)}</Fact>
        <Fact name="Length">{lengthText(diff.lengths)}</Fact>
        <Fact name="Changed in place">
          {plural(changedCount, "byte")} in {isCut ? "more than " : ""}
          {plural(changed.length, "range")}
        </Fact>
        {commonEnd > 0 && <Fact name="The same at the end">{plural(commonEnd, "byte")}</Fact>}
      </dl>
      <ul class="changes" aria-label="Changed ranges">
        {changed.map((range) => (
          <li key={range.start} class="changed">
            <span class="sign" aria-hidden="true">
              ~
            </span>
            <span>
              <span class="tree-key">{rangeText(range)}: </span>
              <del>{hexOf(before, range)}</del> → <ins>{hexOf(after, range)}</ins>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function offsetText(offset: number): string {
  return `0x${offset.toString(16)} (${formatCount(offset)})`;
}

function lengthText([before, after]: ByteDiff["lengths"]): string {
  if (before === after) return `${plural(after, "byte")}, as before`;
  const more = after - before;
  return `${formatCount(before)} → ${plural(after, "byte")} (${more > 0 ? "+" : "−"}${formatCount(Math.abs(more))})`;
}

function rangeText({ start, end }: ByteRange): string {
  const from = start.toString(16).padStart(8, "0");
  return end - start === 1 ? from : `${from}–${(end - 1).toString(16).padStart(8, "0")}`;
}

function hexOf(bytes: Uint8Array, { start, end }: ByteRange): string {
  const shown = toHex(bytes.subarray(start, Math.min(end, start + MAX_SHOWN)));
  return end - start > MAX_SHOWN ? `${shown} …` : shown;
}
