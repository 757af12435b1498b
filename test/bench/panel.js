/* In the panel: what a user does, and how long it takes, in ms. Each resolves when the outcome was drawn. */
{
  /** Resolves in the task after the next frame. */
  const drawn = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          resolve();
        };
        port2.postMessage(0);
      });
    });
  const grid = () => document.querySelector('[role="grid"]');
  const rows = () => document.querySelectorAll("[role=row][aria-label]");
  const has = (selector, words) => document.querySelector(selector)?.textContent?.includes(words) ?? false;
  const press = (name) =>
    [...document.querySelectorAll("button")]
      .find((button) => (button.getAttribute("aria-label") ?? button.textContent).startsWith(name))
      .click();

  async function timed(begin, isDone, isFirst = isDone) {
    gaps.begin();
    const start = performance.now();
    begin();
    let first;
    do {
      await drawn();
      if (isFirst()) first ??= performance.now() - start;
    } while (!isDone());
    return { ms: performance.now() - start, first, gaps: gaps.end() };
  }

  /** A JSON Lines file of so many messages of about 100 B; the first of each 100,000 has a needle. */
  function makeFile(count) {
    const time = Date.now() / 1000;
    const first = { time, number: 1, connection: 1, url: "wss://made.example/", protocols: [] };
    const line = (facts) => `${JSON.stringify(facts)}\n`;
    const parts = [
      line({ kind: "session", format: 1, creator: "A benchmark", page: "", time }),
      line({ kind: "connection-created", ...first }),
    ];
    for (let i = 0; i < count; i++) {
      const data = `message ${i}${i % 100_000 === 0 ? " needle" : ""} `.padEnd(84 + ((i * 7919) % 33), "x");
      const rest = `"connection":1,"type":"send","opcode":1,"data":"${data}","dataType":"string","size":${data.length}`;
      parts.push(`{"kind":"message","time":${time + i / 1000},"number":${i + 2},${rest}}\n`);
    }
    return new File(parts, "made.jsonl");
  }

  function choose(file) {
    const chooser = document.querySelector('input[aria-label="File to import"]');
    const files = new DataTransfer();
    files.items.add(file);
    chooser.files = files.files;
    chooser.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const count = () => Number(grid()?.getAttribute("aria-rowcount")) - 1;
  const isSearched = () => !has("[role=toolbar]", "Searching");

  /** Rows that are missing where the list is in view. */
  function blankRows() {
    const height = rows()[0]?.offsetHeight ?? 20;
    const top = grid().querySelector('[aria-rowindex="1"]').getBoundingClientRect().bottom;
    const bottom = grid().getBoundingClientRect().top + grid().clientTop + grid().clientHeight;
    const boxes = [...rows()].map((row) => row.getBoundingClientRect());
    const inView = bottom - top;
    const missing = Math.max(0, boxes[0].top - top) + Math.max(0, bottom - boxes.at(-1).bottom);
    return Math.ceil(Math.max(0, Math.min(inView, missing) - 1) / height);
  }

  /** Of all connections. */
  const tally = () =>
    window.recorder.session.connections.reduce(
      (sum, { received, missing }) => ({
        recorded: sum.recorded + received.messages,
        missing: sum.missing + missing.messages,
      }),
      { recorded: 0, missing: 0 },
    );

  /** Resolves once so many messages have come, or nothing has for `patience` ms. */
  async function whole(messages, patience, isDrawn = () => true) {
    let { recorded } = tally();
    let deadline = performance.now() + patience;
    while (performance.now() < deadline && !(recorded >= messages && isDrawn())) {
      await drawn();
      const now = tally().recorded;
      if (now > recorded) deadline = performance.now() + patience;
      recorded = now;
    }
    return tally();
  }

  let file;

  window.panel = {
    tally,
    whole,
    make(messages) {
      file = makeFile(messages);
    },
    /** Of the made file; the connection's own row comes first. */
    importMade(messages) {
      return timed(
        () => choose(file),
        () =>
          has("body", "Imported: made.jsonl") &&
          count() === messages + 1 &&
          isSearched() &&
          rows().length > 0,
      );
    },
    /** To the first rows that hold the text, and to all `hits` of them. */
    search(text, hits) {
      const field = document.querySelector('[aria-label="Filter"]');
      const begin = () => {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      };
      const isShown = () => [...rows()].some((row) => row.getAttribute("aria-label").includes(text));
      return timed(begin, () => count() === hits && isSearched(), isShown);
    },
    /** Ascending, then descending, then not any more: each is the next press. */
    sort(column, order) {
      const isSorted = () =>
        document.querySelector(`[aria-sort="${order}"]`) !== null && grid().ariaBusy !== "true";
      const begin = () => press(`Sort by ${column}`);
      return timed(
        begin,
        order === "none" ? () => !document.querySelector("[aria-sort$=cending]") : isSorted,
      );
    },
    /** Over the whole height, a step a frame. */
    async sweep(steps) {
      let blank = 0;
      gaps.begin();
      for (let i = 0; i < steps; i++) {
        grid().scrollTop = (i / (steps - 1)) * (grid().scrollHeight - grid().clientHeight);
        await drawn();
        blank += blankRows();
      }
      return { blank, gaps: gaps.end() };
    },
    async save(format) {
      press("Export");
      await drawn();
      return timed(
        () => press(format),
        () => has("body", "Saved earshot-"),
      );
    },
  };

  /** From a message's own time to the frame that shows its row or a later one. */
  window.watchRows = () => {
    const { session } = window.recorder;
    const delays = [];
    let seen = session.rows.length - 1;
    let isOver = false;
    const look = () => {
      const number = Number([...rows()].at(-1)?.id.replace("row-", ""));
      const now = performance.timeOrigin + performance.now();
      for (const last = session.rows.indexOfNumber(number); seen < last; ) {
        seen += 1;
        delays.push(now - session.rows.timeAt(seen));
      }
    };
    (async () => {
      while (!isOver) {
        await drawn();
        look();
      }
    })();
    const before = tally();
    /** Once so many have come and were drawn, or nothing has come for `patience` ms. */
    window.rowsSeen = async (messages, patience) => {
      await whole(before.recorded + messages, patience, () => seen >= session.rows.length - 1);
      isOver = true;
      const { recorded, missing } = tally();
      return { recorded: recorded - before.recorded, missing: missing - before.missing, delays };
    };
  };
}
