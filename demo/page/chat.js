/**
 * World: the demo page. Joins the chat client to the document.
 *
 * `?name=Ann` connects at once as Ann, `?server=ws://127.0.0.1:6502/` talks to another server. Whatever
 * comes from the network becomes text, never markup: the server does not strip tags from names.
 */
import { createChatClient } from "./chat-client.js";
import { createTrials } from "./trials.js";

const query = new URLSearchParams(location.search);
const url = query.get("server") ?? `ws://${location.host}/`;
const byId = (id) => document.getElementById(id);
const [transcript, roster, outcomes] = ["transcript", "roster", "outcomes"].map(byId);
const [status, nameField, connectButton, textField] = ["status", "name", "connect", "text"].map(byId);
/** Who is who by id, to tell a new name from a newcomer: the packet is the same. */
const names = new Map();

const chat = createChatClient({ url, onPacket: showPacket, onChange: showState, onOutcome: showOutcome });
const trials = createTrials({ chat, url, onOutcome: showOutcome });

function showPacket(packet) {
  switch (packet?.type) {
    case "id":
      break;
    case "username":
      addLine(transcript, packet.date, "event", describeLogin(packet));
      names.set(packet.id, packet.name);
      if (packet.id === chat.id) nameField.value = packet.name;
      break;
    case "rejectusername":
      addLine(transcript, packet.date, "event", `The name you chose is in use: you are ${packet.name} now`);
      break;
    case "message":
      addLine(
        transcript,
        packet.date,
        packet.id === chat.id ? "message mine" : "message",
        packet.text,
        packet.name,
      );
      break;
    case "userlist":
      if (Array.isArray(packet.users)) roster.replaceChildren(...packet.users.map(rosterLine));
      else showOutcome(`Received a list without users: ${JSON.stringify(packet)}`);
      break;
    default:
      showOutcome(`Received a packet of unknown type: ${JSON.stringify(packet)}`);
  }
}

function describeLogin({ id, name }) {
  const before = names.get(id);
  return before === undefined ? `${name} signed in` : `${before} is now called ${name}`;
}

/** MDN's own server lists users who have not said their name yet as null. */
function rosterLine(user) {
  const line = element("li", user === chat.name ? "mine" : "", user ?? "(no name yet)");
  if (user === chat.name) line.append(" ", element("small", "", "you"));
  return line;
}

/** Adds a line and keeps the end in view, unless the reader has scrolled up to read. */
function addLine(list, date, kind, text, speaker) {
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 30;
  const line = element("li", kind);
  const time = typeof date === "number" ? new Date(date).toLocaleTimeString() : "";
  line.append(element("time", "", time));
  if (speaker !== undefined) line.append(element("b", "", speaker));
  line.append(element("span", "", text));
  list.append(line);
  if (wasAtEnd) list.scrollTop = list.scrollHeight;
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.textContent = text;
  return made;
}

function showOutcome(text) {
  addLine(outcomes, Date.now(), "outcome", text);
}

function showState() {
  const connected = chat.isOpen();
  status.textContent = connected
    ? `Connected as ${chat.name}`
    : chat.isConnecting()
      ? "Connecting…"
      : "Not connected";
  document.documentElement.dataset.connected = String(connected);
  connectButton.textContent = connected ? "Change name" : "Connect";
  connectButton.disabled = chat.isConnecting();
  for (const button of document.querySelectorAll("[data-needs=connection]")) button.disabled = !connected;
  if (!connected) roster.replaceChildren();
}

byId("login").addEventListener("submit", (event) => {
  event.preventDefault();
  chat.connect(nameField.value);
  textField.focus();
});

byId("compose").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!chat.isOpen()) return;
  chat.say(textField.value);
  textField.value = "";
});

for (const button of document.querySelectorAll("[data-try]")) {
  button.addEventListener("click", () => trials[button.dataset.try]());
}

showState();
const name = query.get("name");
if (name) {
  nameField.value = name;
  chat.connect(name);
}

/** For tests and for the console: `chat.say("hi")`, `chat.socket`, `chat.trials["closed-port"]()`. */
window.chat = Object.assign(chat, { trials });
