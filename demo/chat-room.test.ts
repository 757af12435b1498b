import { expect, test } from "vitest";
import { createChatRoom } from "./chat-room.ts";

function createVisitor() {
  const heard: { type: string; id?: number; name?: string; users?: string[] }[] = [];
  const visitor = {
    open: true,
    isOpen: () => visitor.open,
    send: (text: string) => heard.push(JSON.parse(text)),
  };
  return { visitor, heard };
}

test("a name is free as soon as its owner has said goodbye, before the connection has ended", () => {
  const room = createChatRoom();
  const before = createVisitor();
  const after = createVisitor();
  const login = (heard: { id?: number }[]) =>
    JSON.stringify({ type: "username", id: heard[0]?.id, name: "Ann" });
  room.join(before.visitor).receive(login(before.heard));
  before.visitor.open = false;

  room.join(after.visitor).receive(login(after.heard));

  expect(after.heard.slice(1)).toMatchObject([
    { type: "userlist", users: ["Ann"] },
    { type: "username", name: "Ann" },
  ]);
});
