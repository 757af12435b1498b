/** The client's half of the chat protocol. It knows the socket and the packets, and nothing of the page. */

/**
 * A chat at a URL, not connected yet. `onPacket` hears each packet of the server, `onChange` that the
 * connection or the name is another one now, and `onOutcome` what a user should know, in words.
 */
export function createChatClient({ url, onPacket, onChange, onOutcome }) {
  let socket;
  let id;
  let name = "";

  const isOpen = () => socket?.readyState === WebSocket.OPEN;
  const sendPacket = (packet) => socket.send(JSON.stringify(packet));
  const askForName = () => sendPacket({ name, date: Date.now(), id, type: "username" });

  function receivePacket(text) {
    let packet;
    try {
      packet = JSON.parse(text);
    } catch {
      onOutcome(`Received text that is not JSON: ${text.slice(0, 60)}`);
      return;
    }
    if (packet?.type === "id") {
      id = packet.id;
      askForName();
    }
    const isAboutMe = packet?.type === "rejectusername" || (packet?.type === "username" && packet.id === id);
    if (isAboutMe) name = packet.name;
    onPacket(packet);
    onChange();
  }

  /** Opens a connection under a name; one that is open already asks for the name instead. */
  function connect(wantedName) {
    name = wantedName;
    if (isOpen()) return askForName();

    id = undefined;
    socket = new WebSocket(url, "json");
    socket.addEventListener("open", ({ target }) => {
      onOutcome(`The chat: opened, subprotocol “${target.protocol}”`);
      onChange();
    });
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string") receivePacket(data);
      else onOutcome(`Received binary: ${describeBinary(data)}`);
    });
    socket.addEventListener("close", (event) => {
      onOutcome(`The chat: ${describeClose(event)}`);
      onChange();
    });
    onChange();
  }

  return {
    connect,

    say: (text) => sendPacket({ text, type: "message", id, date: Date.now() }),

    sendBinary(data) {
      socket.send(data);
      onOutcome(`Sent binary: ${describeBinary(data)}`);
    },

    disconnect: (code = 1000, reason = "User pressed Disconnect") => socket.close(code, reason),

    /** Waits for the old connection to end, because the server would find the name still taken. */
    reconnect() {
      if (!socket || socket.readyState === WebSocket.CLOSED) return connect(name);
      const old = socket;
      // A handler, not a listener: pressed twice, it still connects once.
      old.onclose = () => socket === old && connect(name);
      old.close(1000, "User pressed Reconnect");
    },

    isOpen,
    isConnecting: () => socket?.readyState === WebSocket.CONNECTING,
    get socket() {
      return socket;
    },
    get id() {
      return id;
    },
    get name() {
      return name;
    },
  };
}

/** A close event in a few words: what the code, the reason and the clean flag say. */
export function describeClose({ code, reason, wasClean }) {
  const because = reason === "" ? "no reason" : `reason “${reason}”`;
  return `closed with ${code}, ${because}, ${wasClean ? "clean" : "not clean"}`;
}

function describeBinary(data) {
  return data instanceof Blob ? `Blob of ${data.size} bytes` : `ArrayBuffer of ${data.byteLength} bytes`;
}
