/** Takes `dangerouslySetInnerHTML` out of Preact: in our pages no code can turn data into HTML, whatever a component asks. */
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

export const preactWithoutHtml: Plugin = {
  name: "preact-without-html",
  setup({ onLoad }) {
    onLoad({ filter: /preact[\\/]dist[\\/]preact\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replace(/(\w+)\.innerHTML=(\w+)\.__html/, "$1.textContent=$2.__html");
      if (contents === source || /\.innerHTML=/.test(contents))
        throw new Error(`Preact sets innerHTML in a new way; adapt ${import.meta.filename}.`);
      return { contents, loader: "js" };
    });
  },
};
