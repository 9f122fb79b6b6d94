import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postLines } from "./post-lines";

type Asked = { readonly headers: IncomingMessage["headers"]; readonly lines: readonly string[] };

let answer: (response: ServerResponse, asked: Asked) => void = () => {};
const asked: Asked[] = [];
const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  asked.push({ headers: request.headers, lines: text.split("\n").slice(0, -1) });
  answer(response, asked.at(-1)!);
});
let address = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/collector/raw?sourcetype=_json`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (lines: readonly string[], timeoutMs?: number) => {
  asked.length = 0;
  return postLines({ address, header: { name: "Authorization", value: "Splunk x" } }, lines, timeoutMs);
};
const saying =
  (status: number, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, headers).end("a secret of theirs");

test("posts each line with its end, and the secret header", async () => {
  answer = saying(200);
  expect(await post(['{"a":1}', '{"b":2}'])).toEqual({ taken: 2, problem: null });
  expect(asked).toMatchObject([
    {
      headers: { authorization: "Splunk x", "content-type": "application/x-ndjson" },
      lines: ['{"a":1}', '{"b":2}'],
    },
  ]);
});

test.each<[number, RegExp]>([
  [400, /does not take the lines \(status 400\)/],
  [401, /refuses the secret header/],
  [403, /refuses the secret header/],
  [404, /takes nothing at this address/],
  [405, /takes nothing at this address/],
  [429, /left alone for now/],
  [500, /broke down/],
  [503, /left alone for now/],
])("status %i is told in words, and not in theirs", async (status, words) => {
  answer = saying(status);
  const posted = await post(["1"]);
  expect(posted).toMatchObject({
    taken: 0,
    problem: { said: expect.stringMatching(words), retryAfterMs: null },
  });
  expect(posted.problem!.said).not.toContain("theirs");
});

test("a redirect is not followed with the secret", async () => {
  answer = saying(307, { location: address });
  expect(await post(["1"])).toMatchObject({
    taken: 0,
    problem: { said: expect.stringContaining("elsewhere") },
  });
  expect(asked).toHaveLength(1);
});

test("who asks to be left alone says for how long", async () => {
  answer = saying(503, { "retry-after": "7" });
  expect(await post(["1"])).toMatchObject({ problem: { retryAfterMs: 7_000 } });
});

test("what is too large goes in halves, and what was taken of it counts", async () => {
  answer = (response, { lines }) =>
    saying(lines.length > 2 ? 413 : lines.includes("5") ? 500 : 200)(response);
  expect(await post(["1", "2", "3", "4", "5", "6", "7"])).toMatchObject({
    taken: 4,
    problem: { said: expect.stringContaining("500") },
  });
  answer = saying(413);
  expect(await post(["1", "2"])).toMatchObject({
    taken: 0,
    problem: { said: expect.stringContaining("413") },
  });
});

test("whose answer never comes, or breaks, has taken nothing", async () => {
  answer = () => {};
  expect(await post(["1"], 50)).toMatchObject({
    taken: 0,
    problem: { said: expect.stringMatching(/did not answer/) },
  });
  answer = (response) => void response.socket!.destroy();
  expect(await post(["1"])).toMatchObject({
    taken: 0,
    problem: { said: expect.stringMatching(/can’t be reached/) },
  });
  const nobody = await postLines({ address: "http://127.0.0.1:1/", header: null }, ["1"]);
  expect(nobody).toMatchObject({ taken: 0, problem: { said: expect.stringMatching(/can’t be reached/) } });
});
