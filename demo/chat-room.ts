/**
 * The chat of MDN's "Writing WebSocket client applications", packet for packet as its sample server
 * (mdn/samples-server, s/websocket-chat) speaks it, down to the order of fields. See README.md for the
 * few places where we differ: that server stops at a packet it did not expect, this one ignores it.
 */

/**
 * How the room reaches a visitor. `isOpen` turns false with the close frame, which is before `leave`: a
 * browser that reconnects at once must find its name free.
 */
type Visitor = { send(text: string): void; isOpen(): boolean };

type Member = { id: number; name: string | undefined; visitor: Visitor };

/** A visitor's seat in the room: what the visitor says goes into `receive`. */
type Seat = { receive(text: string): void; leave(): void };

/** The packets that a visitor may send. Fields that we do not know are echoed as they came. */
type VisitorPacket = { id: number } & (
  | { type: "username"; name: string }
  | { type: "message"; text: string }
);

/** An empty chat room. `join` sends the newcomer an id, and the newcomer answers with a name. */
export function createChatRoom(): { join(visitor: Visitor): Seat } {
  const members = new Set<Member>();
  let nextId = Date.now();

  const tellAll = (packet: object) => {
    const text = JSON.stringify(packet);
    for (const member of members) member.visitor.send(text);
  };
  const tellRoster = () => tellAll({ type: "userlist", users: namesOf(members) });

  function rename(member: Member, packet: { name: string }) {
    const others = [...members].filter((other) => other !== member);
    const name = freeName(packet.name, namesOf(others));
    if (name !== packet.name) {
      member.visitor.send(JSON.stringify({ id: member.id, type: "rejectusername", name }));
    }
    member.name = name;
    tellRoster();
    tellAll({ ...packet, name });
  }

  return {
    join(visitor) {
      const member: Member = { id: nextId++, name: undefined, visitor };
      members.add(member);
      visitor.send(JSON.stringify({ type: "id", id: member.id }));
      return {
        receive(text) {
          const packet = parsePacket(text);
          // Only under the id that the room gave: nobody speaks for somebody else.
          if (packet?.id !== member.id) return;
          if (packet.type === "username") rename(member, packet);
          else tellAll({ ...packet, text: stripTags(packet.text), name: member.name });
        },
        leave() {
          members.delete(member);
          tellRoster();
        },
      };
    },
  };
}

function namesOf(members: Iterable<Member>): string[] {
  return [...members].filter(({ visitor }) => visitor.isOpen()).flatMap(({ name }) => name ?? []);
}

function freeName(wanted: string, taken: string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let suffix = 1;
  while (taken.includes(`${wanted}${suffix}`)) suffix++;
  return `${wanted}${suffix}`;
}

/** The sample's own pattern. It is no protection against markup: clients must render text as text. */
function stripTags(text: string): string {
  return text.replace(/<[^>]+>/g, "");
}

function parsePacket(text: string): VisitorPacket | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isVisitorPacket(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isVisitorPacket(value: unknown): value is VisitorPacket {
  if (typeof value !== "object" || value === null) return false;
  const { id, type, name, text } = value as Record<string, unknown>;
  if (typeof id !== "number") return false;
  return (
    (type === "username" && typeof name === "string") || (type === "message" && typeof text === "string")
  );
}
