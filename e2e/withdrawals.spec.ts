import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { picture } from "@/lib/resgo/testing/bundle-files";
import { folderStorage } from "@/lib/storage/folder-storage";
import { ladder } from "@/lib/storage/ladder";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { answerAway } from "./fixtures/answers";
import { casesFor, farFrom } from "./fixtures/cases";
import { copyDemo } from "./fixtures/demo-copy";
import { expect, makePerson, PASSWORD, signIn, test, withDatabase } from "./fixtures/people";
import { stageReady } from "./fixtures/stage";

const SIZE = { width: 640, height: 480 };
const HOUR_MS = 60 * 60 * 1000;

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });

/** Gives a case a picture that no other case shows: what is removed is missed by nobody else. */
async function givePicture(caseId: string): Promise<void> {
  const original = await picture(SIZE.width, SIZE.height, `#${caseId.slice(0, 6)}`);
  const sha256 = createHash("sha256").update(original).digest("hex");
  const storage = folderStorage(process.env.CALOT_TEST_FRAMES!);
  await storage.putOriginal(sha256, "jpeg", original);
  for (const width of ladder(SIZE.width)) {
    await storage.putRendition(sha256, width, await sharp(original).resize({ width }).webp().toBuffer());
  }
  await withDatabase(async ({ prisma }) => {
    const data = { ...SIZE, sha256, format: "jpeg", bytes: original.length };
    const { id: frameId } = await prisma.frame.create({ data });
    await prisma.caseVersion.updateMany({
      where: { caseId },
      data: { frameId, boxes: [[100, 100, 300, 300]] },
    });
  });
}

const datasetOf = (institutionId: string) =>
  withDatabase(({ prisma }) => prisma.dataset.findFirstOrThrow({ where: { institutionId } }));

test("a dataset is opened, a case of it retired, and its picture removed for good", async ({
  page,
  pageOf,
  requestsOf,
}) => {
  const { institutionId, caseIds } = await withDatabase((db) => copyDemo(db, 3));
  const taken = caseIds[0]!;
  await givePicture(taken);
  const { id: datasetId, name } = await datasetOf(institutionId);
  await withDatabase(({ prisma }) =>
    prisma.dataset.update({ where: { id: datasetId }, data: { publication: "draft" } }),
  );
  const director = await makePerson({ role: "director", institutionId });
  const resident = await makePerson({ institutionId });
  await makePerson({ institutionId });
  const reader = await requestsOf(resident);
  const offered = async (): Promise<string[]> => {
    const { cases } = (await (await reader.get("/api/cases")).json()) as { cases: { id: string }[] };
    return cases.map(({ id }) => id).sort();
  };

  await test.step("opening it says first to whom how many cases are offered", async () => {
    await signIn(page, director.email, `/authoring/datasets/${datasetId}`);
    await button(page, "Open it to practice …").click();
    const asks = page.getByRole("dialog", { name: `Open ${name} to practice` });
    await expect(asks.getByText(/^3 cases are offered at once to 2 residents/)).toBeVisible();
    await expectAccessible(page);
    expect(await offered()).toEqual([]);
    await asks.getByRole("button", { name: "Open it", exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: "Open to practice" })).toBeVisible();
    expect(await offered()).toEqual([...caseIds].sort());
  });

  const attemptId = await answerAway(reader, taken, { phase: "B", box: [100, 100, 200, 200] });

  await test.step("a retired case is offered nowhere, and the library says that it is", async () => {
    await page.goto(`/authoring/cases/${taken}`);
    await button(page, "Retire or remove …").click();
    const asks = page.getByRole("dialog", { name: /^Retire or remove/ });
    await expect(asks.getByText(/^1 answer stays/)).toBeVisible();
    await asks.getByRole("button", { name: "Retire the case", exact: true }).click();
    await expect(asks.getByText("Say why, in a sentence.")).toBeVisible();
    await asks.getByLabel("Why", { exact: true }).fill("The frame is blurred.");
    await asks.getByRole("button", { name: "Retire the case", exact: true }).click();
    await expect(heading(page, "Retired")).toBeVisible();
    await expect(page.getByText(/^Retired on .* Reason: The frame is blurred\.$/)).toBeVisible();
    expect(await offered()).toEqual(caseIds.filter((id) => id !== taken).sort());
    expect((await reader.get(`/api/stage?case=${taken}`)).status()).toBe(404);
    await page.goto("/library?retired=yes");
    const cells = page.getByRole("grid", { name: "Cases" }).getByRole("gridcell");
    await expect(cells).toHaveCount(1);
    await expect(cells).toContainText("Retired");
  });

  await test.step("its picture is removed once the password is typed again, and its place says why", async () => {
    // She signed in a while ago.
    await withDatabase(({ prisma }) =>
      prisma.session.updateMany({
        where: { userId: director.id },
        data: { beganAt: new Date(Date.now() - HOUR_MS), confirmedAt: null },
      }),
    );
    await page.goto(`/authoring/cases/${taken}`);
    await button(page, "Retire or remove …").click();
    const asks = page.getByRole("dialog", { name: /^Retire or remove/ });
    await expect(asks.getByText(/^1 case shows this picture/)).toBeVisible();
    await asks.getByLabel("Why", { exact: true }).fill("Consent was withdrawn.");
    await asks.getByRole("button", { name: "Remove the picture for good" }).click();
    const password = page.getByRole("dialog", { name: "Type your password again" });
    await password.getByLabel("Your password", { exact: true }).fill(PASSWORD);
    await password.getByRole("button", { name: "Go on" }).click();
    await expectGone(page);
    await expect(page.getByText(/^Picture removed on .*: Consent was withdrawn\.$/)).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    const own = await pageOf(resident, `/attempts/${attemptId}`);
    await expectGone(own);
    await own.goto("/history");
    await expectGone(own);
  });
});

