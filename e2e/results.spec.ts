import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { findUser } from "@/lib/auth/actor";
import { readerFactories } from "@/lib/services/readers/testing";
import { makeAssignment, makeInstitution } from "@/lib/services/testing/factories";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";

type Ground = {
  readonly institutionId: string;
  readonly assignmentId: string;
  readonly caseIds: readonly string[];
  readonly resident: Person;
};

/** An exam of two cases for a resident who has answered nothing yet. */
async function makeExam(): Promise<Ground> {
  const { institutionId, made } = await withDatabase(async (db) => {
    const { aSite, addCase } = readerFactories(db);
    const site = await aSite();
    return { institutionId: site.institutionId, made: [site.made, await addCase(site.made)] };
  });
  const resident = await makePerson({ institutionId });
  const assignmentId = await withDatabase(async (db) =>
    makeAssignment(db, institutionId, made, [(await findUser(db, resident.id))!]),
  );
  return { institutionId, assignmentId, caseIds: made.map(({ id }) => id), resident };
}

/** Answers a case of the exam past the player, as its resident. */
async function answer(
  requests: APIRequestContext,
  { assignmentId, caseIds }: Ground,
  at: number,
  phase: string,
): Promise<string> {
  const id = randomUUID();
  const data = { id, caseId: caseIds[at], assignmentId, phase };
  const locked = await requests.post("/api/attempts", { data });
  expect(locked.status(), await locked.text()).toBe(201);
  const zone = { box: [110, 110, 290, 290], zoneConfidence: 0.9, elapsedMs: 9000 };
  expect((await requests.post(`/api/attempts/${id}/zone`, { data: zone })).status()).toBe(200);
  return id;
}

const resultsOf = ({ assignmentId }: Ground): string => `/assignments/${assignmentId}/results`;
const cell = (page: Page, name: RegExp) => page.getByRole("gridcell", { name });

test("follows an exam live, opens an answer, and talks about it once the results are out", async ({
  page,
  pageOf,
}) => {
  const ground = await makeExam();
  const { institutionId, assignmentId, resident } = ground;
  const faculty = await makePerson({ role: "faculty", institutionId });
  await signIn(page, faculty.email, resultsOf(ground));
  await expect(page.getByRole("heading", { name: "Results", exact: true })).toBeVisible();
  await expect(cell(page, /^Case 1: Not begun/)).toBeVisible();

  const theirs = await pageOf(resident);
  const attemptId = await answer(theirs.request, ground, 0, "B");
  await answer(theirs.request, ground, 1, "C");
  const first = cell(page, /^Case 1: Right phase, zone on target, IoU/);
  await expect(first).toBeVisible();

  // One stop for the Tab key, arrows inside.
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await expect(cell(page, /^Case 2: Wrong phase, zone on target/)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(first).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("heading", { name: "Test resident: right phase, zone on target." }),
  ).toBeVisible();
  await expect(page.getByText("The resident sees it once the results are released.")).toBeVisible();
  await page.getByLabel("A comment for the resident").fill("Good. Stay off the duct.");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.getByText("Stored.")).toBeVisible();

  // Nothing reaches the resident before the release: neither the answer nor what was said of it.
  expect((await theirs.request.get(`/attempts/${attemptId}`)).status()).toBe(404);
  expect((await theirs.request.get(`/api/attempts/${attemptId}/comments`)).status()).toBe(404);
  const origin = new URL(page.url()).origin;
  const released = await page.request.post(`/api/assignments/${assignmentId}/release`, {
    headers: { origin },
  });
  expect(released.status(), await released.text()).toBe(200);
  await theirs.goto(`/attempts/${attemptId}`);
  await expect(theirs.getByText("Good. Stay off the duct.")).toBeVisible();
  await theirs.getByLabel("Your reply").fill("Thank you, which duct?");
  await theirs.getByRole("button", { name: "Reply" }).click();
  // The field holds the same words until they are stored.
  const reply = { hasText: "Thank you, which duct?" };
  await expect(theirs.getByRole("listitem").filter(reply)).toBeVisible();

  await page.reload();
  await expect(page.getByRole("listitem").filter(reply)).toBeVisible();
});

