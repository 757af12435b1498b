/** World: tests. Messages that each decoder reads without a finding, sent or received. */

export type Sample = string | number[];

/** A few messages of each protocol, to be bent and broken. */
export const SAMPLES: Record<string, Sample[]> = {
  GraphQL: ['{"id":"1","type":"subscribe","payload":{"query":"{ a }","operationName":"A"}}'],
  "Action Cable": [
    '{"command":"message","identifier":"{\\"channel\\":\\"A\\"}","data":"{\\"action\\":\\"b\\"}"}',
  ],
  WAMP: ['[48,7814135,{},"com.myapp.add2",[23,7],{"a":1}]', '[8,48,1,{},"a.b"]'],
  STOMP: ["SEND\ndestination:/a\nk:a\\nb\ncontent-length:2\n\nhi\0\n", "CONNECTED\r\nversion:1.2\r\n\r\n\0"],
  XMPP: ["<message from=\"a@b/c\" id='1'><body>&lt;hi&#65;</body><![CDATA[x]]></message>", "<presence/>"],
  IRC: ["@a=b\\s;c :n!u@h PRIVMSG #c :hi\r\nPING :x\r\n", ":s 353 me = #a :@b +c"],
  "Socket.IO": ['0{"sid":"a"}', '451-/n,7["e",{"_placeholder":true,"num":0}]', '44/n,"no"', [4, 1, 2]],
  SockJS: ['a["x","{\\"a\\":1}"]', 'c[3000,"why"]', "o", "h"],
  Pusher: ['{"event":"pusher:subscribe","data":{"channel":"a","channel_data":"{}"}}'],
  Centrifugo: ['{"id":1,"connect":{}}\n{"push":{"channel":"a","pub":{"data":1}}}', "{}"],
  Phoenix: ['["1","2","a","phx_join",{}]', [0, 1, 1, 4, 2, 49, 51, 108, 118, 58, 120, 117, 112, 9, 8]],
  SignalR: ['{"type":1,"invocationId":"1","target":"a","arguments":[1]}\u001e{"type":6}\u001e'],
  Discord: ['{"op":0,"d":{"author":{"username":"a"},"content":"b"},"s":1,"t":"MESSAGE_CREATE"}'],
  Mattermost: ['{"event":"posted","data":{"post":"{\\"message\\":\\"a\\"}"},"broadcast":{},"seq":1}'],
  Slack: ['{"type":"message","channel":"C","user":"U","text":"t","ts":"1355517523.000005"}'],
  DDP: [
    '{"msg":"changed","collection":"stream-room-messages","id":"i","fields":{"args":[{"_id":"m","msg":"t"}]}}',
  ],
  "LSP framing": ["Content-Length: 2\r\n\r\n{}Content-Length: 2\r\n\r\n[]"],
  "JSON-RPC": ['[{"jsonrpc":"2.0","method":"a","id":1},{"jsonrpc":"2.0","error":{"code":1},"id":2}]'],
  Matrix: ['{"type":"m.room.message","sender":"@a:b","content":{"body":"t"}}'],
  Chat: ['{"type":"message","text":"t","id":1,"date":2,"name":"n"}'],
};
