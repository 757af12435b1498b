/** World: all. Of files that can be imported, without the dot. By themselves, as the importers are loaded when one is opened. */
export const EXTENSIONS = { jsonLines: ["jsonl", "ndjson"], har: ["har"] } as const;

/** As a file chooser wants them: `.har,.jsonl`. */
export const OPENABLE = Object.values(EXTENSIONS)
  .flat()
  .map((name) => `.${name}`)
  .join(",");
