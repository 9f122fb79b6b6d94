import { randomUUID } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { expect, makePerson, test, withDatabase } from "./fixtures/people";

const BOX = [100, 100, 300, 300];

/** An attempt of somebody, scored. */
async function answeredCase(request: APIRequestContext): Promise<{ caseId: string; attemptId: string }> {
  const { cases } = await (await request.get("/api/cases")).json();
  const caseId = cases[0].id as string;
  const attemptId = randomUUID();
  const data = { id: attemptId, caseId, phase: "A" };
  expect((await request.post("/api/attempts", { data })).status()).toBe(201);
  expect((await request.post(`/api/attempts/${attemptId}/zone`, { data: { box: BOX } })).status()).toBe(200);
  return { caseId, attemptId };
}

test("a stranger of another institution finds nothing of this one", async ({ person, requestsOf }) => {
  const own = await requestsOf(person);
  const { caseId, attemptId } = await answeredCase(own);
  const { sitting } = await (await own.get("/api/practice/next")).json();
  expect((await own.get(`/practice/sittings/${sitting.id}`)).status()).toBe(200);
  const institutionId = await withDatabase(
    async ({ prisma }) =>
      (await prisma.institution.create({ data: { name: `Elsewhere ${randomUUID()}` } })).id,
  );
  for (const role of ["resident", "faculty", "director", "admin"] as const) {
    const stranger = await requestsOf(await makePerson({ role, institutionId }));
    for (const path of [
      `/api/cases/${caseId}`,
      `/api/cases/${caseId}/frame`,
      `/api/cases/${caseId}/clip`,
      `/api/cases/${caseId}/frame?w=320`,
      `/api/stage?case=${caseId}`,
      `/api/stage?case=${caseId}&assignment=${randomUUID()}`,
      `/attempts/${attemptId}`,
      `/practice/sittings/${sitting.id}`,
    ]) {
      expect([path, (await stranger.get(path)).status()]).toEqual([path, 404]);
    }
    const lock = { id: randomUUID(), caseId, phase: "A" };
    expect((await stranger.post("/api/attempts", { data: lock })).status()).toBe(404);
    expect(
      (await stranger.post("/api/attempts", { data: { ...lock, assignmentId: randomUUID() } })).status(),
    ).toBe(404);
    expect((await stranger.post(`/api/attempts/${attemptId}/zone`, { data: { box: BOX } })).status()).toBe(
      404,
    );
    expect(await (await stranger.get("/api/cases")).json()).toEqual({ cases: [], next: null });
    const next = await (await stranger.get(`/api/practice/next?sitting=${sitting.id}`)).json();
    expect(next).toEqual({ case: null, sitting: null, cases: [] });
    const aim = { phase: "B", kind: "shifted" };
    expect((await stranger.post("/api/practice/drills", { data: aim })).status()).toBe(409);
  }
});

test("a colleague sees the case, and nothing of the answer", async ({ person, requestsOf }) => {
  const { caseId, attemptId } = await answeredCase(await requestsOf(person));
  const colleague = await requestsOf(await makePerson());
  expect(await (await colleague.get(`/api/cases/${caseId}`)).json()).toMatchObject({ answered: false });
  expect(await (await colleague.get(`/api/cases/${caseId}/answer`)).json()).toEqual({ answer: null });
  expect((await colleague.get(`/attempts/${attemptId}`)).status()).toBe(404);
  expect((await colleague.post(`/api/attempts/${attemptId}/zone`, { data: { box: BOX } })).status()).toBe(
    404,
  );
  for (const whose of ["attempts", "results/attempts"]) {
    const mark = { data: { grade: "said" } };
    const marked = await colleague.put(`/api/${whose}/${attemptId}/reasons/nextAction`, mark);
    expect([whose, marked.status()]).toEqual([whose, 404]);
  }
  const again = { id: attemptId, caseId, phase: "A" };
  expect((await colleague.post("/api/attempts", { data: again })).status()).toBe(409);
});

test("nobody who isn't signed in gets in", async ({ request, baseURL }) => {
  const id = randomUUID();
  for (const path of [
    "/api/cases",
    `/api/cases/${id}`,
    `/api/cases/${id}/frame`,
    `/api/cases/${id}/clip`,
    `/api/cases/${id}/answer`,
    `/api/stage?case=${id}`,
    "/api/progress",
    "/api/practice/next",
  ]) {
    const answer = await request.get(path);
    expect([path, answer.status()]).toEqual([path, 401]);
    expect(answer.headers()["content-type"]).toBe("application/problem+json");
  }
  for (const path of [
    "/api/attempts",
    `/api/attempts/${id}/zone`,
    "/api/practice/drills",
    "/api/practice/along",
  ]) {
    expect((await request.post(path, { data: {} })).status()).toBe(401);
  }
  for (const path of [
    "/home",
    "/practice",
    `/practice?mode=guided&sitting=${id}`,
    `/practice/sittings/${id}`,
    "/progress",
    "/history",
    `/attempts/${id}`,
    "/faculty",
    "/director",
    "/admin",
  ]) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect([path, answer.status()]).toEqual([path, 307]);
    expect(new URL(answer.headers().location!, baseURL).pathname).toBe("/sign-in");
  }
  const forged = await request.get("/api/progress", {
    headers: { cookie: "next-auth.session-token=eyJhbGciOiJub25lIn0..." },
  });
  expect(forged.status()).toBe(401);
});

