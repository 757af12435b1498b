/**
 * Every kind of place where a page can make a WebSocket, and how well Earshot sees it there in each browser. The page
 * makes one socket in each of them at once.
 */
import type { Site } from "./site.ts";

/** `full`: recorded and steered by the hook. `read-only`: from the browser's record. `named`: the handshake alone; `worker-named`: only the worker. */
export type Coverage = "full" | "read-only" | "named" | "worker-named";

interface Context {
  /** In the address of its socket. */
  name: string;
  /** The line of docs/coverage.md. */
  title: string;
  chromium: Coverage | "absent";
  firefox: Coverage | "absent";
  /** JavaScript of the page that begins it; `talk` and `script` are at hand. */
  begin: string;
}

const full = { chromium: "full", firefox: "full" } as const;
const onlyOutside = { chromium: "read-only", firefox: "full" } as const;
const frame = (attributes: string) => `frame((f) => { ${attributes} })`;

export const contexts: Context[] = [
  { name: "top", title: "the page", ...full, begin: "talk('top')" },
  { name: "src", title: "iframe, same origin", ...full, begin: frame("f.src = 'frame.html?src'") },
  {
    name: "cross",
    title: "iframe, another origin",
    ...full,
    begin: frame("f.src = OTHER + '/frame.html?cross'"),
  },
  { name: "srcdoc", title: "iframe, srcdoc", ...full, begin: frame("f.srcdoc = html('srcdoc')") },
  {
    name: "blank",
    title: "iframe, about:blank, used at once",
    ...full,
    begin: "talk('blank', frame(() => {}).contentWindow.WebSocket)",
  },
  { name: "blob", title: "iframe, blob:", ...full, begin: frame("f.src = blob('text/html', html('blob'))") },
  {
    name: "data",
    title: "iframe, data:",
    ...full,
    begin: frame("f.src = 'data:text/html,' + encodeURIComponent(html('data'))"),
  },
  {
    name: "sandbox",
    title: "iframe, sandboxed",
    ...full,
    begin: frame("f.sandbox = 'allow-scripts'; f.srcdoc = html('sandbox')"),
  },
  {
    name: "object",
    title: "object element",
    ...full,
    begin: "frame((f) => { f.data = 'frame.html?object' }, 'object')",
  },
  {
    name: "written",
    title: "iframe, document.open and write",
    ...full,
    begin: "{ const d = frame(() => {}).contentDocument; d.open(); d.write(html('written')); d.close(); }",
  },
  {
    name: "moved",
    title: "iframe, detached and attached again",
    ...full,
    begin:
      "{ const f = frame((f) => { f.src = 'blank.html' }); f.remove(); f.src = 'frame.html?moved'; document.body.append(f); }",
  },
  {
    name: "javascript",
    title: "iframe, javascript: with markup",
    ...full,
    begin: frame("f.src = 'javascript:' + JSON.stringify(html('javascript'))"),
  },
  {
    name: "void",
    title: "iframe, javascript:void 0",
    ...full,
    begin: "talk('void', frame((f) => { f.src = 'javascript:void 0' }).contentWindow.WebSocket)",
  },
  {
    name: "grab",
    title: "constructor of a frame that is still loading, by contentWindow",
    ...full,
    begin: "talk('grab', frame((f) => { f.src = 'blank.html' }).contentWindow.WebSocket)",
  },
  {
    name: "view",
    title: "constructor of a frame that is still loading, by contentDocument",
    ...full,
    begin: "talk('view', frame((f) => { f.srcdoc = 'x' }).contentDocument.defaultView.WebSocket)",
  },
  {
    name: "index",
    title: "constructor of a frame that is still loading, by window[n]",
    chromium: "read-only",
    firefox: "named",
    begin: "{ frame((f) => { f.src = 'blank.html' }); talk('index', window[window.length - 1].WebSocket); }",
  },
  {
    name: "popup",
    title: "constructor of a popup, javascript:void 0",
    ...full,
    begin: "talk('popup', open('javascript:void 0').WebSocket)",
  },
  {
    name: "dedicated",
    title: "dedicated worker, http(s)",
    ...onlyOutside,
    begin: "work('worker.js?dedicated')",
  },
  {
    name: "module",
    title: "dedicated worker, http(s), module with imports",
    ...onlyOutside,
    begin: "work('module.js?module', { type: 'module' })",
  },
  { name: "nested", title: "worker of a worker, http(s)", ...onlyOutside, begin: "work('nest.js?nested')" },
  {
    name: "blob-worker",
    title: "dedicated worker, blob:, revoked at once",
    ...full,
    begin:
      "{ const url = blob('text/javascript', script('blob-worker')); work(url); URL.revokeObjectURL(url); }",
  },
  {
    name: "blob-module",
    title: "dedicated worker, blob:, module",
    ...full,
    begin: "work(blob('text/javascript', script('blob-module')), { type: 'module' })",
  },
  {
    name: "blob-nested",
    title: "worker of a worker, blob:",
    ...full,
    begin:
      "work(blob('text/javascript', 'new Worker(URL.createObjectURL(new Blob([' + JSON.stringify(script('blob-nested')) + '])))'))",
  },
  {
    name: "data-worker",
    title: "dedicated worker, data:",
    ...full,
    begin: "work('data:text/javascript,' + encodeURIComponent(script('data-worker')))",
  },
  {
    name: "frame-worker",
    title: "dedicated worker of an iframe of another origin",
    ...onlyOutside,
    begin: frame("f.src = OTHER + '/work.html?frame-worker'"),
  },
  {
    name: "service",
    title: "service worker",
    ...onlyOutside,
    begin: "navigator.serviceWorker.register('worker.js?service')",
  },
  {
    name: "shared",
    title: "shared worker, http(s)",
    chromium: "worker-named",
    firefox: "full",
    begin: "kept2.push(new SharedWorker('worker.js?shared'))",
  },
  {
    name: "stream",
    title: "WebSocketStream",
    chromium: "read-only",
    firefox: "absent",
    begin: "stream('stream')",
  },
];