/** In a picture's place stands one that says that it was removed. */
async function expectGone(page: Page): Promise<void> {
  const image = page.getByRole("img", { name: "The picture of this case was removed for good." });
  await expect(image).toBeVisible();
  await expect
    .poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
}

test("a dataset that asks for a second judge changes and restores a reference by two people's word alone", async ({
  page,
  pageOf,
  requestsOf,
}) => {
  const { institutionId, caseIds } = await withDatabase((db) => copyDemo(db, 1));
  const { id: datasetId } = await datasetOf(institutionId);
  const director = await makePerson({ role: "director", institutionId, name: "Dr First" });
  const second = await makePerson({ role: "faculty", institutionId, name: "Dr Second" });
  const resident = await makePerson({ institutionId });
  const stored = (await casesFor(resident)).get(caseIds[0]!)!;
  const reader = await requestsOf(resident);
  const box = farFrom(stored);
  const attemptId = await answerAway(reader, stored.id, { phase: stored.phase, box });
  const question = crypto.randomUUID();
  const asked = await reader.post(`/api/attempts/${attemptId}/disputes`, {
    data: { id: question, reason: "The duct runs elsewhere.", box },
  });
  expect(asked.status()).toBe(201);
  const iou = () =>
    withDatabase(async ({ prisma }) =>
      (await prisma.attempt.findUniqueOrThrow({ where: { id: attemptId } })).iou!.toFixed(2),
    );
  expect(await iou()).toBe("0.00");

  await signIn(page, director.email, `/authoring/datasets/${datasetId}`);
  await page
    .getByLabel(/^Whose agreement it takes/)
    .selectOption({ label: "Two people who decide questions" });
  await button(page, "Save duties").click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await page.goto(`/disputes/${question}`);
  await stageReady(page);
  await button(page, "Change the reference").click();
  await page.getByLabel("Why, in a sentence").fill("It runs where the reader drew.");
  await button(page, "Propose it").click();
  await button(page, "They hold as they are").click();
  await expect(heading(page, "Dr First would change the reference")).toBeVisible();
  await expect(page.getByText(/^It waits for somebody else’s agreement/)).toBeVisible();
  expect(await iou()).toBe("0.00");

  const other = await pageOf(second, `/disputes/${question}`);
  await stageReady(other);
  await expectAccessible(other);
  await button(other, "Agree, and score anew").click();
  await expect(heading(other, "Accepted: the reference was changed")).toBeVisible();
  expect(await iou()).toBe("1.00");

  await page.reload();
  await stageReady(page);
  await page.getByLabel("Why, in a sentence").fill("It was the right zone before.");
  await button(page, "Propose to take it back").click();
  await expect(heading(page, "Dr First would take the change back")).toBeVisible();
  expect(await iou()).toBe("1.00");
  await other.reload();
  await stageReady(other);
  await button(other, "Agree, and score anew").click();
  await expect(heading(other, "Taken back: the reference from before stands again")).toBeVisible();
  expect(await iou()).toBe("0.00");
  await expectNoSidewaysScrolling(other);
});