test("requests of other sites, too large or malformed ones are refused", async ({ signedIn }) => {
  const { request } = signedIn;
  const post = (data: unknown, headers: Record<string, string> = {}) =>
    request.post("/api/attempts", {
      data: data as string,
      headers: { "content-type": "application/json", ...headers },
    });
  expect((await post("{}", { origin: "https://evil.example" })).status()).toBe(403);
  expect((await post("{}", { "sec-fetch-site": "cross-site" })).status()).toBe(403);
  expect((await post("{}", { "content-type": "text/plain" })).status()).toBe(415);
  expect((await post("{")).status()).toBe(400);
  expect((await post(`{"x":"${"a".repeat(70_000)}"}`)).status()).toBe(413);
  expect((await post(`{"x":"${"a".repeat(400_000)}"}`)).status()).toBe(413);
  expect((await request.get("/api/cases?cursor=x")).status()).toBe(400);
  expect((await request.get("/api/cases/not-a-uuid")).status()).toBe(404);
});

test("the stage’s page is the same for everybody and every case, and runs no script but its own", async ({
  person,
  requestsOf,
  request,
}) => {
  const { caseId } = await answeredCase(await requestsOf(person));
  const own = await (await requestsOf(person)).get(`/practice/${caseId}?mode=exam`);
  const html = await own.text();
  expect(html).not.toContain(person.id);
  expect(html).not.toContain(caseId);
  for (const path of [`/practice/${randomUUID()}`, `/assignments/${randomUUID()}/cases/${caseId}`]) {
    const answer = await request.get(path);
    expect([path, answer.status(), await answer.text()]).toEqual([path, 200, html]);
  }
  const policy = own.headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/script-src 'self'( 'sha256-[\w+/]+=*')+;/);
  expect(policy).not.toMatch(/script-src[^;]*unsafe|nonce/);
  const kept = await request.get(`/practice/${caseId}`, {
    headers: { "if-none-match": own.headers().etag! },
  });
  expect([kept.status(), (await kept.body()).length]).toEqual([304, 0]);
});

test("every page and answer carries the security headers, and no script without the nonce", async ({
  signedIn,
}) => {
  for (const path of ["/home", "/progress", "/sign-in", "/api/cases", "/no-such-page"]) {
    const answer = await signedIn.request.get(path);
    const headers = answer.headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic'/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-powered-by"]).toBeUndefined();
    // The API is answered before the router of Next, which says of its answers what they vary by.
    if (path.startsWith("/api/")) expect(headers.vary ?? "").not.toContain("rsc");
    const nonce = /'nonce-([^']+)'/.exec(policy)![1]!;
    const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
  }
  const cookies = await signedIn.context().cookies();
  const session = cookies.find(({ name }) => name.endsWith("session-token"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test("an answer of one reader is not stored as another's who signed in at the same browser", async ({
  signedIn,
  person,
}) => {
  const { cases } = await (await signedIn.request.get("/api/cases")).json();
  const lock = (reader: string) =>
    signedIn.request.post("/api/attempts", {
      data: { id: randomUUID(), caseId: cases[0].id, phase: "A" },
      headers: { "calot-reader": reader },
    });
  expect((await lock(randomUUID())).status()).toBe(401);
  expect((await lock(person.id)).status()).toBe(201);
});

test("icons, the web manifest and robots.txt need no sign-in, and robots are kept out", async ({
  request,
}) => {
  for (const [path, type] of [
    ["/favicon.ico", "image/x-icon"],
    ["/icon.svg", "image/svg+xml"],
    ["/apple-touch-icon.png", "image/png"],
    ["/icon-512.png", "image/png"],
    ["/manifest.webmanifest", "application/manifest+json"],
  ] as const) {
    const answer = await request.get(path);
    expect([path, answer.status(), answer.headers()["content-type"]]).toEqual([path, 200, type]);
  }
  expect(await (await request.get("/robots.txt")).text()).toBe("User-agent: *\nDisallow: /\n");
});
