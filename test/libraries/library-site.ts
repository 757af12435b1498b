/** World: Node. Serves the pages of the libraries, each bundled with its library, under `/NAME.html?peer=URL`. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface LibrarySite {
  /** The address of a page that talks to this peer. */
  urlOf(page: string, peer: string): string;
  close(): Promise<void>;
}

/** Every page of `pages/` by its name: one script, with all that it imports. */
async function bundlePages(): Promise<Map<string, string>> {
  const folder = fileURLToPath(new URL("pages", import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [`${folder}/*.ts`],
    outdir: folder,
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    // sockjs-client was written for Node's name of the global object.
    define: { global: "globalThis" },
    logLevel: "warning",
  });
  return new Map(outputFiles.map(({ path, text }) => [`/${path.split("/").at(-1)}`, text]));
}

export async function startLibrarySite(): Promise<LibrarySite> {
  const scripts = await bundlePages();
  // MSW mocks sockets only together with its service worker.
  const serviceWorker = fileURLToPath(import.meta.resolve("msw/mockServiceWorker.js"));
  scripts.set("/mockServiceWorker.js", readFileSync(serviceWorker, "utf8"));

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    const script = scripts.get(pathname);
    const page = scripts.has(pathname.replace(/\.html$/, ".js"));
    const type = script === undefined ? "text/html" : "text/javascript";
    response.writeHead(script === undefined && !page ? 404 : 200, {
      "content-type": `${type}; charset=utf-8`,
    });
    const html = `<!doctype html><title>${pathname}</title><body><script src="${pathname.replace(/html$/, "js")}"></script>`;
    response.end(script ?? (page ? html : ""));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (page, peer) => `http://127.0.0.1:${port}/${page}.html?peer=${encodeURIComponent(peer)}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
