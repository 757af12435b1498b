import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname } from "node:path";

const pageFolder = new URL("./page/", import.meta.url);

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Strict on purpose: what works on this page works under the policies of real sites. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "connect-src 'self' ws://127.0.0.1:* ws://localhost:*",
  "frame-src 'self' http://127.0.0.1:* http://localhost:*",
  "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join("; ");

/** Answers a plain HTTP request with a file of the page folder, or a 404. */
export async function servePage(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Content-Security-Policy", contentSecurityPolicy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
    return;
  }

  const file = fileName(request.url ?? "/");
  const body = file && (await readFile(new URL(file, pageFolder)).catch(() => undefined));
  if (!file || !body) {
    response
      .writeHead(404, { "Content-Type": "text/plain; charset=utf-8" })
      .end("There is no such file here.\n");
    return;
  }
  response.writeHead(200, { "Content-Type": contentTypes[extname(file)] }).end(body);
}

/** A plain name in one folder is all that the pattern lets through, so no path can lead out of it. */
function fileName(url: string): string | undefined {
  const path = url.split("?", 1)[0];
  if (path === "/") return "index.html";
  return /^\/([a-z-]+\.(?:html|css|js|svg))$/.exec(path ?? "")?.[1];
}
