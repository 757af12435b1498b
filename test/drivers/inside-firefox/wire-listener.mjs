/**
 * World: every Firefox process that holds pages. Tells the agent what their sockets do.
 *
 * Listens to each document from its creation, before its scripts; a document's dedicated workers are included.
 */
{
  const service = Cc["@mozilla.org/websocketevent/service;1"].getService(Ci.nsIWebSocketEventService);
  const { processID } = Services.appinfo;
  const heard = new Set();

  const listen = (window) => {
    const { innerWindowId } = window.windowGlobalChild;
    const { browserId } = window.browsingContext;
    // An iframe's empty first document may hand its inner window on to the next one.
    if (heard.has(innerWindowId)) return;
    heard.add(innerWindowId);
    const tell = (serial, event) => {
      const socket = `${processID}.${serial}`;
      Services.cpmm.sendAsyncMessage("earshot:wire", { ...event, socket, browserId, time: Date.now() });
    };
    const tellFrame = (serial, type, { opCode, payload }) => tell(serial, { type, opCode, payload });
    service.addListener(innerWindowId, {
      QueryInterface: ChromeUtils.generateQI(["nsIWebSocketEventListener"]),
      webSocketCreated: (serial, url) => tell(serial, { type: "created", url }),
      webSocketOpened: (serial) => tell(serial, { type: "opened" }),
      webSocketMessageAvailable: () => {},
      webSocketClosed: (serial, wasClean, code, reason) =>
        tell(serial, { type: "closed", wasClean, code, reason }),
      frameSent: (serial, frame) => tellFrame(serial, "sent", frame),
      frameReceived: (serial, frame) => tellFrame(serial, "received", frame),
    });
  };

  Services.obs.addObserver(listen, "content-document-global-created");
}
