/** The panel as a person or a screen reader finds it: by roles, labels and visible words, never by class names. */
import { expect } from "vitest";
import type { RecorderHandle } from "../src/core/recorder-handle.ts";
import type { Page, Panel, PanelDocument, WireEvent } from "./drivers/driver.ts";

export class PanelView<Document extends PanelDocument = Panel> {
  readonly panel: Document;

  constructor(panel: Document) {
    this.panel = panel;
  }

  /** Resolves when the panel has met the recorder and drawn itself. */
  async isReady(): Promise<void> {
    await this.panel.waitFor(() => document.querySelector('[role="grid"]') !== null);
  }

  /** Accessible names of the rows that pass the filter, all of them: scrolls through the list. */
  async rows(): Promise<string[]> {
    return this.panel.evaluate(async () => {
      const grid = document.querySelector<HTMLElement>('[role="grid"][aria-label="Messages"]');
      if (!grid) return [];
      const before = grid.scrollTop;
      const names = new Map<number, string>();
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      for (let top = 0; ; top += grid.clientHeight / 2) {
        grid.scrollTop = top;
        await frame();
        for (const row of grid.querySelectorAll("[role=row][aria-label]"))
          names.set(Number(row.getAttribute("aria-rowindex")), row.getAttribute("aria-label") ?? "");
        if (top >= grid.scrollHeight) break;
      }
      grid.scrollTop = before;
      return [...names].sort(([a], [b]) => a - b).map(([, name]) => name);
    });
  }

  /** The messages among them, as `Sent text, summary`. */
  async messages(): Promise<string[]> {
    return (await this.rows()).filter((name) => /^(Sent|Received)/.test(name));
  }

  /** The payloads of the recorded messages, in the words of the wire: what the detail pane and the exports are made of. */
  payloads(): Promise<Pick<WireEvent, "type" | "opcode" | "data">[]> {
    return this.panel.evaluate(() => {
      const { session } = (window as unknown as { recorder: RecorderHandle }).recorder;
      const base64 = (bytes: Uint8Array) =>
        btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      return [...session.rows].flatMap(({ event }) => {
        if (event.type !== "message" || "blob" in event.payload) return [];
        const { payload, direction } = event;
        const data = payload.opcode === "text" ? payload.text : base64(payload.bytes);
        return [{ type: direction, opcode: payload.opcode, data }];
      });
    });
  }

  /**
   * Compares the recorded messages with the ground truth: what the browser's own network layer saw of the page. Each
   * direction in its order; between them the network and the page may see another order.
   */
  async agreesWith(page: Page): Promise<void> {
    let wire: WireEvent[] = [];
    let payloads: Awaited<ReturnType<PanelView["payloads"]>> = [];
    // What the network has seen comes to the panel a little later, and the bytes of a Blob later still.
    const missing = async () => {
      wire = (await page.wire()).filter(({ type }) => type === "sent" || type === "received");
      payloads = await this.payloads();
      return wire.length - payloads.length;
    };
    await expect.poll(missing).toBe(0);
    for (const direction of ["sent", "received"]) {
      const truth = wire.filter(({ type }) => type === direction);
      expect(payloads.filter(({ type }) => type === direction)).toEqual(
        truth.map(({ type, opcode, data }) => ({ type, opcode, data })),
      );
    }
  }

  /** Waits until `count` rows, the header not counted, pass the filter. */
  async hasRows(count: number): Promise<void> {
    await this.panel.waitFor(
      (wanted: number) =>
        Number(document.querySelector('[role="grid"]')?.getAttribute("aria-rowcount")) === wanted + 1,
      count,
    );
  }

  /** Waits until a row whose name holds `words` is in view. */
  async hasRow(words: string): Promise<void> {
    await this.panel.waitFor(
      (wanted: string) =>
        [...document.querySelectorAll("[role=row][aria-label]")].some((row) =>
          row.getAttribute("aria-label")?.includes(wanted),
        ),
      words,
    );
  }

  /** Waits until the details hold `words`. */
  async hasDetail(words: string): Promise<void> {
    await this.panel.waitFor(
      (wanted: string) => document.querySelector('[aria-label="Details"]')?.textContent?.includes(wanted),
      words,
    );
  }

  /** Waits until what the selector finds says all of these words. */
  async says(selector: string, ...words: string[]): Promise<void> {
    await this.panel.waitFor(
      (wanted: string, all: string[]) => {
        const texts = [...document.querySelectorAll<HTMLElement>(wanted)].map(({ innerText }) => innerText);
        return all.every((each) => texts.some((text) => text.includes(each)));
      },
      selector,
      words,
    );
  }

