/**
 * Lets the styles that CodeMirror makes be adopted by the document as objects, as it does in a shadow root: our pages'
 * policy forbids `<style>` elements, and need not be loosened for that.
 */
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

export const adoptedStyles: Plugin = {
  name: "adopted-styles",
  setup({ onLoad }) {
    onLoad({ filter: /style-mod[\\/]src[\\/]style-mod\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replace("!root.head && root.adoptedStyleSheets", "root.adoptedStyleSheets");
      if (contents === source)
        throw new Error(`style-mod mounts styles in a new way; adapt ${import.meta.filename}.`);
      return { contents, loader: "js" };
    });
  },
};