/** Runs in every context: one text and one binary message, each echoed. */
const TALK = `function talk(name, Socket = WebSocket) {
  const socket = new Socket(ECHO + "?" + name);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => { socket.send("first of " + name); socket.send(new Uint8Array([1, 2, 3])); };
  socket.onmessage = () => {};
  (self.kept ??= []).push(socket);
}`;

const PAGE = `
const kept2 = [];
const script = (name) => "const ECHO = " + JSON.stringify(ECHO) + ";" + talk + ";talk('" + name + "')";
const html = (name) => "<body><script>" + script(name) + "</" + "script>";
const blob = (type, text) => URL.createObjectURL(new Blob([text], { type }));
const work = (url, options) => kept2.push(new Worker(url, options));
function frame(prepare, element = "iframe") {
  const made = document.createElement(element);
  prepare(made);
  document.body.append(made);
  return made;
}
async function stream(name) {
  const stream = new WebSocketStream(ECHO + "?" + name);
  const { readable, writable } = await stream.opened;
  const writer = writable.getWriter(), reader = readable.getReader();
  kept2.push(stream, writer, reader);
  writer.write("first of " + name);
  writer.write(new Uint8Array([1, 2, 3]));
  while (!(await reader.read()).done);
}
function begin() {
  for (const start of CONTEXTS) try { start(); } catch (error) { console.error(error); }
}`;

/** Puts the page and all that it needs on a site. */
export function putContexts(site: Site, echo: string): void {
  const common = `const ECHO = ${JSON.stringify(echo)}, OTHER = ${JSON.stringify(site.otherOrigin)}; ${TALK}`;
  const starts = contexts.map(({ begin }) => `() => { ${begin} }`).join(",\n");
  const scripted = (body: string) => `<body><script>${body}</script>`;
  const javascript = (path: string, body: string) =>
    site.put(path, body, { "content-type": "text/javascript" });
  const named = "location.search.slice(1)";
  /** What the hook's own messages leave unsaid is not asked of a worker's page. */
  const hostile = `Object.assign(Object.prototype, { commandId: "x", command: { type: "retire" }, to: "x" });`;
  site.put("/coverage.html", scripted(`${common}\n${PAGE}\nconst CONTEXTS = [${starts}];`));
  site.put("/frame.html", scripted(`${common}; talk(${named})`));
  site.put("/work.html", scripted(`const worker = new Worker("worker.js" + location.search)`));
  javascript("/worker.js", `${hostile} ${common}; talk(${named}); self.onfetch = () => {};`);
  javascript("/module.js", `import { name } from "./imported.js"; ${common}; talk(${named} || name);`);
  javascript("/imported.js", `export const name = "imported";`);
  javascript("/nest.js", `const worker = new Worker("worker.js" + location.search);`);
}
