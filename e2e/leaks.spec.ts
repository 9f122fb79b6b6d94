import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { findUser } from "@/lib/auth/actor";
import { MODES, type Mode } from "@/lib/domain/attempts/mode";
import { makeAssignment } from "@/lib/services/testing/factories";
import { storedHeading } from "./fixtures/assignments";
import { expectNoSecret, normalised, type Received, record } from "./fixtures/listening";
import { expect, makePerson, signIn, test, withDatabase } from "./fixtures/people";
import { makeSecretInstitution, SECRET, SECRET_REGION, turnPhases } from "./fixtures/secrets";
import { drawAnyZone, nextButton, submitButton, zoneHeading } from "./fixtures/stage";

async function lock(page: Page, mode: Mode): Promise<void> {
  if (mode === "phase-given") await page.getByRole("button", { name: "Show the phase" }).click();
  else {
    await page.getByRole("radio", { name: /Clip and Divide/ }).check();
    await page.getByRole("button", { name: "Lock in phase" }).click();
  }
  await expect(zoneHeading(page)).toBeVisible();
}

// Prefetches may be on their way yet when a test ends.
test.afterEach(({ page }) => page.context().unrouteAll({ behavior: "ignoreErrors" }));

for (const mode of MODES) {
  test(`in ${mode} mode no byte tells the answer before the zone is stored`, async ({ page, baseURL }) => {
    const institutionId = await withDatabase(makeSecretInstitution);
    const { email } = await makePerson({ institutionId });
    const heard = await record(page);
    await signIn(page, email);
    await page.goto("/history");
    await page.goto("/progress");
    await page.goto("/phases");
    await page.goto("/practice/first");
    const { sitting } = await (await page.request.get("/api/practice/next")).json();
    await page.goto(`/practice/sittings/${sitting.id}`);
    const aim = { phase: "C", kind: mode === "phase-given" ? "shifted" : "taken-for-B" };
    const begun = await page.request.post("/api/practice/drills", {
      data: aim,
      headers: { origin: baseURL! },
    });
    const { sitting: drill } = await begun.json();
    await page.goto(`/practice/sittings/${drill.id}`);
    await page.goto(`/api/practice/next?limit=10&sitting=${drill.id}`);
    await page.goto(`/practice?mode=${mode}&sitting=${drill.id}`);
    await expect(page.getByRole("img", { name: /operative field/ }).first()).toBeVisible();
    await page.goto(`/practice?mode=${mode}`);
    await page.request.get("/api/cases");
    await expect(page.getByRole("img", { name: /operative field/ }).first()).toBeVisible();
    await page.waitForLoadState("networkidle");

    // What fills the stage is there, and was looked at.
    const stage = heard.filter(
      ({ url, body }) => url.includes("/api/stage?") && body.includes("frameVersion"),
    );
    expect(stage).not.toHaveLength(0);
    expectNoSecret(heard);
    await expectSameWithOtherPhases(page, baseURL!, institutionId, heard);

    await lock(page, mode);
    await drawAnyZone(page);
    await page.waitForLoadState("networkidle");
    expectNoSecret(heard);
    const [locked] = heard.filter(({ url, method }) => method === "POST" && url.endsWith("/api/attempts"));
    expect(Object.keys(JSON.parse(locked!.body.toString())).sort()).toEqual(
      mode === "guided" ? ["definition", "id", "phaseCorrect"] : ["definition", "id"],
    );

    await submitButton(page).click();
    await expect(page.getByText(SECRET).first()).toBeVisible();
    const revealed = heard.filter(({ body }) => body.includes(SECRET));
    expect(revealed.map(({ url }) => new URL(url).pathname)).toEqual([expect.stringMatching(/\/zone$/)]);
    const { reveal } = JSON.parse(revealed[0]!.body.toString());
    expect(reveal.rationale.location).toBe(SECRET);
    expect(reveal.reference.noGo).toMatchObject([{ name: SECRET_REGION }]);
  });
}

