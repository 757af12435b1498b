/** World: panel. Rules to a file, and from one. */
import { useRef, useState } from "preact/hooks";
import { plural } from "../core/format.ts";
import { type Rule, readRules, writeRules } from "../core/intercept/rule.ts";
import { download } from "./download.ts";

interface Props {
  rules: readonly Rule[];
  onRead: (rules: Rule[]) => void;
}

const FILE_NAME = "earshot-rules.json";
const MAX_SIZE = 4 * 1024 * 1024;

export function RulesFile({ rules, onRead }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  const [status, setStatus] = useState("");
  const [problem, setProblem] = useState("");

  async function read(file: File): Promise<void> {
    setStatus("");
    setProblem("");
    try {
      if (file.size > MAX_SIZE) throw new Error("This file is too large for rules.");
      const found = readRules(await file.text());
      onRead(found.map((rule) => ({ ...rule, isOn: false })));
      setStatus(`${plural(found.length, "rule")} read, all off.`);
    } catch (error) {
      setProblem((error as Error).message);
    }
  }

  function save(): void {
    download(new Blob([writeRules(rules)], { type: "application/json" }), FILE_NAME);
    setStatus(`Saved ${FILE_NAME}`);
  }

  return (
    <>
      <span role="status">{status}</span>
      <span class="problem-text" role="alert">
        {problem}
      </span>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label="File of rules"
        accept=".json"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = "";
          if (file) read(file);
        }}
      />
      <button type="button" onClick={() => chooser.current?.click()}>
        Import rules
      </button>
      <button type="button" disabled={rules.length === 0} onClick={save}>
        Export rules
      </button>
    </>
  );
}
