import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { clipResponse } from "./clip-response";

const content = Buffer.from("0123456789");
let read = 0;
const shown = {
  etag: '"abc"',
  contentType: "video/mp4" as const,
  bytes: 10,
  read: async ({ from, to } = { from: 0, to: 10 }) => {
    read += 1;
    return { body: Readable.from([content.subarray(from, to)]), bytes: to - from, contentType: "video/mp4" };
  },
};
const ask = (headers: Record<string, string> = {}) =>
  clipResponse(shown, new Request("http://localhost/api/cases/x/clip", { headers }));
const part = async (headers: Record<string, string>) => {
  const answer = await ask(headers);
  if (!(answer instanceof Response)) throw new Error("all of it");
  return { answer, text: await answer.text() };
};

describe("a clip", () => {
  test("is given whole, and says that parts of it can be asked for", async () => {
    const answer = await ask();
    if (answer instanceof Response || !answer.ok) throw new Error("not whole");
    expect(answer.value).toMatchObject({ type: "video/mp4" });
    expect(Buffer.concat(await (answer.value.body as Readable).toArray())).toEqual(content);
    expect(answer.value).not.toHaveProperty("name");
    expect(answer.value.headers).toEqual({
      etag: '"abc"',
      "cache-control": "private, max-age=86400, immutable",
      vary: "Cookie",
      "accept-ranges": "bytes",
      "content-length": "10",
    });
  });

  test("is given in parts, as Safari asks for it", async () => {
    const { answer, text } = await part({ range: "bytes=0-1" });
    expect([answer.status, text]).toEqual([206, "01"]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-range": "bytes 0-1/10",
      "content-length": "2",
      "content-type": "video/mp4",
      "cache-control": "private, max-age=86400, immutable",
    });
    expect((await part({ range: "bytes=-3", "if-range": '"abc"' })).text).toBe("789");
  });

  test("that is another by now is given whole", async () => {
    expect(await ask({ range: "bytes=5-", "if-range": '"older"' })).toMatchObject({ ok: true });
  });

  test("has no part beyond its end", async () => {
    const { answer } = await part({ range: "bytes=10-" });
    expect([answer.status, answer.headers.get("content-range")]).toEqual([416, "bytes */10"]);
  });

  test("that the browser has is not read again, nor sent", async () => {
    const before = read;
    expect((await part({ "if-none-match": '"abc"' })).answer.status).toBe(304);
    expect(read).toBe(before);
  });

  test("that only its head is asked of says how long it is, and is not read", async () => {
    const before = read;
    for (const range of ["", "bytes=0-1", "bytes=10-"]) {
      const asked = { method: "HEAD", headers: { range } };
      const answer = await clipResponse(shown, new Request("http://localhost/api/cases/x/clip", asked));
      if (!(answer instanceof Response)) throw new Error("all of it");
      expect([answer.status, await answer.text()]).toEqual([200, ""]);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-length": "10",
        "content-type": "video/mp4",
      });
    }
    expect(read).toBe(before);
  });

  test("that the storage has lost is not found", async () => {
    const lost = { ...shown, read: async () => null };
    const request = new Request("http://localhost/api/cases/x/clip", { headers: { range: "bytes=0-1" } });
    expect(await clipResponse(lost, request)).toMatchObject({ failure: { code: "not-found" } });
  });

  test("that was removed is gone, and the browser forgets it", async () => {
    const answer = await clipResponse({ removed: true }, new Request("http://localhost/x"));
    if (!(answer instanceof Response)) throw new Error("given");
    expect(answer.status).toBe(410);
    expect(answer.headers.get("clear-site-data")).toBe('"cache"');
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.json()).toMatchObject({ status: 410, title: "Removed for good" });
  });
});
