/* The page of the benchmarks; `url` is the server's. Each function resolves with the ms that it took. */
const socket = new WebSocket(url);
socket.binaryType = "arraybuffer";
let received = 0;
let wanted = 0;
let done;
let answer;
socket.onmessage = ({ data }) => {
  received += 1;
  answer?.(data);
  if (received === wanted) done();
};

/** Until so many messages have come. */
async function until(count, begin) {
  const start = performance.now();
  wanted = received + count;
  await new Promise((resolve) => {
    done = resolve;
    begin();
  });
  answer = undefined;
  return performance.now() - start;
}

/** The server pushes what is ordered. */
function flood(order) {
  return until(order.count, () => socket.send(JSON.stringify(order)));
}

/** Messages there and back, 32 on their way at a time. */
function echo(count, size) {
  const text = "e".repeat(size);
  let left = count - 32;
  return until(count, () => {
    answer = () => {
      if (left-- > 0) socket.send(text);
    };
    for (let i = 0; i < 32; i++) socket.send(text);
  });
}

/** Messages of which the server keeps silent, until it has had the last. */
function send(count, size) {
  const text = `sink ${"s".repeat(size - 5)}`;
  return until(1, () => {
    for (let i = 0; i < count; i++) socket.send(text);
    socket.send("sink end");
  });
}

Object.assign(window, { socket, flood, echo, send });
