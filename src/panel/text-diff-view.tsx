/** World: panel. How two texts differ: by lines, or by words when one of them is a single line. */
import { type ChangeObject, diffLines, diffWordsWithSpace } from "diff";
import { useMemo } from "preact/hooks";
import { formatCount } from "../core/format.ts";

/** So much of each text is compared, in characters. */
const MAX_LENGTH = 200_000;
/** After so long a comparison is given up, in ms. */
const PATIENCE = 500;
/** Of what is the same, so much is shown before and after what is not. */
const CONTEXT = 300;

interface Props {
  before: string;
  after: string;
}

export function TextDiffView({ before, after }: Props) {
  const parts = useMemo(() => compare(before, after), [before, after]);
  if (!parts) return <p class="diff-summary">The texts differ too much to be compared.</p>;
  const isCut = Math.max(before.length, after.length) > MAX_LENGTH;
  return (
    <>
      <p class="diff-summary">
        {before === after ? "Nothing differs" : "Struck out: before. Underlined: after"}
        {isCut && `; only the first ${formatCount(MAX_LENGTH)} characters are compared`}.
      </p>
      <pre class="text-diff" tabIndex={0}>
        {parts.map(({ value, added, removed }, index) => {
          if (added) return <ins key={index}>{value}</ins>;
          if (removed) return <del key={index}>{value}</del>;
          return <span key={index}>{shortened(value, index > 0, index < parts.length - 1)}</span>;
        })}
      </pre>
    </>
  );
}

function compare(before: string, after: string): ChangeObject<string>[] | undefined {
  const [a, b] = [before.slice(0, MAX_LENGTH), after.slice(0, MAX_LENGTH)];
  const isOneLine = !a.trimEnd().includes("\n") || !b.trimEnd().includes("\n");
  const options = { timeout: PATIENCE };
  return isOneLine ? diffWordsWithSpace(a, b, options) : diffLines(a, b, options);
}

/** What is the same, with its middle left out when it is long. */
function shortened(text: string, followsChange: boolean, precedesChange: boolean): string {
  const start = followsChange || !precedesChange ? CONTEXT : 0;
  const end = precedesChange ? CONTEXT : 0;
  const left = text.length - start - end;
  if (left <= CONTEXT) return text;
  const note = `\n… ${formatCount(left)} characters that are the same …\n`;
  return text.slice(0, start) + note + text.slice(text.length - end);
}
