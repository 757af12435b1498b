/** Sequences of steps on the connections of libraries, with their real peers: what one answer held is said in the next message. */
import { expect, test } from "vitest";
import { fillWhole, openEmptySteps } from "../drawer-view.ts";
import { stories } from "../stage.ts";
import { startTalks, type Talk, talks } from "./talk.ts";

interface Stepped extends Talk {
  /** A message that says a word, under a number that the library does not use. */
  message: (word: string, number: number) => string;
  /** Finds the answer that says this. */
  answer: (word: string) => string;
  /** Where the word stands in it. */
  path: string;
}

const stepped: readonly Stepped[] = [
  {
    ...talks.socketIo,
    message: (word, number) => `42${number}["echo","${word}"]`,
    answer: (word) => `type:ack "${word}"`,
    path: "data[0]",
  },
  {
    ...talks.phoenix,
    message: (word, number) => `[null,"${number}","room:lobby","shout",{"text":"${word}"}]`,
    answer: (word) => `type:phx_reply "${word}"`,
    path: "payload.response.heard.text",
  },
  {
    ...talks.jsonRpc,
    message: (word, number) => `{"jsonrpc":"2.0","method":"echo","params":["${word}"],"id":"${number}"}`,
    answer: (word) => `type:result "${word}"`,
    path: "result",
  },
];

stories("Steps on the connection of a library", (stage) => {
  const meet = startTalks(stage);

  test.each(stepped)("send, wait, capture and assert: $library", (talk) =>
    meet(talk, async ({ view, peer }) => {
      const { message, answer, path } = talk;
      await openEmptySteps(view);
      await view.press("Add: Send to server");
      await fillWhole(view, "Payload of step 1", message("step one", 901));
      await view.press("Add: Wait for message");
      await fillWhole(view, "Filter of step 2", answer("step one"));
      await view.press("Add: Capture value");
      await fillWhole(view, "Path of step 3", path);
      await fillWhole(view, "Name of step 3", "said");
      await view.press("Add: Send to server");
      await fillWhole(view, "Payload of step 4", message("after {{said}}", 902));
      await view.press("Add: Wait for message");
      await fillWhole(view, "Filter of step 5", answer("after step one"));
      await view.press("Add: Assert");
      await fillWhole(view, "Path of step 6", path);
      await fillWhole(view, "Value of step 6", "after {{said}}");
      await view.press("Run steps");

      await view.says('[aria-label="State of the steps"]', "All done");
      expect(peer.heard).toEqual(["here", "step one", "after step one"]);
    }),
  );
});
