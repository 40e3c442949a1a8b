import assert from "node:assert/strict";
import { test } from "node:test";
import { serverSentEvents } from "../../main/dashboard/page/server-sent.js";

const FEED = ": welcome\n\nid: 7\nevent: device.changed\ndata: {\"a\":\ndata: 1}\n\ndata:no space\nignored\n\nid: 8\ndata: Zürich\n\ndata: cut off";

async function read(chunks) {
  const body = new ReadableStream({
    start(controller) {
      chunks.forEach((chunk) => controller.enqueue(chunk));
      controller.close();
    },
  });
  const events = [];
  for await (const event of serverSentEvents(body)) {
    events.push(event);
  }
  return events;
}

const bytes = (text) => new TextEncoder().encode(text);

const EXPECTED = [
  undefined,
  { id: "7", data: '{"a":\n1}' },
  { id: "7", data: "no space" },
  { id: "8", data: "Zürich" },
];

test("a comment is life, an event has all its data and the latest id, a part at the end is none", async () => {
  assert.deepEqual(await read([bytes(FEED)]), EXPECTED);
});

test("it does not matter where the network cuts, inside a letter neither", async () => {
  const all = bytes(FEED);
  for (let at = 1; at < all.length; at++) {
    assert.deepEqual(await read([all.slice(0, at), all.slice(at)]), EXPECTED);
  }
});

test("lines may end in CRLF or CR, cut anywhere", async () => {
  for (const end of ["\r\n", "\r"]) {
    const all = bytes(FEED.replaceAll("\n", end));
    for (let at = 1; at < all.length; at++) {
      assert.deepEqual(await read([all.slice(0, at), all.slice(at)]), EXPECTED);
    }
  }
});
