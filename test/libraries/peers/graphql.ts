/** World: Node. A real graphql-ws server with a small schema: a query, a subscription that ends, and one that does not. */
import { createServer } from "node:http";
// Vite would take "graphql" for its ES module, and graphql-ws takes the CommonJS one: a schema belongs to one of them.
import { buildSchema } from "graphql/index.js";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { type HearingPeer, listen } from "./peer.ts";

const schema = buildSchema(`
  type Query { hello(name: String!): String!, broken: String! }
  type Subscription { countdown(from: Int!): Int!, forever: Int! }
`);

/** Every name that was greeted goes to `heard`. */
const rootsFor = (heard: string[]) => ({
  query: {
    hello: ({ name }: { name: string }) => {
      heard.push(name);
      return `Hello ${name}`;
    },
    broken: () => {
      throw new Error("out of order");
    },
  },
  subscription: {
    async *countdown({ from }: { from: number }) {
      for (let n = from; n > 0; n--) yield { countdown: n };
    },
    /** Says one thing and then waits to be told that it is enough. */
    forever: () => {
      let stop = (): void => {};
      const stopped = new Promise<void>((resolve) => {
        stop = resolve;
      });
      let said = false;
      return {
        [Symbol.asyncIterator]() {
          return this;
        },
        async next() {
          if (said) await stopped;
          if (said) return { done: true, value: undefined };
          said = true;
          return { done: false, value: { forever: 1 } };
        },
        async return() {
          stop();
          return { done: true, value: undefined };
        },
      };
    },
  },
});

export async function startGraphql(): Promise<HearingPeer> {
  const heard: string[] = [];
  const http = createServer();
  useServer({ schema, roots: rootsFor(heard) }, new WebSocketServer({ server: http, path: "/graphql" }));
  return { ...(await listen(http, "ws:/graphql")), heard };
}
