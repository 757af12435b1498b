import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const MAX_LINES = 250;

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

const sources = ["src", "scripts", "demo", "test"]
  .flatMap(filesUnder)
  .filter((file) => /\.(m?[jt]sx?|css)$/.test(file));

test.each(readdirSync("src"))("docs/architecture.md says what src/%s is", (folder) => {
  const text = readFileSync("docs/architecture.md", "utf8");

  const complaint = `Add a line for src/${folder} to the table in docs/architecture.md`;
  expect(text, complaint).toMatch(new RegExp(`^\\| \`src/${folder}\` +\\|`, "m"));
});

test("every file has one subject", () => {
  const long = sources.filter((file) => readFileSync(file, "utf8").split("\n").length > MAX_LINES + 1);

  expect(long, `Split these: more than ${MAX_LINES} lines are more than one subject`).toEqual([]);
});

test("every file of src says which world it belongs to", () => {
  const silent = sources
    .filter((file) => file.startsWith("src") && /\.tsx?$/.test(file) && !/\.(test|d)\.ts$/.test(file))
    .filter(
      (file) =>
        !/^\/\*\*[\s\S]{0,10}World: (all|page|content|background|recorder|devtools|window|panel|tests)/.test(
          readFileSync(file, "utf8"),
        ),
    );

  expect(silent, "Begin these with a header: World: ...").toEqual([]);
});

test("nothing in src is a drawer for everything", () => {
  const drawers = sources.filter((file) =>
    /(^|\/)(utils?|helpers?|common|types|constants|index)\.tsx?$/.test(file),
  );

  expect(drawers, "Name these files after what they hold").toEqual([]);
});
