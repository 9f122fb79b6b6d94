import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import type { APIRequestContext } from "@playwright/test";
import { picture } from "@/lib/resgo/testing/bundle-files";
import { giveDuty, makeDraftCases, wholeBody } from "@/lib/services/authoring/testing";
import { makeInstitution } from "@/lib/services/testing/factories";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { saved, writeTexts } from "./fixtures/authoring";
import { expect, makePerson, signIn, test, withDatabase } from "./fixtures/people";
import { answerZone, drawByMouse, drawingArea, lockPhase, phaseChoice, stageReady } from "./fixtures/stage";

const FRAME = { width: 640, height: 480 };

test("an upload goes on by itself when the connection comes back", async ({ page }) => {
  const institutionId = await withDatabase(makeInstitution);
  const faculty = await makePerson({ role: "faculty", institutionId });
  await signIn(page, faculty.email, "/authoring/uploads");
  const bytes = await picture(FRAME.width, FRAME.height);
  await page.getByLabel("Choose files").setInputFiles([
    { name: "frame_1.jpg", mimeType: "image/jpeg", buffer: bytes },
    {
      name: "frame_2.jpg",
      mimeType: "image/jpeg",
      buffer: await picture(FRAME.width, FRAME.height, "#305060"),
    },
  ]);
  await page.getByLabel("Dataset").fill("Lost and found");
  await page.getByRole("textbox", { name: "Video" }).fill("OP 7");
  let lost = 0;
  await page.route("**/bytes?offset=*", (route) => (lost++ < 1 ? route.abort() : route.continue()));
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(
    page.getByText("2 new cases, 0 changed, 0 unchanged, 0 cases refused. 2 cases to be annotated."),
  ).toBeVisible();
  expect(lost).toBeGreaterThan(1);
});

