import { expect, test } from "vitest";
import { visitChat } from "../../demo/chat-visitor.ts";
import { stories } from "../stage.ts";

interface ChatWindow {
  chat: { isOpen(): boolean; say(text: string): void; trials: Record<string, () => unknown> };
}

const isConnected = () =>
  (window as unknown as ChatWindow).chat?.isOpen() && document.querySelector("#roster li") !== null;
const say = (text: string) => (window as unknown as ChatWindow).chat.say(text);
const hasHeard = (text: string) => document.querySelector("#transcript")?.textContent?.includes(text);

stories("A chat", (stage) => {
  test("whose panel is opened late shows what was said before", async () => {
    const page = await stage.open("?name=Ann");
    await page.waitFor(isConnected);
    const bob = await visitChat(stage.server.socketUrl, "Bob");
    bob.say("Hi Ann");
    await page.waitFor(hasHeard, "Hi Ann");
    await page.evaluate(say, "Hello Bob");
    await page.waitFor(hasHeard, "Hello Bob");

    const view = await stage.openPanel(page);

    await view.hasRow("Ann: Hello Bob");
    await view.agreesWith(page);
    expect((await view.rows()).slice(0, 4)).toEqual([
      expect.stringMatching(/^Event connecting, ws:.* offering json$/),
      expect.stringMatching(/^Event open, subprotocol json.* after \d+ ms$/),
      expect.stringMatching(/^Received text, id, this client is \d+$/),
      "Sent text, username, wants to be called Ann",
    ]);
    await bob.leave();
  });

  test("of two users is seen live, in transcript and roster, as the server saw it", async () => {
    const count = (wanted: string) => stage.server.log.filter(({ type }) => type === wanted).length;
    await expect.poll(() => count("handshake") - count("close")).toBe(0); // Nobody of the story before.
    const page = await stage.open("?name=Cid");
    await page.waitFor(isConnected);
    const view = await stage.openPanel(page);
    await view.hasRow("1 here: Cid");

    const dee = await visitChat(stage.server.socketUrl, "Cid");
    dee.say("My name was taken");
    await view.hasRow("Cid1: My name was taken");
    await page.evaluate(say, "<i>So</i> it was");
    await view.hasRow("Cid: So it was");
    await dee.leave();
    await view.hasRows(12);

    await view.agreesWith(page);
    await view.press("Chat");
    await view.panel.waitFor(() =>
      document.querySelector("[aria-label=Transcript]")?.textContent?.includes("left"),
    );
    const transcript = await view.text("ol", "Transcript");
    expect(
      transcript
        .replace(/\d\d:\d\d:\d\d\.\d+/g, "")
        .split(/\n+/)
        .filter(Boolean),
    ).toEqual([
      "This client asks to be called Cid.",
      "Here: Cid.",
      "Cid1 joined.",
      "Cid1",
      "My name was taken",
      "Cid",
      "<i>So</i> it was",
      expect.stringMatching(/^echo \d+ ms$/),
      "Cid1 left.",
    ]);
    expect(await view.text("ul", "Roster")).toMatch(/^Cid this client, id \d+$/);
    expect(await view.text("ul", "Findings")).toContain("Holds markup");
  });

  test("shows both directions of binary, as Blob and as ArrayBuffer, in the order that they happened", async () => {
    const page = await stage.open("?name=Eve");
    await page.waitFor(isConnected);
    const view = await stage.openPanel(page);

    await page.evaluate(async () => {
      const { trials } = (window as unknown as ChatWindow).chat;
      await trials["send-blob"]?.();
      await trials["send-array-buffer"]?.();
    });
    await view.panel.waitFor(
      () =>
        document.querySelectorAll('[role=row][aria-label*="Blob"], [role=row][aria-label*="ArrayBuffer"]')
          .length === 4,
    );

    const binary = stage.server.log.filter((entry) => entry.type === "message" && entry.opcode === "binary");
    // The row of a Blob comes before its bytes.
    const binarySeen = async () => (await view.payloads()).filter(({ opcode }) => opcode === "binary");
    await expect.poll(binarySeen).toHaveLength(4);
    const seen = await binarySeen();
    expect(seen.map(({ data }) => data).toSorted()).toEqual(
      binary.map((entry) => ("data" in entry ? Buffer.from(entry.data).toString("base64") : "")).toSorted(),
    );
    expect(seen.map(({ type }) => type).slice(0, 2)).toEqual(["sent", "sent"]);
  });
});
