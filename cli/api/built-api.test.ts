import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { log } from "@/lib/log";
import { readBuiltApi } from "./built-api";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "calot-built-"));
  await mkdir(path.join(folder, "server"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const write = (name: string, text: string) => writeFile(path.join(folder, "server", name), text);
const list = (text: string) => write("app-paths-manifest.json", text);
const warnings = () => vi.spyOn(log(), "warn").mockImplementation(() => {});

test("a route is answered by the handler in its file", async () => {
  await list('{"/api/attempts/[id]/route":"attempt.js"}');
  await write(
    "attempt.js",
    `const GET = async (_, { params }) => Response.json(await params);
     module.exports = { routeModule: { userland: { GET: Object.assign(GET, { route: {} }), POST: () => {} } } };`,
  );
  const api = (await readBuiltApi(folder))!;
  const handle = (await api("GET", "/api/attempts/5"))!;
  expect(await (await handle(new Request("http://localhost/"))).json()).toEqual({ id: "5" });
  for (const method of ["POST", "PUT"]) expect(await api(method, "/api/attempts/5")).toBeNull();
});

test.each([null, "", "not JSON", "null"])(
  "a list of routes that is %j leaves the API to Next",
  async (text) => {
    const warn = warnings();
    if (text !== null) await list(text);
    expect(await readBuiltApi(folder)).toBeNull();
    expect(warn).toHaveBeenCalledOnce();
  },
);

test.each([
  ["isn't there", null],
  ["throws", "throw new Error('broken')"],
  ["has no value", "module.exports = undefined"],
  [
    "fails to make its handlers",
    "exports.routeModule = { ensureUserland: async () => { throw new Error('broken'); } }",
  ],
])("a route whose file %s is left to Next, and told of once", async (_, text) => {
  const warn = warnings();
  await list('{"/api/attempts/route":"attempts.js"}');
  if (text !== null) await write("attempts.js", text);
  const api = (await readBuiltApi(folder))!;
  const asked = Array.from({ length: 3 }, () => api("GET", "/api/attempts"));
  expect(await Promise.all(asked)).toEqual([null, null, null]);
  expect(warn).toHaveBeenCalledOnce();
});
