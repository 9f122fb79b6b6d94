import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { beforeEach, describe, expect, test } from "vitest";
import { SHELL_PATHS, STAGE_PATTERN } from "../shell";

const CASE = "00000000-0000-4000-8000-000000000001";
const ORIGIN = "https://calot.example";
const body = readFileSync(new URL("worker.js", import.meta.url), "utf8");

/** What the server answers: a text, with what is to be known of it; nothing where it can't be reached. */
type Served = { text: string; status?: number; etag?: string; own?: boolean };

/** A browser with its caches and pages, before a server. */
function browser() {
  const kept = new Map<string, Map<string, Response>>();
  const server: Record<string, Served> = {};
  const asked: string[] = [];
  const open = new Set<string>();
  const keyOf = (request: string | { url: string }): string =>
    new URL(typeof request === "string" ? request : request.url, ORIGIN).href;
  const cacheOf = (name: string) => {
    const cache = kept.get(name) ?? new Map<string, Response>();
    kept.set(name, cache);
    return {
      match: async (request: string) => cache.get(keyOf(request))?.clone(),
      delete: async (request: string) => cache.delete(keyOf(request)),
      put: async (request: string, response: Response) => void cache.set(keyOf(request), response),
    };
  };
  const caches = {
    open: async (name: string) => cacheOf(name),
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
    match: async (request: string | { url: string }) => {
      for (const cache of kept.values()) {
        const found = cache.get(keyOf(request));
        if (found) return found.clone();
      }
    },
  };
  const fetch = async (request: string | { url: string }): Promise<Response> => {
    const { pathname, search } = new URL(keyOf(request));
    asked.push(pathname + search);
    const served = server[pathname];
    if (!served) throw new TypeError("Failed to fetch");
    const { text, status = 200, etag, own = true } = served;
    const headers = {
      ...(own && { "content-security-policy": "script-src 'nonce-x'" }),
      ...(etag && { etag }),
    };
    return new Response(text, { status, headers });
  };
  /** Runs a version of the worker, as its page finds it. */
  const start = (version: string, files: readonly string[]) => {
    const listeners = new Map<string, (event: object) => void>();
    const shells = {
      stage: { path: SHELL_PATHS.stage, etag: `"stage ${version}"` },
      along: { path: SHELL_PATHS.along, etag: `"along ${version}"` },
    };
    const CALOT = { version, stage: STAGE_PATTERN, shells, files };
    const self = {
      addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
      location: new URL(ORIGIN),
      skipWaiting: async () => {},
    };
    const clients = { matchAll: async () => [...open].map((id) => ({ id })) };
    runInNewContext(body, { CALOT, self, caches, clients, fetch, Response, URL, Set, RegExp, JSON });
    const happen = async (type: string, more: object = {}): Promise<Response | null> => {
      const waits: Promise<unknown>[] = [];
      let answer: Promise<Response> | null = null;
      listeners.get(type)!({
        waitUntil: (work: Promise<unknown>) => waits.push(work),
        respondWith: (given: Promise<Response>) => {
          answer = given;
        },
        ...more,
      });
      await Promise.all(waits);
      return answer;
    };
    const ask = async (path: string, mode = "cors", method = "GET"): Promise<string | null> => {
      const answer = await happen("fetch", { request: { url: new URL(path, ORIGIN).href, mode, method } });
      return answer && `${answer.status} ${await answer.text()}`;
    };
    return { install: () => happen("install"), activate: () => happen("activate"), ask };
  };
  const deploy = (version: string, files: readonly string[]): void => {
    for (const path of Object.keys(server)) delete server[path];
    for (const [name, path] of Object.entries(SHELL_PATHS)) {
      server[path] = { text: `${name} ${version}`, etag: `"${name} ${version}"` };
    }
    for (const path of files) server[path] = { text: path };
    server["/home"] = { text: "Ada’s home" };
    server["/api/stage"] = { text: "a case" };
  };
  const goAway = (): void => {
    for (const path of Object.keys(server)) delete server[path];
  };
  return { kept, server, asked, open, start, deploy, goAway };
}

const ONE = ["/_next/static/chunks/stage-1.js", "/_next/static/chunks/reveal-1.js"];
const TWO = ["/_next/static/chunks/stage-2.js", "/_next/static/chunks/reveal-1.js"];
const STAGE = `/practice/${CASE}?mode=guided`;

let here: ReturnType<typeof browser>;
beforeEach(() => {
  here = browser();
});

const running = async (version: string, files: readonly string[]) => {
  here.deploy(version, files);
  const worker = here.start(version, files);
  await worker.install();
  await worker.activate();
  return worker;
};

