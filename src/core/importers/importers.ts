/** World: all. The importers. To add one: a file here, its test, a line below. */
import { harImporter } from "./har.ts";
import type { Importer } from "./importer.ts";
import { jsonLinesImporter } from "./json-lines.ts";

const importers: readonly Importer[] = [jsonLinesImporter, harImporter];

/** The importer for a file of that name. */
export function importerFor(fileName: string): Importer | undefined {
  const extension = fileName.split(".").at(-1)?.toLowerCase() ?? "";
  return importers.find(({ extensions }) => extensions.includes(extension));
}
