/** A web server on loopback whose pages are written in the test that needs them. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Site {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  origin: string;
  /** The same server under another origin. */
  otherOrigin: string;
  /** Serves `body` at `path`; HTML unless told. */
  put(path: string, body: string, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const pages = new Map<string, { body: string; headers: Record<string, string> }>();
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? "/", "http://site").pathname);
    response.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=utf-8", ...page?.headers });
    response.end(page?.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    otherOrigin: `http://localhost:${port}`,
    put: (path, body, headers = {}) => {
      const doctype = "content-type" in headers ? "" : "<!doctype html>";
      pages.set(path, { body: doctype + body, headers });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
