import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { attempts } from "@/lib/contract/attempts";
import { route, STAFF } from "@/lib/contract/route";
import { open } from "@/lib/domain/view";
import { call, type Failed } from "./call";

const things = route({
  method: "POST",
  path: "/api/things/{id}/{part}",
  summary: "A thing",
  who: STAFF,
  query: { loud: z.literal("1"), quiet: z.literal("1") },
  body: z.object({ n: z.number() }),
  status: 201,
  answer: z.object({ id: z.string(), state: open(z.enum(["on", "off"])) }),
  answers: "It",
});
const given = { params: { id: "a b", part: "x/y" }, query: { loud: "1" }, body: { n: 1 } } as const;
const own = { "content-type": "application/json", "cache-control": "no-store" };
const ownProblem = { "content-type": "application/problem+json", "cache-control": "no-store" };

let server: Server;
let listener: RequestListener;

beforeEach(async () => {
  server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const real = globalThis.fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => real(`http://127.0.0.1:${port}${path}`, init));
});
afterEach(() => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
});

function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = own): void {
  listener = (_, response) =>
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
}
const ask = (options = {}) => call(things, given, options);
const failure = async (options = {}): Promise<Failed> => {
  const found = await ask(options);
  if ("value" in found) throw new Error("It was answered.");
  return found;
};

describe("asking by a declaration", () => {
  it("sends what is declared where it is declared to go, and for whom", async () => {
    const seen: unknown[] = [];
    listener = (request, response) => {
      let body = "";
      request.on("data", (piece) => (body += piece));
      request.on("end", () => {
        const { method, url, headers } = request;
        seen.push(method, url, headers["content-type"], headers["calot-reader"], JSON.parse(body));
        response.writeHead(201, own).end('{"id":"t","state":"on"}');
      });
    };
    expect(await ask({ reader: "ann" })).toEqual({ value: { id: "t", state: "on" } });
    expect(seen).toEqual(["POST", "/api/things/a%20b/x%2Fy?loud=1", "application/json", "ann", { n: 1 }]);
  });

  it("leaves fields out that only a newer server knows, and keeps its words as they are", async () => {
    answer(201, { id: "t", state: "dimmed", brightness: 3 });
    expect(await ask()).toEqual({ value: { id: "t", state: "dimmed" } });
  });

  it("tells an answer of Calot's that can't be read from none", async () => {
    answer(201, { name: "t" });
    expect(await failure()).toMatchObject({ why: "unreadable", status: 201 });
    expect((await failure()).problem).toBe(
      "Calot was updated meanwhile, and this page can’t read its answer. Load the page again.",
    );
  });

  it.each([
    ["another status than the declared one", 200, { ok: true }, own],
    ["JSON that may be kept on the way", 201, { ok: true }, { "content-type": "application/json" }],
    ["a guest network's page", 200, "<html>Welcome</html>", { "content-type": "text/html" }],
    ["a guest network's page that calls itself JSON", 201, "<html>Welcome</html>", own],
    ["a proxy's refusal", 403, { detail: "blocked" }, { "content-type": "application/json" }],
    ["a proxy's page", 404, "<html>Not found</html>", { "content-type": "text/html" }],
  ])("takes %s for no answer", async (_, status, body, headers) => {
    answer(status, body, headers);
    expect(await failure({ unreachable: "Nobody there." })).toEqual({
      why: "unreachable",
      problem: "Nobody there.",
      status: null,
      title: "Not stored",
      afterMs: null,
    });
  });

  it.each([400, 403, 404, 409, 412, 413])(
    "takes a problem of %i for final, in Calot's words",
    async (status) => {
      answer(
        status,
        { type: "about:blank", title: "No", status, detail: "It leaves the frame." },
        ownProblem,
      );
      expect(await failure()).toEqual({
        why: "refused",
        problem: "It leaves the frame.",
        status,
        title: "No",
        afterMs: null,
      });
    },
  );

  it("tells which part of the body is wrong, and what is wrong with it", async () => {
    const detail = "rationale.location: Mend it.";
    answer(400, { detail, field: "rationale.location" }, ownProblem);
    expect(await failure()).toMatchObject({
      why: "refused",
      problem: detail,
      field: { name: "rationale.location", problem: "Mend it." },
    });
  });

  it("tells who is signed out", async () => {
    answer(401, { detail: "Sign in." }, ownProblem);
    expect(await failure()).toMatchObject({ why: "signed-out", problem: "Sign in." });
  });

  it.each([408, 425, 429, 500, 503])("takes %i for a pause, as long as is asked for", async (status) => {
    answer(status, { detail: "In a moment." }, { ...ownProblem, "retry-after": "7" });
    expect(await failure()).toMatchObject({ why: "unreachable", problem: "In a moment.", afterMs: 7000 });
  });

  it("takes a connection that breaks off in the middle of an answer for none", async () => {
    listener = (_, response) => {
      response.writeHead(201, { ...own, "content-length": "100" }).write('{"id":');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await failure()).toMatchObject({ why: "unreachable", status: null });
  });

  it("waits no longer than it is told to, and stops when nobody wants an answer any more", async () => {
    listener = () => {};
    expect(await failure({ timeoutMs: 30 })).toMatchObject({ why: "unreachable" });
    const left = new AbortController();
    const asked = failure({ signal: left.signal });
    left.abort();
    expect(await asked).toMatchObject({ why: "stopped" });
  });

  it("takes types from the declaration", () => {
    // @ts-expect-error: a zone has a box
    void (() => call(attempts.zone, { params: { id: "a" }, body: {} }));
    // @ts-expect-error: there is an id in its path
    void (() => call(attempts.zone, { body: { box: [0, 0, 1, 1] } }));
    // @ts-expect-error: a locked phase tells nothing of the reference
    void (async () => "value" in (await ask()) && (await call(attempts.lock, {} as never)).value.reveal);
  });
});
