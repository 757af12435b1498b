/** World: Node. What the builds weigh. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { BUDGETS, compressedSize } from "../../scripts/budgets.ts";
import type { BrowserName } from "../drivers/driver.ts";
import { table } from "./table.ts";

export interface Size {
  title: string;
  kilobytes: number;
  /** That a build may not exceed. */
  budget: number | undefined;
}

/** Of one browser's build, which is packed for that. */
export function measureSizes(name: BrowserName): Size[] {
  execFileSync("npx", ["tsx", "scripts/package.ts"], { stdio: ["ignore", "ignore", "inherit"] });
  const { version } = JSON.parse(readFileSync("manifest.json", "utf8")) as { version: string };
  const files = readdirSync(`dist/${name}`).filter((file) => file.endsWith(".js"));
  return [
    ...Object.entries(BUDGETS).map(([what, { files, limit }]) => ({
      title: `${what}: ${files.join(" + ")}`,
      kilobytes: compressedSize(name, files),
      budget: limit[name],
    })),
    ...files.map((file) => ({ title: file, kilobytes: compressedSize(name, [file]), budget: undefined })),
    {
      title: "the whole zip",
      kilobytes: statSync(`artifacts/earshot-${name}-${version}.zip`).size / 1000,
      budget: undefined,
    },
  ];
}

export function sizesTable(sizes: Size[]): string {
  return table(
    ["what", "kB, gzip -9", "budget, kB"],
    sizes.map(({ title, kilobytes, budget }) => [title, kilobytes.toFixed(2), String(budget ?? "")]),
  );
}
