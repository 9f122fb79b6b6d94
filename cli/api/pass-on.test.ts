import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendAnswer, toRequest } from "./pass-on";

const LONG = "a rationale of many words ".repeat(100);

/** What each address answers. */
const answers: Readonly<Record<string, (request: Request) => Promise<Response> | Response>> = {
  "/echo": async (request) =>
    Response.json({
      method: request.method,
      query: Object.fromEntries(new URL(request.url).searchParams),
      cookie: request.headers.get("cookie"),
      bytes: (await request.text()).length,
    }),
  "/long": () => Response.json({ words: LONG }, { status: 201, headers: { "cache-control": "no-store" } }),
  "/table": () =>
    new Response(LONG, { headers: { "content-type": "text/csv; charset=utf-8", "content-length": "2600" } }),
  "/picture": () => new Response(Buffer.alloc(5000, 1), { headers: { "content-type": "image/webp" } }),
  "/nothing": () => new Response(null, { status: 304, headers: { etag: '"a"' } }),
  "/refused": () => Response.json({ status: 401 }, { status: 401 }),
  "/first": async (request) => {
    const reader = request.body!.getReader();
    const { done } = await reader.read();
    reader.releaseLock();
    return Response.json({ done });
  },
  "/cookies": () => {
    const answer = Response.json({});
    for (const each of ["a=1; Path=/", "b=2; Path=/"]) answer.headers.append("set-cookie", each);
    answer.headers.set("x-frame-options", "ALLOWALL");
    answer.headers.set("vary", "Cookie");
    return answer;
  },
};

let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    response.setHeader("x-frame-options", "DENY");
    const answer = answers[request.url!.split("?", 1)[0]!]!;
    await sendAnswer(await answer(await toRequest(request)), request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(origin + path, init);

test.each([0, 5, 64 * 1024, 64 * 1024 + 1, 3_000_000])("a body of %i bytes comes whole", async (bytes) => {
  const answer = await ask("/echo?a=1&b=two%20words", {
    method: "PUT",
    headers: { cookie: "a=1; b=2" },
    ...(bytes > 0 && { body: "x".repeat(bytes) }),
  });
  const query = { a: "1", b: "two words" };
  expect(await answer.json()).toEqual({ method: "PUT", query, cookie: "a=1; b=2", bytes });
});

test.each([
  ["/long", "gzip"],
  ["/table", "gzip"],
  ["/echo", null],
  ["/picture", null],
])("%s is packed by %s where the browser takes that", async (path, packing) => {
  const packed = await ask(path, { headers: { "accept-encoding": "gzip" } });
  const plain = await ask(path, { headers: { "accept-encoding": "identity, gzip;q=0" } });
  expect(packed.headers.get("content-encoding")).toBe(packing);
  expect(plain.headers.get("content-encoding")).toBeNull();
  expect(packed.headers.get("vary")).toBe(path === "/picture" ? null : "Accept-Encoding");
  expect(await packed.text()).toEqual(await plain.text());
});

test.each([
  ["/refused", 200_000],
  ["/refused", 8_000_000],
  ["/first", 200_000],
  ["/first", 8_000_000],
])("after %s left a body of %i bytes unread, its connection takes the next request", async (path, bytes) => {
  const { port } = new URL(origin);
  const socket = connect(Number(port), "127.0.0.1").setEncoding("utf8");
  const half = "x".repeat(bytes / 2);
  socket.write(`PUT ${path} HTTP/1.1\r\nhost: a\r\ncontent-length: ${bytes}\r\n\r\n${half}`);
  const [answer] = await once(socket, "data");
  socket.write(`${half}GET /nothing HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);
  const got = [answer, ...(await socket.toArray())].join("");
  const statuses = Array.from(got.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status]) => Number(status));
  expect(statuses).toEqual([path === "/refused" ? 401 : 200, 304]);
});

test("the status and the headers are the handler's, but what the front has set stays", async () => {
  const long = await ask("/long");
  expect([long.status, long.headers.get("cache-control")]).toEqual([201, "no-store"]);
  const nothing = await ask("/nothing");
  expect([nothing.status, nothing.headers.get("etag"), await nothing.text()]).toEqual([304, '"a"', ""]);
  const { headers } = await ask("/cookies");
  expect(headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2; Path=/"]);
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("vary")).toBe("Cookie, Accept-Encoding");
});