test("shows where zones lie over one another, by keys and in a table", async ({ page, requestsOf }) => {
  const ground = await makeExam();
  await answer(await requestsOf(ground.resident), ground, 0, "B");
  const faculty = await makePerson({ role: "faculty", institutionId: ground.institutionId });
  await signIn(page, faculty.email, resultsOf(ground));
  await page.getByRole("link", { name: /^Case 1, / }).click();
  await expect(page.getByRole("heading", { name: /^1 of 1 counted answer hit it/ })).toBeVisible();
  const heat = page.getByRole("button", { name: /Where they agree/ });
  await expect(page.locator("svg image")).toBeAttached();
  await page.keyboard.press("h");
  await expect(heat).toHaveAttribute("aria-pressed", "false");
  await expect(page.locator("svg image")).not.toBeAttached();
  await page.keyboard.press("e");
  await expect(page.getByRole("button", { name: /Each zone/ })).toHaveAttribute("aria-pressed", "true");
  const row = page.getByRole("table", { name: "Answers" }).getByRole("row", { name: /Test resident/ });
  await expect(row).toContainText("9 s");
  await expect(row).toContainText("90%");
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { name: "Nobody has answered it yet." })).toBeVisible();
});

test("saves a workbook and its sheets", async ({ page, requestsOf }) => {
  const ground = await makeExam();
  const attemptId = await answer(await requestsOf(ground.resident), ground, 0, "B");
  const faculty = await makePerson({ role: "faculty", institutionId: ground.institutionId });
  await signIn(page, faculty.email, resultsOf(ground));
  const address = await page.getByRole("link", { name: "attempts.csv" }).getAttribute("href");
  const csv = await page.request.get(address!);
  const rows = parse(await csv.text(), { columns: true, bom: true }) as Record<string, string>[];
  expect(rows).toMatchObject([{ attemptId, phase: "B", hardcoreHit: "true", elapsedMs: "9000" }]);
  const workbook = await page.request.get(
    (await page.getByRole("link", { name: "Download workbook" }).getAttribute("href"))!,
  );
  expect(workbook.headers()["content-type"]).toContain("spreadsheetml");
  expect((await workbook.body()).subarray(0, 2).toString()).toBe("PK");
});

test("is nobody else's: residents and other institutions find nothing", async ({ requestsOf }) => {
  const ground = await makeExam();
  const theirs = await requestsOf(ground.resident);
  const attemptId = await answer(theirs, ground, 0, "B");
  const addresses = [
    resultsOf(ground),
    `${resultsOf(ground)}/cases/${ground.caseIds[0]}`,
    `${resultsOf(ground)}/attempts/${attemptId}`,
    `/api/results/${ground.assignmentId}`,
    `/api/results/${ground.assignmentId}/export?format=xlsx`,
    `/api/attempts/${attemptId}/comments`,
  ];
  const institutionId = await withDatabase(makeInstitution);
  const stranger = await requestsOf(await makePerson({ role: "director", institutionId }));
  for (const address of addresses) {
    expect((await theirs.get(address)).status(), address).toBe(404);
    expect((await stranger.get(address)).status(), address).toBe(404);
  }
});

test("can be used by everyone", async ({ page, requestsOf }) => {
  const ground = await makeExam();
  const attemptId = await answer(await requestsOf(ground.resident), ground, 0, "C");
  const faculty = await makePerson({ role: "faculty", institutionId: ground.institutionId });
  await signIn(page, faculty.email, resultsOf(ground));
  await expect(cell(page, /^Case 2: Not begun/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await page.goto(`${resultsOf(ground)}/cases/${ground.caseIds[0]}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${resultsOf(ground)}/attempts/${attemptId}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
});
