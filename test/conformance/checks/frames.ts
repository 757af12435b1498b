/** World: the page under test. HTML: ways to a fresh window and its WebSocket, and the properties that lead there. */
import { section } from "../check.ts";
import { describeProperty, outcome } from "../describe.ts";
import { NotHere, type Trial } from "../trial.ts";
import type { Wild } from "../wild.ts";

const check = section("Frames");

function inDocument(): void {
  if (typeof document === "undefined") throw new NotHere("no document");
}

/** What one sees of the WebSocket of a window. */
function face(realm: Wild): unknown {
  if (!realm) return "no window";
  const { WebSocket: Other } = realm;
  return [
    describeProperty(realm, "WebSocket"),
    String(Other),
    Function.prototype.toString.call(Other),
    Function.prototype.toString.call(Other.prototype.send),
    Other.prototype.constructor === Other,
    Reflect.ownKeys(Other),
    Reflect.ownKeys(Other.prototype),
    String(realm.Function.prototype.toString),
  ];
}

const ways: [string, (t: Trial) => Wild][] = [
  ["contentWindow", (t) => t.frame().contentWindow],
  ["contentDocument.defaultView", (t) => t.frame().contentDocument?.defaultView],
  ["frames by index", (t) => (t.frame(), frames[frames.length - 1])],
  ["window by name", (t) => (t.frame({ name: "named-frame" }), (window as Wild)["named-frame"])],
  ["srcdoc, at once", (t) => t.frame({ srcdoc: "<p>x" }).contentWindow],
  ["src, at once", (t) => t.frame({ src: t.page("realm.html") }).contentWindow],
  ["about:blank, at once", (t) => t.frame({ src: "about:blank" }).contentWindow],
  ["javascript:, at once", (t) => t.frame({ src: "javascript:''" }).contentWindow],
  [
    "innerHTML",
    (t) => {
      const frame = t.frame();
      const box = document.createElement("div");
      frame.after(box);
      box.innerHTML = "<iframe style='display: none'></iframe>";
      const window = (box.firstChild as HTMLIFrameElement).contentWindow as Wild;
      const seen = face(window);
      box.remove();
      return { seen };
    },
  ],
  [
    "object element",
    (t) => {
      const frame = t.frame();
      const object = document.createElement("object");
      object.data = t.page("realm.html");
      frame.after(object);
      const seen = object.contentWindow === null ? "null" : "a window";
      object.remove();
      return { seen };
    },
  ],
  [
    "a frame in a blank frame",
    (t) => {
      const { document: inner } = t.frame().contentWindow as Wild;
      const frame = inner.createElement("iframe");
      inner.body.append(frame);
      return frame.contentWindow;
    },
  ],
];
for (const [name, way] of ways) {
  check(`${name}: its face`, (t) => {
    const found = way(t);
    return found && "seen" in found ? found.seen : face(found);
  });
}
for (const name of ["contentWindow", "srcdoc, at once", "src, at once", "javascript:, at once"])
  check(`${name}: its socket talks`, async (t) => {
    const realm = ways.find(([key]) => key === name)?.[1](t) as Wild;
    const { WebSocket: Other } = realm;
    const socket = t.keep(new Other(t.url()));
    if (name === "contentWindow") {
      await t.event(socket, "open");
      return [await t.echo(socket, "x"), socket.constructor === Other];
    }
    return [socket.readyState, socket.constructor === Other, String(Other)];
  });
check("a WebSocket taken before the frame is navigated", async (t) => {
  const frame = t.frame();
  const early = frame.contentWindow as Wild;
  const { WebSocket: Early } = early;
  const loaded = t.event(frame, "load");
  frame.src = t.page("realm.html");
  await loaded;
  const now = frame.contentWindow as Wild;
  if (!frame.contentDocument) return "of another origin";
  return [
    now === early,
    now.WebSocket === Early,
    String(Early),
    String(now.WebSocket),
    outcome(() => new Early("ftp://x/")),
  ];
});
check("expandos on a blank frame's window and its objects stay or go with a load", async (t) => {
  const frame = t.frame();
  const early = frame.contentWindow as Wild;
  early.expando = 1;
  early.WebSocket.expando = 1;
  const loaded = t.event(frame, "load");
  frame.src = t.page("realm.html");
  await loaded;
  if (!frame.contentDocument) return "of another origin";
  const now = frame.contentWindow as Wild;
  return [now.expando, now.WebSocket.expando];
});
check("a WebSocket that a blank frame's page replaced, after document.open", (t) => {
  const frame = t.frame();
  const realm = frame.contentWindow as Wild;
  const { WebSocket: Before } = realm;
  realm.document.open();
  realm.document.write(
    "<script>var seen = [typeof WebSocket, String(WebSocket), String(WebSocket.prototype.send)];</script>",
  );
  realm.document.close();
  return [realm.seen, realm.WebSocket === Before, face(realm)];
});
check(
  "window.open of a blank page, at once",
  (t) => {
    t.frame();
    const opened = open("", "_blank", "width=100,height=100") as Wild;
    if (!opened) return "refused";
    const seen = outcome(() => face(opened));
    opened.close();
    return seen;
  },
  { alone: true },
);

for (const [holder, keys] of [
  ["HTMLIFrameElement", ["contentWindow", "contentDocument", "src", "srcdoc"]],
  ["HTMLObjectElement", ["contentWindow", "contentDocument"]],
  ["Document", ["defaultView", "open", "write", "createElement"]],
  ["Node", ["appendChild", "insertBefore"]],
  ["Element", ["append", "innerHTML"]],
] as const)
  for (const key of keys)
    check(`${holder}.${key}`, () => {
      inDocument();
      const { prototype } = (globalThis as Wild)[holder];
      const descriptor = Object.getOwnPropertyDescriptor(prototype, key) as Wild;
      if (!descriptor) return "absent";
      const parts = [descriptor.get, descriptor.set, descriptor.value].filter((part) => part);
      return [
        describeProperty(prototype, key),
        parts.map((part) => [
          String(part),
          Reflect.ownKeys(part),
          outcome(() => part.call({})),
          outcome(() => part.call(prototype, "")),
        ]),
      ];
    });
for (const key of [
  "open",
  "frames",
  "parent",
  "top",
  "opener",
  "self",
  "length",
  "window",
  "postMessage",
  "setTimeout",
  "addEventListener",
])
  check(`window.${key}`, () => {
    inDocument();
    const descriptor = (Object.getOwnPropertyDescriptor(window, key) ?? {}) as Wild;
    const parts = [descriptor.get, descriptor.set, descriptor.value].filter(
      (part) => typeof part === "function",
    );
    return [
      descriptor.writable,
      descriptor.enumerable,
      descriptor.configurable,
      parts.map((part) => [
        part,
        String(part),
        Reflect.ownKeys(part),
        outcome(() => (key === "open" || key === "setTimeout" ? "not called" : part.call({}))),
      ]),
    ];
  });