test("in a second look no byte tells the answer before the last one, which a reload loses nothing of", async ({
  page,
}) => {
  const institutionId = await withDatabase(makeSecretInstitution);
  await withDatabase((db) =>
    db.pool.query(
      `UPDATE prediction p SET error = NULL, x1 = 50
       FROM "case" c JOIN video vi ON vi.id = c.video_id JOIN dataset d ON d.id = vi.dataset_id
       WHERE p.case_id = c.id AND d.institution_id = $1`,
      [institutionId],
    ),
  );
  const { email } = await makePerson({ institutionId });
  const heard = await record(page);
  await signIn(page, email);
  await page.goto("/practice/first");
  await page.goto("/practice?mode=guided&look=2&leave=1");
  await expect(page.getByRole("img", { name: /operative field/ }).first()).toBeVisible();
  await lock(page, "guided");
  await drawAnyZone(page);
  await submitButton(page).click();
  await expect(page.getByRole("heading", { name: "Look again" })).toBeVisible();

  await page.getByRole("radio", { name: /Preparation of the Go Zone/ }).check();
  await page.reload();
  await expect(page.getByRole("button", { name: "Send the changed answer" })).toBeVisible();
  const stage = page.url();
  const attempt = JSON.parse(heard.find(({ url }) => url.endsWith("/api/attempts"))!.body.toString());
  for (const path of [
    "/home",
    "/history",
    "/progress",
    `/attempts/${attempt.id}`,
    "/api/progress",
    "/api/cases",
  ]) {
    await page.goto(path);
  }
  await page.goto(stage);
  await expect(page.getByRole("button", { name: "Send the changed answer" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expectNoSecret(heard);
  expect(attempt).not.toHaveProperty("phaseCorrect");

  await page.getByRole("button", { name: "Send the changed answer" }).click();
  await expect(page.getByText(/^First, which counts: C/)).toBeVisible();
  const revealed = heard.filter(({ body }) => body.includes(SECRET));
  expect(revealed.map(({ url }) => new URL(url).pathname)).toEqual([expect.stringMatching(/\/final$/)]);
});

test("an exam tells nothing before its release, whatever is asked, of cases seen before too", async ({
  page,
  baseURL,
}) => {
  const institutionId = await withDatabase(makeSecretInstitution);
  const person = await makePerson({ institutionId });
  await signIn(page, person.email);
  const headers = { origin: baseURL! };
  const { cases } = await (await page.request.get("/api/cases")).json();
  const [seen, unseen] = (cases as { id: string }[]).map(({ id }) => id) as [string, string];
  // One of them is practised beforehand, and its reveal seen.
  const early = randomUUID();
  const zone = { box: [10, 10, 90, 90], nextAction: "Clip the duct" };
  await page.request.post("/api/attempts", { data: { id: early, caseId: seen, phase: "A" }, headers });
  const told = await page.request.post(`/api/attempts/${early}/zone`, { data: zone, headers });
  expect(await told.text()).toContain(SECRET);
  const assignmentId = await withDatabase(async (db) => {
    const reader = (await findUser(db, person.id))!;
    const made = [seen, unseen].map((id) => ({ id, versionId: "", runId: "" }));
    return makeAssignment(db, institutionId, made, [reader]);
  });

  const { sitting } = await (await page.request.get("/api/practice/next")).json();
  const aim = { phase: "C", kind: "taken-for-B" };
  const begun = await page.request.post("/api/practice/drills", { data: aim, headers });
  const { sitting: drill } = await begun.json();

  const heard = await record(page);
  const paths = [
    "/home",
    "/assignments",
    `/assignments/${assignmentId}`,
    `/assignments/${assignmentId}/results`,
    "/history",
    "/progress",
    "/progress/standing?weeks=all",
    "/history?sure=phase",
    "/history?sure=zone",
    "/phases",
    "/practice/first",
    `/practice/sittings/${sitting.id}`,
    `/practice/sittings/${drill.id}`,
    "/notices",
    "/mailbox",
    `/attempts/${early}`,
    `/api/attempts/${early}/surroundings`,
    `/practice/${seen}`,
    `/api/stage?case=${seen}`,
    `/api/stage?case=${seen}&assignment=${assignmentId}`,
    "/practice",
    "/api/progress",
    "/api/cases",
    `/api/cases/${seen}`,
    `/api/cases/${seen}/frame?w=320`,
    `/api/cases/${seen}/answer`,
    `/api/cases/${seen}/answer?assignmentId=${assignmentId}`,
    `/api/assignments/${assignmentId}/next`,
    "/api/practice/next?limit=10",
    `/api/practice/next?limit=10&sitting=${drill.id}`,
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
    return bodies.map((body) => normalised(body).split("\\n").sort().join("\n"));
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
    await drawAnyZone(page);
    await submitButton(page).click();
    await expect(storedHeading(page)).toBeVisible();
    await nextButton(page).click();
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
  const again = await page.request.post(`/api/attempts/${early}/zone`, { data: zone, headers });
  expect(await again.text()).toBe('{"score":null,"reveal":null}');
  const mark = { data: { grade: "said" }, headers };
  expect((await page.request.put(`/api/attempts/${early}/reasons/nextAction`, mark)).status()).toBe(404);
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
    ({ method, url }) => method === "GET" && /\/(api\/(cases|practice|stage)|practice)/.test(url),
  );
  const paths = [...new Set(own.map(({ url }) => url))].filter((url) => url.startsWith(baseURL));
  expect(paths.length).toBeGreaterThan(3);
  const readAll = () =>
    Promise.all(paths.map(async (url) => normalised(await (await page.request.get(url)).body())));
  const before = await readAll();
  await withDatabase((db) => turnPhases(db, institutionId));
  expect(await readAll()).toEqual(before);
}