describe("without reception", () => {
  test("the stage opens with its scripts, and any other address shows the page without names", async () => {
    const worker = await running("1", ONE);
    here.goAway();
    expect(await worker.ask(STAGE, "navigate")).toBe("200 stage 1");
    expect(await worker.ask(`/assignments/${CASE}/cases/${CASE}`, "navigate")).toBe("200 stage 1");
    for (const path of ["/along", "/home", "/", "/assignments/x", "/practice"]) {
      expect(await worker.ask(path, "navigate"), path).toBe("200 along 1");
    }
    for (const file of ONE) expect(await worker.ask(file)).toBe(`200 ${file}`);
  });

  test("nothing is kept but the two pages and their files", async () => {
    const worker = await running("1", ONE);
    expect(await worker.ask("/home", "navigate")).toBe("200 Ada’s home");
    expect(await worker.ask("/api/stage")).toBe(null);
    expect(await worker.ask("/home", "navigate", "POST")).toBe(null);
    const kept = [...here.kept.values()].flatMap((cache) => [...cache.keys()]);
    expect(kept.map((url) => new URL(url).pathname).sort()).toEqual(
      ["/stage", "/along", "/sw.js/open-before", ...ONE].sort(),
    );
  });

  test("a proxy’s word that Calot is away is none of ours; Calot’s own is shown as it is", async () => {
    const worker = await running("1", ONE);
    here.server["/home"] = { text: "Bad gateway", status: 502, own: false };
    expect(await worker.ask("/home", "navigate")).toBe("200 along 1");
    here.server["/home"] = { text: "Calot can’t reach its database", status: 503 };
    expect(await worker.ask("/home", "navigate")).toBe("503 Calot can’t reach its database");
    here.server["/home"] = { text: "Not yours", status: 404, own: false };
    expect(await worker.ask("/home", "navigate")).toBe("404 Not yours");
  });

  test("a picture that was taken along is shown in the width that was taken; with reception it is asked for", async () => {
    const worker = await running("1", ONE);
    const frame = `/api/cases/${CASE}/frame`;
    here.kept.set("calot-frames ada", new Map([[`${ORIGIN}${frame}?v=7`, new Response("kept")]]));
    here.server[frame] = { text: "sent" };
    expect(await worker.ask(`${frame}?w=960&v=7`)).toBe("200 sent");
    here.goAway();
    expect(await worker.ask(`${frame}?w=960&v=7`)).toBe("200 kept");
    expect(await worker.ask(`${frame}?w=960&v=8`)).toBe("0 ");
    // Once the server says that it was removed, it is gone from here too.
    here.server[frame] = { text: "Removed", status: 410 };
    expect(await worker.ask(`${frame}?w=960&v=7`)).toBe("410 Removed");
    here.goAway();
    expect(await worker.ask(`${frame}?w=960&v=7`)).toBe("0 ");
  });
});

describe("a new version", () => {
  test("has its own page and files together, and leaves an open page the ones it came with", async () => {
    await running("1", ONE);
    here.open.add("tab");
    const second = await running("2", TWO);
    expect(await second.ask(STAGE, "navigate")).toBe("200 stage 2");
    here.server[ONE[0]!] = { text: "gone", status: 404 };
    expect(await second.ask(ONE[0]!)).toBe(`200 ${ONE[0]}`);
    here.open.delete("tab");
    here.open.add("another");
    await second.ask("/home", "navigate");
    expect([...here.kept.keys()]).toEqual(["calot-app 2"]);
    expect(await second.ask(ONE[0]!)).toBe("404 gone");
  });

  test("asks for no file that is here already", async () => {
    await running("1", ONE);
    here.asked.length = 0;
    await running("2", TWO);
    expect(here.asked.sort()).toEqual(["/along", "/stage", TWO[0]].sort());
  });

  test("waits while another server still has the version before", async () => {
    const first = await running("1", ONE);
    await expect(here.start("2", TWO).install()).rejects.toThrow("of another version");
    expect(await first.ask(STAGE, "navigate")).toBe("200 stage 1");
  });

  test("goes back to the one before where the server does", async () => {
    await running("1", ONE);
    await running("2", TWO);
    const back = await running("1", ONE);
    here.goAway();
    expect(await back.ask(STAGE, "navigate")).toBe("200 stage 1");
    expect(await back.ask(ONE[0]!)).toBe(`200 ${ONE[0]}`);
    expect([...here.kept.keys()]).toEqual(["calot-app 1"]);
  });
});
