import { describe, expect, test } from "vitest";
import { frameResponse } from "./frame-response";

const body = Uint8Array.from(Buffer.from("0123456789"));
let read = 0;
const shown = {
  etag: '"abc"',
  read: async () => {
    read += 1;
    return { body, bytes: 10, contentType: "image/webp" };
  },
};
const ask = (headers: Record<string, string> = {}) =>
  frameResponse(shown, new Request("http://localhost/api/cases/x/frame", { headers }));

describe("a picture", () => {
  test("is given whole, kept for a day", async () => {
    expect(await ask()).toMatchObject({
      value: {
        body,
        headers: {
          etag: '"abc"',
          "cache-control": "private, max-age=86400, immutable",
          "content-length": "10",
        },
      },
    });
  });

  test("is given in parts, and has none beyond its end", async () => {
    const part = (await ask({ range: "bytes=2-4" })) as Response;
    expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([
      206,
      "234",
      "bytes 2-4/10",
    ]);
    expect(((await ask({ range: "bytes=10-" })) as Response).status).toBe(416);
  });

  test("that the browser has is not read", async () => {
    const before = read;
    expect(((await ask({ "if-none-match": 'W/"abc"' })) as Response).status).toBe(304);
    expect(read).toBe(before);
  });

  test("that the storage has lost is not found", async () => {
    const lost = { ...shown, read: async () => null };
    expect(await frameResponse(lost, new Request("http://localhost/x"))).toMatchObject({
      failure: { code: "not-found" },
    });
  });
});
