import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type PackedFiles, packedFileFor, readPackedFiles } from "./packed-files";

let folder: string;
let files: PackedFiles;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "calot-packed-"));
  const chunks = path.join(folder, "static", "chunks");
  await mkdir(chunks, { recursive: true });
  for (const name of ["a.js", "a.js.br", "b.css.br", "c.woff2", "d.js"]) {
    await writeFile(path.join(chunks, name), name);
  }
  files = await readPackedFiles(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const ask = (url: string, accepts: string | undefined, method = "GET") =>
  packedFileFor(files, { method, url, ...(accepts !== undefined && { accepts }) })?.bytes.toString() ?? null;

it("finds what was packed, by the address that pages have it under", () => {
  expect(ask("/_next/static/chunks/a.js", "gzip, deflate, br, zstd")).toBe("a.js.br");
  expect(ask("/_next/static/chunks/a.js?dpl=1", "br")).toBe("a.js.br");
  expect(ask("/_next/static/chunks/b.css", "br;q=0.5, gzip", "HEAD")).toBe("b.css.br");
});

it.each([
  ["what was not packed", "/_next/static/chunks/d.js", "br", "GET"],
  ["what is no script and no style", "/_next/static/chunks/c.woff2", "br", "GET"],
  ["a place outside of the build", "/_next/static/../static/chunks/a.js", "br", "GET"],
  ["a browser that can't unpack it", "/_next/static/chunks/a.js", "gzip, deflate", "GET"],
  ["one that says it will not", "/_next/static/chunks/a.js", "gzip, br;q=0", "GET"],
  ["one that says nothing", "/_next/static/chunks/a.js", undefined, "GET"],
  ["what is sent there", "/_next/static/chunks/a.js", "br", "POST"],
])("leaves %s to Next", (_, url, accepts, method) => {
  expect(ask(url, accepts, method)).toBeNull();
});

it("says what it is, how it is packed, and that it may be kept for good", () => {
  const found = packedFileFor(files, { method: "GET", url: "/_next/static/chunks/b.css", accepts: "br" });
  expect(found?.headers).toEqual({
    "content-type": "text/css; charset=UTF-8",
    "content-encoding": "br",
    "content-length": 8,
    vary: "Accept-Encoding",
    "cache-control": "public, max-age=31536000, immutable",
  });
});

it("has nothing where nothing was built", async () => {
  expect((await readPackedFiles(path.join(folder, "nowhere"))).size).toBe(0);
});
