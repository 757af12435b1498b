/**
 * Shows the chat in a frame, for tests. `iframe.html?name=Ann` frames this server's own page, and
 * `iframe.html?name=Ann&host=localhost` the same page under another host: a frame of another origin.
 */
const query = new URLSearchParams(location.search);
const chat = new URL("index.html", location.href);
chat.hostname = query.get("host") ?? location.hostname;
const name = query.get("name");
if (name !== null) chat.searchParams.set("name", name);
document.getElementById("frame").src = chat.href;
