import path from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { giveDuty } from "@/lib/services/authoring/testing";
import { makeInstitution } from "@/lib/services/testing/factories";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { saved, writeTexts } from "./fixtures/authoring";
import { expect, makePerson, signIn, test, withDatabase } from "./fixtures/people";
import { answerZone, drawByMouse, drawingArea, lockPhase, phaseChoice, stageReady } from "./fixtures/stage";

/** Ten seconds outside the body, forty within, five without light; a burned-in name, and sound (recording.sh makes it). */
const RECORDING = path.join(import.meta.dirname, "fixtures/recording.mp4");
/** Natural pixels of its frames. */
const FRAME = { width: 480, height: 270 };
/** Over the burned-in name, in the recording's pixels. */
const COVER = { Left: "0", Top: "0", Right: "140", Bottom: "32" };

const PLACE = "/authoring/recordings";
const choose = (page: Page) => page.getByLabel("Choose a recording").setInputFiles(RECORDING);
const filled = (page: Page) => expect(page.getByText(/^11 frames of 0:55/)).toBeVisible();
const sampleAt = (page: Page, clock: string) => page.getByRole("option", { name: new RegExp(`^${clock},`) });

test("a recording becomes cases by the keyboard: screened, phases told, a name covered, clips made, nothing else sent; published, a resident answers one", async ({
  page,
  pageOf,
}) => {
  const institutionId = await withDatabase(makeInstitution);
  const faculty = await makePerson({ role: "faculty", institutionId });
  await signIn(page, faculty.email, PLACE);
  await expect(page.getByText(/^The recording stays on this machine/)).toBeVisible();
  await choose(page);
  await page.getByRole("button", { name: "Begin" }).press("Enter");
  await filled(page);
  await expect(sampleAt(page, "0:05")).toHaveAccessibleName("0:05, no phase. Outside the body.");
  await expect(sampleAt(page, "0:50")).toHaveAccessibleName("0:50, no phase. Black.");
  await expect(sampleAt(page, "0:10")).toHaveAccessibleName("0:10, no phase. Kept.");

  // What is outside the body is kept only by whoever says so twice.
  await page.keyboard.press("k");
  await page.getByRole("dialog").getByRole("button", { name: "Leave out" }).press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText(/^8 frames are kept of 11/)).toBeVisible();

  for (const key of ["ArrowRight", "ArrowRight", "a"]) await page.keyboard.press(key);
  await expect(sampleAt(page, "0:10")).toHaveAccessibleName("0:10, phase A. Kept.");
  await page.getByText("Type a cover’s edges").press("Enter");
  for (const [edge, value] of Object.entries(COVER)) await page.getByLabel(edge, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Add the cover" }).press("Enter");
  await expect(page.getByText("Cover 1: 0, 0 to 140, 32")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);

  // After a reload the same file is known, and what was decided with it.
  await page.reload();
  await expect(page.getByText(/^A recording of 0:55, last worked on/)).toBeVisible();
  await choose(page);
  await filled(page);
  await expect(sampleAt(page, "0:10")).toHaveAccessibleName("0:10, phase A. Kept.");
  await page.getByRole("listbox", { name: "Filmstrip" }).focus();
  for (const key of ["ArrowRight", "ArrowRight", "b", "ArrowRight", "x"]) await page.keyboard.press(key);
  await expect(sampleAt(page, "0:20")).toHaveAccessibleName("0:20, phase B. Kept.");
  await expect(sampleAt(page, "0:25")).toHaveAccessibleName("0:25, phase B. Left out.");

  // Another tab can't work on it meanwhile.
  const second = await page.context().newPage();
  await second.goto(PLACE);
  await choose(second);
  await expect(second.getByText(/^This recording is open in another tab/)).toBeVisible();
  await second.close();

  let [lost, sent] = [0, 0];
  page.on("request", (request) => {
    sent += request.postDataBuffer()?.length ?? 0;
    expect(`${request.url()} ${request.postDataBuffer()?.toString("latin1") ?? ""}`).not.toContain(
      "recording.mp4",
    );
  });
  await page.route("**/bytes?offset=*", (route) => (lost++ < 1 ? route.abort() : route.continue()));
  await page.getByLabel("Dataset").fill("From recordings");
  await page.getByRole("textbox", { name: "Video" }).fill("OP 9");
  await page.getByRole("button", { name: "Send" }).press("Enter");
  await expect(
    page.getByText("7 new cases, 0 changed, 0 unchanged, 0 cases refused. 7 cases to be annotated."),
  ).toBeVisible();
  await expect(page.getByText("No problem was found.")).toBeVisible();
  expect(lost).toBeGreaterThan(1);
  expect(sent).toBeGreaterThan(10_000);

  const cases = await withDatabase(({ prisma }) =>
    prisma.case.findMany({
      where: { video: { name: "OP 9", dataset: { institutionId } } },
      orderBy: { frameNumber: "asc" },
      include: { clip: true },
    }),
  );
  expect(cases.map(({ frameNumber, timeUs }) => [frameNumber, Number(timeUs)])).toEqual(
    [2, 3, 4, 6, 7, 8, 9].map((frame) => [frame, frame * 5_000_000]),
  );
  // Before the first of them there is nothing within the body, and a clip shows nothing else.
  expect(cases.map(({ clip }) => clip?.type ?? null)).toEqual([
    null,
    ...Array(6).fill(expect.stringMatching(/mp4|webm/)),
  ]);
  const picture = await page.request.get(`/api/cases/${cases[0]!.id}/frame`);
  const covered = await sharp(await picture.body())
    .extract({ left: 0, top: 0, width: 132, height: 24 })
    .raw()
    .toBuffer();
  expect(Math.max(...covered)).toBeLessThan(24);

  // It has arrived: nothing is remembered of it.
  await page.goto(PLACE);
  await expect(page.getByLabel("Choose a recording")).toBeVisible();
  await expect(page.getByText(/last worked on/)).toHaveCount(0);

  // One of them, whose phase is told, is drawn and written, with the seconds before it at hand.
  const told = cases.find(({ frameNumber }) => frameNumber === 4)!;
  const place = `/authoring/cases/${told.id}`;
  const checker = await makePerson({ role: "faculty", institutionId });
  const chief = await makePerson({ role: "faculty", institutionId });
  await withDatabase(async (db) => {
    const { datasetId } = await db.prisma.video.findUniqueOrThrow({ where: { id: told.videoId } });
    await giveDuty(db, datasetId, "checker", checker);
    await giveDuty(db, datasetId, "chief", chief);
  });
  await page.goto(place);
  await page.getByRole("button", { name: "Begin from it" }).click();
  await stageReady(page);
  await expect(phaseChoice(page, "B")).toBeChecked();
  await expect(page.getByText("0:20 in the recording")).toBeVisible();
  await page.getByRole("button", { name: /^Play/ }).click();
  await expect
    .poll(() => page.locator("video").evaluate((video: HTMLVideoElement) => video.duration))
    .toBeCloseTo(10, 0);
  await drawByMouse(page, FRAME, [80, 60, 180, 160]);
  await drawingArea(page).focus();
  await page.keyboard.press("n");
  await page.keyboard.press("g");
  await page.getByLabel("What lies there").fill("common bile duct");
  await writeTexts(page);
  await saved(page);
  await page.getByRole("button", { name: "Submit for checking" }).click();
  await expect(page.getByRole("heading", { name: "To check" })).toBeVisible();

  const check = await pageOf(checker, place);
  await stageReady(check);
  await check.keyboard.press("b");
  await drawByMouse(check, FRAME, [80, 60, 180, 160]);
  await check.getByRole("button", { name: "Submit reading" }).click();
  await check.getByRole("button", { name: "Agree" }).click();
  const review = await pageOf(chief, place);
  await review.getByRole("button", { name: "Agree" }).click();
  await expect(review.getByRole("heading", { name: "Published" })).toBeVisible();

  // The region lies in the middle of the frame: a resident's zone reaches over it.
  const resident = await pageOf(await makePerson({ institutionId }), `/practice/${told.id}`);
  await lockPhase(resident, "B");
  await answerZone(resident, FRAME, [80, 60, 280, 180]);
  await expect(resident.getByRole("heading", { level: 1 })).toContainText("the common bile duct");
  const clip = `/api/cases/${told.id}/clip`;
  expect((await resident.request.get(clip)).headers()["content-type"]).toMatch(/^video\/(mp4|webm)/);
  const stranger = await pageOf(await makePerson({ role: "director" }));
  expect((await stranger.request.get(clip)).status()).toBe(404);
});

test("what is no recording is said, and what helps", async ({ page }) => {
  const faculty = await makePerson({ role: "faculty" });
  await signIn(page, faculty.email, PLACE);
  const refused = async (name: string, content: string, sentence: RegExp): Promise<void> => {
    const buffer = Buffer.from(content);
    await page.getByLabel("Choose a recording").setInputFiles({ name, mimeType: "video/mp4", buffer });
    await expect(page.getByText(sentence)).toBeVisible();
  };
  await refused("notes.mp4", "no video", /^notes\.mp4 is no recording that can be read here/);
  await expect(page.getByText(/^ffmpeg -i/)).toBeVisible();
  await refused("empty.mp4", "", /^There is nothing in empty\.mp4/);
  // An MP4 begins with its kind; what tells where its pictures are was not written any more.
  const head = "\0\0\0\x14ftypisom\0\0\0\0isom\0\0\x10\0mdat";
  await refused("cut.mp4", head.padEnd(4096, "\0"), /^cut\.mp4 was cut off before/);
});
