import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { findUser } from "@/lib/auth/actor";
import { MODES, type Mode } from "@/lib/domain/attempts/mode";
import { makeAssignment } from "@/lib/services/testing/factories";
import { expect, makePerson, signIn, test, withDatabase } from "./fixtures/people";
import { makeSecretInstitution, SECRET, SECRET_EDGE, turnPhases } from "./fixtures/secrets";

type Received = {
  readonly url: string;
  readonly method: string;
  head: string;
  body: Buffer;
};

/** Notes every byte that a page receives from now on: bodies, headers and addresses. */
async function record(page: Page): Promise<Received[]> {
  const received: Received[] = [];
  // Where a redirect leads is asked for by the browser itself, past the route below.
  page.context().on("response", async (response) => {
    const request = response.request();
    if (!request.redirectedFrom()) return;
    const [url, method] = [response.url(), request.method()];
    const followed: Received = { url, method, head: "", body: Buffer.alloc(0) };
    received.push(followed);
    followed.head = JSON.stringify(await response.allHeaders());
    if (response.status() < 300) followed.body = await response.body();
  });
  await page.context().route("**", async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    received.push({
      url: route.request().url(),
      method: route.request().method(),
      head: JSON.stringify(response.headers()),
      body: await response.body(),
    });
    await route.fulfill({ response });
  });
  return received;
}

function expectNoSecret(received: readonly Received[]): void {
  for (const { url, head, body } of received) {
    const text = `${url}\n${head}\n${body.toString("latin1")}`;
    for (const secret of [SECRET, String(SECRET_EDGE), "133.5,", "480.25", "401.75"]) {
      expect(text.includes(secret), `${url} holds ${secret}`).toBe(false);
    }
    // Metadata in a picture may tell a procedure, a time or a phase.
    if (head.includes("image/webp")) expect(text).not.toMatch(/EXIF|XMP |<x:xmpmeta|Photoshop/);
  }
}

async function drawZone(page: Page): Promise<void> {
  const frame = (await page.getByRole("application").boundingBox())!;
  await page.mouse.move(frame.x + frame.width * 0.4, frame.y + frame.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width * 0.5, frame.y + frame.height * 0.5, { steps: 4 });
  await page.mouse.move(frame.x + frame.width * 0.6, frame.y + frame.height * 0.6, { steps: 4 });
  await page.mouse.up();
}

async function lock(page: Page, mode: Mode): Promise<void> {
  if (mode === "phase-given") await page.getByRole("button", { name: "Show the phase" }).click();
  else {
    await page.getByRole("radio", { name: /Clip and Divide/ }).check();
    await page.getByRole("button", { name: "Lock in phase" }).click();
  }
  await expect(page.getByRole("heading", { name: "Draw the Go Zone" })).toBeVisible();
}

for (const mode of MODES) {
  test(`in ${mode} mode no byte tells the answer before the zone is stored`, async ({ page, baseURL }) => {
    const institutionId = await withDatabase((db) =>
      makeSecretInstitution(db, process.env.CALOT_TEST_FRAMES!),
    );
    const { email } = await makePerson({ institutionId });
    const heard = await record(page);
    await signIn(page, email);
    await page.goto("/history");
    await page.goto("/progress");
    await page.goto(`/practice?mode=${mode}`);
    await page.request.get("/api/cases");
    await expect(page.getByRole("img", { name: /operative field/ }).first()).toBeVisible();
    await page.waitForLoadState("networkidle");

    // What is read of the case's own page is there, and was looked at.
    const stage = heard.filter(({ url, body }) => url === page.url() && body.includes("frameVersion"));
    expect(stage).not.toHaveLength(0);
    expectNoSecret(heard);
    await expectSameWithOtherPhases(page, baseURL!, institutionId, heard);

    await lock(page, mode);
    await drawZone(page);
    await page.waitForLoadState("networkidle");
    expectNoSecret(heard);
    const [locked] = heard.filter(({ url, method }) => method === "POST" && url.endsWith("/api/attempts"));
    expect(Object.keys(JSON.parse(locked!.body.toString())).sort()).toEqual(
      mode === "guided" ? ["definition", "id", "phaseCorrect"] : ["definition", "id"],
    );

    await page.getByRole("button", { name: "Submit zone" }).click();
    await expect(page.getByText(SECRET).first()).toBeVisible();
    const revealed = heard.filter(({ body }) => body.includes(SECRET));
    expect(revealed.map(({ url }) => new URL(url).pathname)).toEqual([expect.stringMatching(/\/zone$/)]);
    expect(JSON.parse(revealed[0]!.body.toString()).reveal.rationale.location).toBe(SECRET);
  });
}

