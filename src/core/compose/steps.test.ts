import { expect, test } from "vitest";
import { atPath } from "../read-path.ts";
import { runSteps, type Sequence, type Step, type StepMessage, type StepResult } from "./steps.ts";
import { expandTemplate } from "./variables.ts";

/** A world in which the server answers each message with what `answer` says, after 5 ms. */
function trial(answer: (body: string) => unknown = (body) => ({ echo: body })) {
  let now = 0;
  const log: string[] = [];
  const messages: StepMessage[] = [];
  const stop = { aborted: false };
  const add = (value: unknown) => {
    const number = messages.length + 1;
    const valueAt: StepMessage["valueAt"] = (path) => {
      const found = atPath(value, path);
      return found === undefined ? { problem: `message ${number} has nothing there.` } : { value: found };
    };
    messages.push({ number, valueAt });
  };
  const fill = (text: string, captured: ReadonlyMap<string, unknown>) =>
    expandTemplate(text, {
      now: () => now,
      uuid: () => "id",
      random: () => 0,
      count: (start) => start,
      last: () => ({ problem: "none" }),
      captured,
    });
  const world = {
    clock: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
    speak: async (type: string, draft: { body: string }, captured: ReadonlyMap<string, unknown>) => {
      const filled = fill(draft.body, captured);
      if ("problem" in filled) return filled.problem;
      log.push(`${type} ${filled.text}`);
      if (filled.text === "refuse") return "The connection is closed.";
      const said = answer(filled.text);
      if (said !== undefined) add(said);
      return undefined;
    },
    fill,
    lastNumber: () => messages.length,
    wait: async (filter: string, after: number, ms: number) => {
      log.push(`wait ${filter} after ${after}`);
      if (filter === "stop") stop.aborted = true;
      now += messages.length > after ? 5 : ms;
      return messages[after];
    },
    last: () => messages.at(-1),
  };
  const results: StepResult[] = [];
  const run = (steps: Step[], rounds = 1) =>
    runSteps({ steps, rounds } satisfies Sequence, world, stop, (result) => results.push(result));
  const ends = () =>
    results
      .filter(({ outcome }) => outcome !== "running")
      .map(({ index, round, outcome, ms, note }) => `${round}.${index} ${outcome} ${ms} ${note}`.trim());
  return { run, log, ends, add };
}

const send = (body: string): Step => ({ type: "send", draft: { encoding: "text", body } });
const wait = (filter = "", seconds = 1): Step => ({ type: "wait", filter, seconds });

test("what an answer says is captured and sent again", async () => {
  const { run, log, ends } = trial((body) => ({ echo: body, token: "t7" }));

  const isDone = await run([
    send("login"),
    wait("type:welcome"),
    { type: "capture", path: "token", name: "token" },
    { type: "delay", ms: 20 },
    send("use {{token}}"),
    wait(),
    { type: "assert", path: "echo", test: "equals", value: "use {{token}}" },
  ]);

  expect(isDone).toBe(true);
  expect(log).toEqual(["send login", "wait type:welcome after 0", "send use t7", "wait  after 1"]);
  expect(ends()).toEqual([
    "1.0 done 0",
    "1.1 done 5 message 1",
    "1.2 done 0 token = t7",
    "1.3 done 20",
    "1.4 done 0",
    "1.5 done 5 message 2",
    "1.6 done 0 use t7",
  ]);
});

test("all of it is done again, and what was captured stays", async () => {
  const { run, log } = trial();

  await run([send("a"), { type: "deliver", draft: { encoding: "text", body: "b" } }], 2);

  expect(log).toEqual(["send a", "deliver b", "send a", "deliver b"]);
});

test.each<[string, Step[], string]>([
  ["a wait that is in vain", [send("x"), wait("type:y", 2)], "1.1 failed 2000 No message fitted “type:y”"],
  ["a send that the page refuses", [send("refuse"), send("after")], "1.0 failed 0 The connection is closed."],
  ["an unknown variable", [send("{{who}}")], "1.0 failed 0 {{who}} is not known"],
  ["a path without a value", [{ type: "capture", path: "a.b", name: "x" }], "Message 1 has nothing there"],
  ["no path", [{ type: "capture", path: "..", name: "x" }], "“..” is no path"],
  ["a bad name", [{ type: "capture", path: "a", name: "now" }], "“now” is no name"],
  [
    "another value",
    [{ type: "assert", path: "a", test: "equals", value: "2" }],
    "1.0 failed 0 Message 1 has 1 at a.",
  ],
  ["no match", [{ type: "assert", path: "a", test: "matches", value: "^2" }], "Message 1 has 1 at a."],
  [
    "no pattern",
    [{ type: "assert", path: "a", test: "matches", value: "(" }],
    "/(/ is no regular expression",
  ],
])("%s ends the run and says why", async (_, steps, reason) => {
  const { run, ends, add } = trial(() => undefined);
  add({ a: 1 });

  expect(await run([...steps, send("never")])).toBe(false);

  expect(ends().at(-1)).toContain(reason);
});

test("a run that is stopped says where", async () => {
  const { run, log, ends } = trial();

  expect(await run([send("x"), wait("stop"), send("never")])).toBe(false);

  expect(log).toEqual(["send x", "wait stop after 0"]);
  expect(ends().at(-1)).toBe("1.1 stopped 5 Stopped.");
});