  /** Gives the focus to the element of that label. */
  async focus(label: string): Promise<void> {
    await this.panel.waitFor((wanted: string) => {
      const element = document.querySelector<HTMLElement>(`[aria-label="${wanted}"]`);
      element?.focus();
      return element && document.activeElement === element;
    }, label);
  }

  /** The connections, each as its text, "All connections" left out. */
  connections(): Promise<string[]> {
    return this.panel.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          '[role="listbox"][aria-label="Connections"] [role="option"]',
        ),
      ]
        .slice(1)
        .map((option) => option.innerText.replace(/\s+/g, " ")),
    );
  }

  /** Waits until some connection's text holds `words`. */
  async hasConnection(words: string): Promise<void> {
    await this.panel.waitFor(
      (wanted: string) =>
        [...document.querySelectorAll<HTMLElement>('[role="option"]')].some((option) =>
          option.innerText.replace(/\s+/g, " ").includes(wanted),
        ),
      words,
    );
  }

  /** Clicks the connection at a place in the list: 0 is "All connections". */
  async selectConnection(index: number): Promise<void> {
    await this.panel.click(`[role="listbox"] [role="option"]:nth-child(${index + 1})`);
  }

  /** Clicks the row in view whose name holds `words`. */
  async selectRow(words: string): Promise<void> {
    await this.hasRow(words);
    await this.panel.click(`[role="row"][aria-label*=${JSON.stringify(words)}]`);
  }

  /** Clicks the button, tab or menu item of that name. */
  async press(name: string): Promise<void> {
    const selector = await this.panel.waitFor((wanted: string) => {
      const controls = [
        ...document.querySelectorAll<HTMLElement>("button, [role=tab], input[type=checkbox]"),
      ];
      const nameOf = (control: HTMLElement) =>
        control.getAttribute("aria-label") ??
        (control.innerText || (control.closest("label")?.innerText ?? ""));
      const found = controls.find((control) => nameOf(control).trim().startsWith(wanted));
      if (!found) return undefined;
      found.dataset.wanted = wanted;
      return `[data-wanted=${JSON.stringify(wanted)}]`;
    }, name);
    await this.panel.click(selector);
  }

  /** Puts text into the field of that label, of that group if told, as a person would: click, select all, type. */
  async fill(label: string, text: string, group = ""): Promise<void> {
    const selector = await this.panel.waitFor(
      (wanted: string, legend: string) => {
        const fields = [...document.querySelectorAll<HTMLElement>("input, textarea, [contenteditable=true]")];
        const nameOf = (field: HTMLElement) =>
          field.getAttribute("aria-label") ?? field.closest("label")?.innerText ?? "";
        const groupOf = (field: HTMLElement) => field.closest("fieldset")?.innerText ?? "";
        const found = fields.find(
          (field) => nameOf(field).trim().startsWith(wanted) && groupOf(field).trim().startsWith(legend),
        );
        if (!found) return undefined;
        found.dataset.wanted = `field ${legend} ${wanted}`;
        return `[data-wanted=${JSON.stringify(`field ${legend} ${wanted}`)}]`;
      },
      label,
      group,
    );
    await this.panel.click(selector);
    await this.panel.press("Control+a");
    await this.panel.press("Delete");
    if (text !== "") await this.panel.type(text);
  }

  /** Chooses an option of a select by its visible text. */
  async choose(label: string, option: string): Promise<void> {
    await this.panel.waitFor(
      (wanted: string, title: string) => {
        const select = document.querySelector<HTMLSelectElement>(`select[aria-label="${wanted}"]`);
        const found = [...(select?.options ?? [])].find(({ text }) => text.startsWith(title));
        if (!select || !found) return false;
        select.value = found.value;
        return select.dispatchEvent(new Event("change", { bubbles: true }));
      },
      label,
      option,
    );
  }

  /** What the panel complains about beside its fields. */
  problems(): Promise<string> {
    return this.panel.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("[role=alert]")]
        .map(({ innerText }) => innerText)
        .join("")
        .trim(),
    );
  }

  /** Waits until it complains with these words. */
  async hasProblem(words: string): Promise<void> {
    await this.panel.waitFor(
      (wanted: string) =>
        [...document.querySelectorAll<HTMLElement>("[role=alert]")].some(({ innerText }) =>
          innerText.includes(wanted),
        ),
      words,
    );
  }

  /** Text of the element of that role and label. */
  text(role: string, label: string): Promise<string> {
    return this.panel.evaluate(
      (wantedRole: string, wantedLabel: string) =>
        document.querySelector<HTMLElement>(`${wantedRole}[aria-label="${wantedLabel}"]`)?.innerText ?? "",
      role,
      label,
    );
  }
}