test("an exam tells nothing before its release, whatever is asked, of cases seen before too", async ({
  page,
  baseURL,
}) => {
  test.slow();
  const institutionId = await withDatabase((db) => makeSecretInstitution(db, process.env.CALOT_TEST_FRAMES!));
  const person = await makePerson({ institutionId });
  await signIn(page, person.email);
  const headers = { origin: baseURL! };
  const { cases } = await (await page.request.get("/api/cases")).json();
  const [seen, unseen] = (cases as { id: string }[]).map(({ id }) => id) as [string, string];
  // One of them is practised beforehand, and its reveal seen.
  const early = randomUUID();
  const box = [10, 10, 90, 90];
  await page.request.post("/api/attempts", { data: { id: early, caseId: seen, phase: "A" }, headers });
  const told = await page.request.post(`/api/attempts/${early}/zone`, { data: { box }, headers });
  expect(await told.text()).toContain(SECRET);
  const assignmentId = await withDatabase(async (db) => {
    const reader = (await findUser(db, person.id))!;
    const made = [seen, unseen].map((id) => ({ id, versionId: "", runId: "" }));
    return makeAssignment(db, institutionId, made, [reader]);
  });

  const heard = await record(page);
  const paths = [
    "/home",
    "/assignments",
    `/assignments/${assignmentId}`,
    `/assignments/${assignmentId}/results`,
    "/history",
    "/progress",
    "/notices",
    "/mailbox",
    `/attempts/${early}`,
    `/practice/${seen}`,
    "/practice",
    "/api/progress",
    "/api/cases",
    `/api/cases/${seen}`,
    `/api/cases/${seen}/frame?w=320`,
    `/api/assignments/${assignmentId}/next`,
    "/api/practice/next?limit=10",
    `/api/library/cases/${seen}`,
    `/api/results/${assignmentId}`,
  ];
  const askForAll = async (): Promise<string[]> => {
    const answers = await Promise.all(paths.map((path) => page.request.get(path, { maxRedirects: 0 })));
    const bodies = await Promise.all(answers.map((answer) => answer.body()));
    expectNoSecret(
      bodies.map((body, i) => ({
        url: paths[i]!,
        method: "GET",
        head: JSON.stringify(answers[i]!.headers()),
        body,
      })),
    );
    // The rows of a page come in the order in which they are ready.
    return bodies.map((body) => normalised(body).replaceAll(SCRIPT_BREAK, "").split("\\n").sort().join("\n"));
  };
  const expectNothingTold = async (): Promise<void> => {
    const before = await askForAll();
    await withDatabase((db) => turnPhases(db, institutionId));
    expect(await askForAll()).toEqual(before);
  };
  await expectNothingTold();

  await page.goto(`/assignments/${assignmentId}`);
  await page.getByRole("button", { name: "Begin" }).click();
  for (const n of [1, 2]) {
    await expect(page.getByText(`${n} of 2`)).toBeVisible();
    await lock(page, "exam");
    await drawZone(page);
    await page.getByRole("button", { name: "Submit zone" }).click();
    await expect(page.getByRole("heading", { name: "Stored" })).toBeVisible();
    await page.getByRole("button", { name: /^Next case/ }).click();
  }
  await expect(page.getByRole("heading", { name: /^You have answered/ })).toBeVisible();
  await page.goto(`/assignments/${assignmentId}`);
  await page.goto("/history");
  await page.waitForLoadState("networkidle");
  expectNoSecret(heard);
  const zones = heard.filter(({ method, url }) => method === "POST" && url.endsWith("/zone"));
  expect(zones.map(({ body }) => body.toString())).toEqual(Array(2).fill('{"score":null,"reveal":null}'));
  const locks = heard.filter(({ method, url }) => method === "POST" && url.endsWith("/api/attempts"));
  for (const { body } of locks)
    expect(Object.keys(JSON.parse(body.toString())).sort()).toEqual(["definition", "id"]);
  // An answer that was stored before is not told again either; nor what was practised.
  const again = await page.request.post(`/api/attempts/${early}/zone`, { data: { box }, headers });
  expect(await again.text()).toBe('{"score":null,"reveal":null}');
  await expectNothingTold();

  await withDatabase(({ prisma }) =>
    prisma.assignment.update({ where: { id: assignmentId }, data: { resultsReleasedAt: new Date() } }),
  );
  await page.goto(`/assignments/${assignmentId}`);
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await expect(page.getByText(SECRET).first()).toBeVisible();
});

/**
 * Asks for everything once more while every case has another phase: if a single byte knew the phase, it would
 * differ. Nonces and the moment differ at each request, and are left out.
 */
async function expectSameWithOtherPhases(
  page: Page,
  baseURL: string,
  institutionId: string,
  received: readonly Received[],
): Promise<void> {
  const own = received.filter(
    ({ method, url }) => method === "GET" && /\/(api\/(cases|practice)|practice)/.test(url),
  );
  const paths = [...new Set(own.map(({ url }) => url))].filter((url) => url.startsWith(baseURL));
  expect(paths.length).toBeGreaterThan(3);
  const readAll = () =>
    Promise.all(paths.map(async (url) => normalised(await (await page.request.get(url)).body())));
  const before = await readAll();
  await withDatabase((db) => turnPhases(db, institutionId));
  expect(await readAll()).toEqual(before);
}

/** Where the rows of a page are cut into scripts. */
const SCRIPT_BREAK = /"\]\)<\/script><script nonce>self\.__next_f\.push\(\[1,"/g;

const normalised = (body: Buffer): string =>
  body
    .toString("latin1")
    .replaceAll(/nonce(=|\\?":\\?)"[^"]+"/g, "nonce")
    .replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, "moment");
