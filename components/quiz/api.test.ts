import { afterEach, describe, expect, it, vi } from "vitest";
import { retryAfterMs } from "@/lib/domain/time/retry-after";
import { fetchNextCases, sendItem } from "./api";
import type { NewItem } from "./outbox/item";

const lock: NewItem = {
  id: "a1/lock",
  kind: "lock",
  body: { id: "a1", caseId: "c1", mode: "guided", phase: "B" },
  userId: "ann",
  caseId: "c1",
  attemptId: "a1",
  mode: "guided",
  createdAt: 0,
};
const zone: NewItem = { ...lock, id: "a1/zone", kind: "zone", body: { box: [1, 2, 30, 40] } };

function answerWith(status: number, body: unknown, headers: Record<string, string> = {}) {
  const type = status < 400 ? "application/json" : "application/problem+json";
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const fetched = vi.fn(
    async (_url: string, _init?: RequestInit) =>
      new Response(text, { status, headers: { "content-type": type, ...headers } }),
  );
  vi.stubGlobal("fetch", fetched);
  return fetched;
}
afterEach(() => vi.unstubAllGlobals());

describe("sendItem", () => {
  it("sends a phase and reads its answer", async () => {
    const value = { id: "a1", definition: { phase: "C", text: "Target …" }, phaseCorrect: false };
    const fetched = answerWith(201, { ...value, somethingNew: 1 });
    expect(await sendItem(lock)).toEqual({ outcome: "stored", answer: { kind: "lock", value } });
    expect(fetched.mock.calls[0]![0]).toBe("/api/attempts");
    expect(JSON.parse(String(fetched.mock.calls[0]![1]?.body))).toEqual(lock.body);
    expect(new Headers(fetched.mock.calls[0]![1]?.headers).get("calot-reader")).toBe("ann");
  });

  it("sends a zone, whose results may not be released yet", async () => {
    const fetched = answerWith(200, { score: null, reveal: null });
    expect(await sendItem(zone)).toEqual({
      outcome: "stored",
      answer: { kind: "zone", value: { score: null, reveal: null } },
    });
    expect(fetched.mock.calls[0]![0]).toBe("/api/attempts/a1/zone");
  });

  it.each([408, 425, 429, 500, 502, 503, 504])("takes %i for a pause", async (status) => {
    answerWith(status, { detail: "…" });
    expect(await sendItem(lock)).toEqual({ outcome: "unreachable", afterMs: null });
  });

  it("waits as long as it is asked to", async () => {
    answerWith(429, { detail: "Too many." }, { "retry-after": "7" });
    expect(await sendItem(lock)).toEqual({ outcome: "unreachable", afterMs: 7000 });
    expect(retryAfterMs("Wed, 21 Oct 2026 07:28:10 GMT", Date.parse("2026-10-21T07:28:00Z"))).toBe(10_000);
    expect(retryAfterMs("soon", 0)).toBeNull();
  });

  it.each([400, 403, 404, 409, 413])("takes %i for final, in the server's words", async (status) => {
    answerWith(status, { type: "about:blank", title: "No", status, detail: "The box leaves the frame." });
    expect(await sendItem(zone)).toEqual({
      outcome: "refused",
      problem: { status, title: "No", detail: "The box leaves the frame." },
    });
  });

  it("tells when nobody is signed in", async () => {
    answerWith(401, { detail: "Sign in." });
    expect(await sendItem(lock)).toEqual({ outcome: "signed-out" });
  });

  it.each([
    ["a guest network's page", 200, "<html>Welcome to the guest network</html>", {}],
    ["a proxy's page", 404, "<html>Not found</html>", { "content-type": "text/html" }],
    ["a proxy's JSON", 403, { error: "blocked" }, { "content-type": "application/json" }],
    ["an answer to something else", 200, { ok: true }, {}],
  ])("doesn't take %s for an answer", async (_what, status, body, headers) => {
    answerWith(status, body, headers);
    expect((await sendItem(lock)).outcome).toBe("unreachable");
  });

  it("takes an answer of Calot's that it can't read for stored, and words that it doesn't know as they are", async () => {
    const kept = { "cache-control": "no-store" };
    answerWith(200, { verdict: "hit" }, kept);
    expect(await sendItem(zone)).toEqual({ outcome: "unreadable" });
    answerWith(201, { id: "a1", definition: { phase: "E", text: "A fifth phase." } }, kept);
    expect(await sendItem(lock)).toMatchObject({
      outcome: "stored",
      answer: { value: { definition: { phase: "E" } } },
    });
  });

  it("survives a network that is gone", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await sendItem(lock)).toEqual({ outcome: "unreachable", afterMs: null });
  });
});

describe("fetchNextCases", () => {
  const source = {
    mode: "guided",
    again: false,
    secondLook: false,
    assignment: null,
    sitting: null,
  } as const;

  it("asks for more cases than those it has", async () => {
    const fetched = answerWith(200, { case: null, sitting: null, cases: [] });
    expect(await fetchNextCases(source, ["c1", "c2"], 3)).toEqual([]);
    expect(fetched.mock.calls[0]![0]).toBe("/api/practice/next?exclude=c1%2Cc2&limit=3&mode=guided");
  });

  it("gives null when the server can't be reached or makes no sense", async () => {
    answerWith(503, { detail: "…" });
    expect(await fetchNextCases(source, [], 3)).toBeNull();
    answerWith(200, { case: null, sitting: null, cases: [{ id: 1 }] });
    expect(await fetchNextCases(source, [], 3)).toBeNull();
  });
});
