import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import { afterEach, expect, test, vi } from "vitest";
import { log } from "@/lib/log";
import { breakOff } from "./break-off";
import { sendAnswer, toRequest } from "./pass-on";

let server: Server;
afterEach(() => {
  vi.restoreAllMocks();
  server.close();
});

const CODES = ["ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE", undefined];

/** An answer to one request: whoever asked is handed over, and what was logged once it is broken off. */
async function ask(answer: (request: Request) => Response | Promise<Response>, head: string) {
  const error = vi.spyOn(log(), "error").mockImplementation(() => {});
  const broken = new EventEmitter();
  const end = once(broken, "end");
  const handle = async (request: IncomingMessage, response: ServerResponse) =>
    sendAnswer(await answer(await toRequest(request)), request, response);
  server = createServer((request, response) => {
    handle(request, response)
      .catch((failure: unknown) => breakOff(response, failure))
      .then(() => broken.emit("end"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const asking = connect((server.address() as AddressInfo).port, "127.0.0.1").on("error", () => {});
  asking.write(`${head}\r\nhost: a\r\n\r\n`);
  const logged = () => end.then(() => error.mock.calls.length);
  return { asking, logged };
}

const streaming = (chunks: AsyncIterable<Buffer>, type: string) =>
  new Response(Readable.toWeb(Readable.from(chunks)) as ReadableStream, {
    headers: { "content-type": type },
  });

const ended = async (socket: Socket): Promise<string> => {
  let got = "";
  socket.setEncoding("utf8").on("data", (text) => {
    got += text;
  });
  await once(socket, "close");
  return got;
};

test.each(
  ["video/mp4", "text/csv", "application/json"].flatMap((type) => CODES.map((code) => [type, code] as const)),
)("an answer of %s whose source fails by %s is broken off, and the log says why", async (type, code) => {
  async function* chunks() {
    yield Buffer.from("begun");
    throw Object.assign(new Error("storage"), { code });
  }
  const { asking, logged } = await ask(
    () => streaming(chunks(), type),
    "GET / HTTP/1.1\r\naccept-encoding: gzip",
  );
  const got = await ended(asking);
  expect(got.endsWith("\r\n0\r\n\r\n")).toBe(false);
  expect(await logged()).toBe(1);
});

test("a handler that fails is in the log", async () => {
  const { asking, logged } = await ask(() => Promise.reject(new Error("broken")), "GET / HTTP/1.1");
  expect(await ended(asking)).toBe("");
  expect(await logged()).toBe(1);
});

test("who goes away while an answer is sent is no failure", async () => {
  async function* chunks() {
    for (;;) yield Buffer.alloc(100_000);
  }
  const { asking, logged } = await ask(() => streaming(chunks(), "video/mp4"), "GET / HTTP/1.1");
  await once(asking, "data");
  asking.destroy();
  expect(await logged()).toBe(0);
});

test("who goes away before all of the body has come is no failure", async () => {
  const head = "PUT / HTTP/1.1\r\ncontent-length: 50";
  const { asking, logged } = await ask(() => Response.json({}), head);
  asking.write("a part of it");
  await once(server, "request");
  asking.destroy();
  expect(await logged()).toBe(0);
});
