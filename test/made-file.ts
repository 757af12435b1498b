/** Files of very many messages, made where they are imported. */
import type { PanelView } from "./panel-view.ts";

/** When the first message of a made file was said, in ms since the epoch; one follows each ms. */
const START = new Date(2026, 10, 21, 12).getTime();

/** Makes a JSON Lines file of so many messages in the panel, and chooses it for import. */
export function importMade(view: PanelView, count: number): Promise<void> {
  return view.panel.evaluate(
    (wanted: number, start: number) => {
      const line = (facts: object) => `${JSON.stringify(facts)}\n`;
      const first = {
        time: start / 1000,
        number: 1,
        connection: 1,
        url: "wss://made.example/",
        protocols: [],
      };
      const parts = [line({ kind: "session", format: 1, creator: "A story", page: "", time: 0 })];
      parts.push(line({ kind: "connection-created", ...first }));
      for (let i = 1; i < wanted; i++) {
        const data = `message ${i}${i % 100_000 === 7 ? " needle" : ""}`;
        const rest = `"connection":1,"type":"send","opcode":1,"data":"${data}","dataType":"string","size":${data.length}`;
        parts.push(`{"kind":"message","time":${(start + i) / 1000},"number":${i + 1},${rest}}\n`);
      }
      const files = new DataTransfer();
      files.items.add(new File(parts, "made.jsonl"));
      const chooser = document.querySelector<HTMLInputElement>('input[aria-label="File to import"]');
      if (!chooser) return;
      chooser.files = files.files;
      chooser.dispatchEvent(new Event("change", { bubbles: true }));
    },
    count,
    START,
  );
}

/** Chooses a file of that name and text for import. */
export function importFile(view: PanelView, name: string, text: string): Promise<void> {
  return view.panel.evaluate(
    (wanted: string, content: string) => {
      const files = new DataTransfer();
      files.items.add(new File([content], wanted));
      const chooser = document.querySelector<HTMLInputElement>('input[aria-label="File to import"]');
      if (!chooser) throw new Error("There is no input for a file.");
      chooser.files = files.files;
      chooser.dispatchEvent(new Event("change", { bubbles: true }));
    },
    name,
    text,
  );
}