test("from a frame to a published case: annotated, read blind, checked, agreed on by all chiefs", async ({
  page,
  pageOf,
}) => {
  const institutionId = await withDatabase(makeInstitution);
  const director = await makePerson({ institutionId, role: "director", name: "Dr Director" });
  const annotator = await makePerson({ institutionId, role: "faculty", name: "Dr Annotator" });
  const checker = await makePerson({ institutionId, role: "faculty", name: "Dr Checker" });
  const chiefs = [
    await makePerson({ institutionId, role: "faculty", name: "Dr First" }),
    await makePerson({ institutionId, role: "faculty", name: "Dr Second" }),
  ];

  await signIn(page, annotator.email, "/authoring/uploads");
  await page.getByLabel("Choose files").setInputFiles({
    name: "frame_12.jpg",
    mimeType: "image/jpeg",
    buffer: await picture(FRAME.width, FRAME.height, "#504030"),
  });
  await page.getByLabel("Dataset").fill("New frames");
  await page.getByRole("textbox", { name: "Video" }).fill("OP 1");
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByText("1 new case, 0 changed")).toBeVisible();

  const desk = await pageOf(director, "/authoring");
  await desk.getByRole("link", { name: "New frames" }).click();
  const duty = (name: RegExp) => desk.getByRole("group", { name });
  await duty(/^Annotators/)
    .getByLabel(/Dr Annotator/)
    .check();
  await duty(/^Checkers/)
    .getByLabel(/Dr Checker/)
    .check();
  for (const name of [/Dr First/, /Dr Second/])
    await duty(/^Chiefs/)
      .getByLabel(name)
      .check();
  await desk.getByRole("button", { name: "Save duties" }).click();
  await expect(desk.getByText("Saved.")).toBeVisible();
  await expectAccessible(desk);

  await page.goto("/authoring");
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await page.getByRole("link", { name: "OP 1, frame 12" }).first().click();
  await stageReady(page);
  await page.keyboard.press("b");
  await expect(phaseChoice(page, "B")).toBeChecked();
  await expect(page.getByText(/fibro-fatty tissue within the triangle/)).toBeVisible();
  await drawByMouse(page, FRAME, [100, 100, 300, 200]);
  await drawByMouse(page, FRAME, [400, 300, 500, 400]);
  await expect(page.getByRole("button", { name: "Zone 2" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Zone 2" })).toBeHidden();
  await drawingArea(page).focus();
  await page.keyboard.press("n");
  await page.keyboard.press("g");
  await page.getByLabel("What lies there").fill("common bile duct");
  await page.getByRole("button", { name: "Submit for checking" }).click();
  await expect(
    page.getByText("Still missing: the location, the exposure, the next action, the critical risk."),
  ).toBeVisible();
  await writeTexts(page);
  await saved(page);
  await page.reload();
  await expect(page.getByLabel("Location")).toHaveValue("Over the cystic duct.");
  await expect(page.getByRole("button", { name: "Zone 1" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Submit for checking" }).click();
  await expect(page.getByRole("heading", { name: "To check" })).toBeVisible();
  const caseUrl = new URL(page.url()).pathname;

  const check = await pageOf(checker, caseUrl);
  const received: string[] = [];
  check.on("response", async (response) => {
    if (response.url().includes(caseUrl)) received.push(await response.text().catch(() => ""));
  });
  await check.reload();
  await stageReady(check);
  await expect(check.getByRole("heading", { name: "Read it blind first" })).toBeVisible();
  expect(received.join("\n")).not.toContain("cystic duct");
  expect(received.join("\n")).not.toContain("bile duct");
  await expect(check.getByRole("radio", { name: "No-Go" })).toBeHidden();
  await check.keyboard.press("b");
  await drawByMouse(check, FRAME, [100, 100, 200, 200]);
  await check.getByRole("button", { name: "Submit reading" }).click();
  await expect(check.getByRole("heading", { name: "Check", exact: true })).toBeVisible();
  await expect(check.getByRole("region", { name: "Blind readings" })).toContainText(
    /You: IoU 0\.[45]\d, the same phase/,
  );
  await expect(check.getByRole("definition").first()).toHaveText("common bile duct");
  await check.getByRole("button", { name: "Send back" }).click();
  await expect(check.getByText("Say what is to be changed")).toBeVisible();
  await check.getByLabel("Comment").fill("It reaches too far to the right.");
  await expectAccessible(check);
  await check.getByRole("button", { name: "Send back" }).click();
  await expect(check.getByRole("heading", { name: "To annotate" })).toBeVisible();

  await page.reload();
  await expect(page.getByText("It reaches too far to the right.")).toBeVisible();
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(page.getByLabel("Location")).toHaveValue("Over the cystic duct.");
  await page.getByLabel("Location").fill("Over the cystic artery.");
  await saved(page);
  await page.getByRole("button", { name: "Submit for checking" }).click();
  await expect(page.getByRole("heading", { name: "To check" })).toBeVisible();

  await check.reload();
  await check.getByRole("button", { name: "Agree" }).click();
  await expect(check.getByRole("heading", { name: "Before the chiefs" })).toBeVisible();
  for (const [index, chief] of chiefs.entries()) {
    const review = await pageOf(chief, caseUrl);
    await expect(review.getByRole("heading", { name: "Review" })).toBeVisible();
    await review.getByRole("button", { name: "Agree" }).click();
    const step = index === 0 ? "Before the chiefs" : "Published";
    await expect(review.getByRole("heading", { name: step })).toBeVisible();
    await review.context().close();
  }
  const id = /([0-9a-f-]{36})/.exec(caseUrl)![1]!;
  await withDatabase(async ({ prisma }) => {
    const stored = await prisma.case.findUniqueOrThrow({ where: { id }, include: { currentVersion: true } });
    expect(stored.publication).toBe("published");
    expect(stored.currentVersion).toMatchObject({ phase: "B", location: "Over the cystic artery." });
  });

  // The region lies in the middle of the frame: a resident's zone reaches over it.
  const resident = await pageOf(await makePerson({ institutionId }), `/practice/${id}`);
  await lockPhase(resident, "B");
  await answerZone(resident, FRAME, [100, 100, 340, 260]);
  await expect(resident.getByRole("heading", { level: 1 })).toContainText("the common bile duct");
  const region = resident.getByRole("button", { name: /^No-Go region/ });
  await expect(region).toHaveAttribute("aria-pressed", "true");
  await expect(resident.getByRole("img", { name: "No-Go: common bile duct." })).toBeVisible();
  await resident.keyboard.press("3");
  await expect(region).toHaveAttribute("aria-pressed", "false");
  await expectAccessible(resident);
});

test("a case is annotated by keyboard alone", async ({ page }) => {
  const institutionId = await withDatabase(makeInstitution);
  const annotator = await makePerson({ role: "faculty", institutionId });
  const caseId = await withDatabase(async (db) => {
    const frame = await db.prisma.frame.findFirstOrThrow({
      where: { versions: { some: { case: { video: { dataset: { name: "Calot rendered demo" } } } } } },
    });
    const ground = await makeDraftCases(db, institutionId, { frameId: frame.id });
    await giveDuty(db, ground.datasetId, "annotator", annotator);
    return ground.caseIds[0]!;
  });
  await signIn(page, annotator.email, `/authoring/cases/${caseId}`);
  await stageReady(page);
  await drawingArea(page).focus();
  await page.keyboard.press("c");
  await page.keyboard.press("g");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await expect(page.getByRole("button", { name: "Zone 2" })).toBeVisible();
  await page.keyboard.press("z");
  await expect(page.getByRole("button", { name: "Zone 2" })).toBeHidden();
  // A No-Go region: a corner of it is moved, another one added.
  await page.keyboard.press("n");
  await page.keyboard.press("g");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("i");
  await expect(page.getByRole("status").filter({ hasText: "Region 1, corner 2 of 5" })).toBeAttached();
  await page.keyboard.press("Escape");
  await page.getByLabel("What lies there").focus();
  await page.keyboard.type("liver bed");
  await expect(page.getByRole("button", { name: "liver bed" })).toHaveAttribute("aria-pressed", "true");
  for (const label of ["Location", "Exposure", "Next action", "Critical risk"]) {
    await page.getByLabel(label).focus();
    await page.keyboard.type(`The ${label.toLowerCase()} here.`);
  }
  await saved(page);
  await page.getByRole("button", { name: "Submit for checking" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "To check" })).toBeVisible();
});

test("the history shows what changed between two versions", async ({ page }) => {
  const institutionId = await withDatabase(makeInstitution);
  const faculty = await makePerson({ role: "faculty", institutionId });
  const caseId = await withDatabase(async (db) => {
    const frame = await db.prisma.frame.findFirstOrThrow({
      where: { versions: { some: { case: { video: { dataset: { name: "Calot rendered demo" } } } } } },
    });
    const { caseIds } = await makeDraftCases(db, institutionId, { frameId: frame.id });
    const id = caseIds[0]!;
    for (const [index, location] of ["over the cystic duct", "over the cystic artery"].entries()) {
      const { rationale, noGo: _, ...body } = wholeBody();
      const boxes = [[100 + index * 50, 100, 300, 200]];
      const version = await db.prisma.caseVersion.create({
        data: { caseId: id, frameId: frame.id, number: index + 2, ...body, ...rationale, boxes, location },
      });
      await db.prisma.case.update({
        where: { id },
        data: { currentVersionId: version.id, publication: "published" },
      });
    }
    return id;
  });
  await signIn(page, faculty.email, `/authoring/cases/${caseId}/history`);
  await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
  await expect(page.getByRole("deletion")).toHaveText("duct");
  await expect(page.getByRole("insertion")).toHaveText("artery");
  await expect(page.getByText("IoU 0.75 between the two.")).toBeVisible();
  await expectAccessible(page);
});

test("residents and strangers find nothing", async ({ requestsOf, baseURL }) => {
  const institutionId = await withDatabase(makeInstitution);
  const ground = await withDatabase((db) => makeDraftCases(db, institutionId));
  const resident = await makePerson({ institutionId });
  const stranger = await makePerson({ role: "director" });
  const caseId = ground.caseIds[0]!;
  const doors = [
    `/authoring/cases/${caseId}`,
    `/authoring/cases/${caseId}/history`,
    `/authoring/datasets/${ground.datasetId}`,
    `/authoring/uploads/${randomUUID()}`,
    `/api/authoring/datasets/${ground.datasetId}/export`,
    `/api/uploads/${randomUUID()}`,
  ];
  const theirs = await requestsOf(resident);
  for (const door of [...doors, "/authoring", "/authoring/uploads", "/authoring/recordings"]) {
    expect((await theirs.get(door)).status(), door).toBe(404);
  }
  const other = await requestsOf(stranger);
  for (const door of doors) expect((await other.get(door)).status(), door).toBe(404);
  // From another site nothing is taken, and no piece larger than a piece.
  const url = `/api/uploads/${randomUUID()}/bytes?offset=0`;
  const elsewhere = { headers: { origin: "https://elsewhere.example" }, data: Buffer.from("x") };
  expect((await other.put(url, elsewhere)).status()).toBe(403);
  expect(await statusOfAnnounced(baseURL!, other, url, 9 * 1024 * 1024)).toBe(413);
});

/** What a PUT is answered that has told its size, and sent nothing yet. */
async function statusOfAnnounced(
  origin: string,
  requests: APIRequestContext,
  path: string,
  bytes: number,
): Promise<number> {
  const { cookies } = await requests.storageState();
  const sending = request(new URL(path, origin), {
    method: "PUT",
    headers: {
      origin,
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
      "content-type": "application/octet-stream",
      "content-length": bytes,
    },
  });
  sending.flushHeaders();
  const [answer] = await once(sending, "response");
  sending.destroy();
  return answer.statusCode;
}
