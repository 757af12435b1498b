/** World: all. What a user may paste into the page's console to have one of its sockets there. */

/**
 * A script that waits until the page sends or reads something on its socket to `url`, and then leaves that socket in `$ws`. Until
 * then two functions of the page are replaced; afterwards only `$ws` is left, because the user asked for it.
 */
export function consoleSnippet(url: string): string {
  return `// Earshot: $ws becomes this page's WebSocket to the address below, as soon as it sends or hears something.
(() => {
  const url = ${JSON.stringify(url)};
  const { send } = WebSocket.prototype;
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data");
  const take = (socket) => {
    if (!(socket instanceof WebSocket) || socket.url !== url) return;
    WebSocket.prototype.send = send;
    Object.defineProperty(MessageEvent.prototype, "data", data);
    window.$ws = socket;
    console.log("$ws is here. Try $ws.send(text), $ws.readyState, $ws.bufferedAmount, $ws.close(1000, reason);");
    console.log('$ws.addEventListener("message", ({ data }) => console.log(data)). When you are done: delete window.$ws');
  };
  WebSocket.prototype.send = function (...args) {
    take(this);
    return send.apply(this, args);
  };
  const get = function () {
    take(this.currentTarget);
    return data.get.call(this);
  };
  Object.defineProperty(MessageEvent.prototype, "data", { ...data, get });
  console.log("Waiting for the page's next message on " + url);
})();
`;
}
