/** World: page. zone.js patches EventTarget and the handlers of WebSocket: each callback runs in the zone that set it. */
import "zone.js";
import { peer, said, say, scenario } from "./transcript.ts";

/** A zone that tells which tasks it schedules, runs and cancels. */
function newZone(name: string): Zone {
  return Zone.root.fork({
    name,
    onScheduleTask: (parent, _, target, task) => {
      if (task.type === "eventTask") say(name, "schedules", task.source);
      return parent.scheduleTask(target, task);
    },
    onInvokeTask: (parent, _, target, task, self, args) => {
      if (task.type === "eventTask") say(name, "runs", task.source);
      return parent.invokeTask(target, task, self, args);
    },
    onCancelTask: (parent, _, target, task) => {
      if (task.type === "eventTask") say(name, "cancels", task.source);
      return parent.cancelTask(target, task);
    },
  });
}

scenario(async () => {
  const listeners = newZone("listeners");
  const handlers = newZone("handlers");
  const socket = new WebSocket(peer, "echo");
  const onMessage = {
    handleEvent: (event: MessageEvent) => say("handleEvent in", Zone.current.name, event.data),
  };
  listeners.run(() => {
    socket.addEventListener("open", () => say("open in", Zone.current.name), { once: true });
    socket.addEventListener("message", onMessage);
  });
  handlers.run(() => {
    socket.onmessage = ({ data }) => say("onmessage in", Zone.current.name, data);
    socket.onclose = (event) => say("onclose in", Zone.current.name, event);
    socket.onopen = () => Promise.resolve().then(() => say("after onopen in", Zone.current.name));
  });
  await said("after onopen in handlers");
  say("listeners", socket.eventListeners?.("message").length ?? "unknown");

  socket.send("one");
  await said("onmessage in handlers one");
  socket.removeEventListener("message", onMessage);
  socket.send("two");
  await said("onmessage in handlers two");
  socket.onmessage = null;
  socket.send("close 4000 enough");
  await said('onclose in handlers close 4000 "enough" clean=true');
});
