import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { zipOf } from "@/lib/jobs/uploads/testing";
import { HEADER, labelMe, picture, TEXTS, workbook } from "@/lib/resgo/testing/bundle-files";
import { aSetSite, measure } from "@/lib/services/case-sets/testing";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import {
  answerInExam,
  answerTheRest,
  assignExam,
  beginExam,
  drawSomeZone,
  makeCohort,
  storedHeading,
} from "./fixtures/assignments";
import { expect, makePerson, signIn, test, withDatabase } from "./fixtures/people";
import {
  drawByMouse,
  lockButton,
  nextButton,
  phaseChoice,
  phaseHeading,
  resultHeading,
  stageReady,
  zoneHeading,
} from "./fixtures/stage";

const DAY_MS = 24 * 60 * 60 * 1000;
const FRAME = { width: 640, height: 480 };
const DATASET = "From the theatre";
const REASON = "The duct runs through this zone; the safe one is in the middle.";
const ANSWER = "Agreed: the zone lies in the middle.";

let folder = "";
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "calot-faculty-"));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** A zipped bundle of three whole cases of one video, whose zones lie in the upper left corner; a fourth is broken. */
async function writeBundle(): Promise<string> {
  const corner = labelMe(
    [
      {
        points: [
          [20, 20],
          [140, 110],
        ],
      },
    ],
    { imageWidth: FRAME.width, imageHeight: FRAME.height },
  );
  const files: Record<string, string | Uint8Array> = { "splits.csv": "video,split\nV1,train\n" };
  const rows = [];
  for (const [index, phase] of ["A", "B", "C", "D"].entries()) {
    const name = `V1/00000${index + 1}`;
    files[`frames/${name}.jpg`] = await picture(FRAME.width, FRAME.height, `#a0${index + 4}030`);
    files[`labelme/${name}.json`] = index < 3 ? corner : "{}";
    rows.push([index + 1, phase, ...TEXTS]);
  }
  files["annotations.xlsx"] = await workbook({ V1: [HEADER, ...rows] });
  const zip = path.join(folder, "resgo.zip");
  await writeFile(zip, await zipOf(folder, files));
  return zip;
}

async function uploadBundle(page: Page, file: string, { open }: { open: boolean }): Promise<void> {
  await page.goto("/authoring/uploads");
  await page.getByLabel("Choose files").setInputFiles(file);
  await page.getByLabel("Dataset").fill(DATASET);
  if (open) await page.getByLabel("Open what is complete to practice at once").check();
  await page.getByRole("button", { name: "Upload" }).click();
}

const stepTo = (page: Page, name: string) => page.getByRole("link", { name, exact: true });

test("from a zipped bundle to an exam, its release, a questioned reference and the export", async ({
  page,
  pageOf,
}) => {
  const { id: institutionId } = await withDatabase(({ prisma }) =>
    prisma.institution.create({ data: { name: `Faculty’s ${randomUUID()}`, timeZone: "Europe/Berlin" } }),
  );
  const director = await makePerson({ role: "director", institutionId });
  const faculty = await makePerson({ role: "faculty", institutionId });
  const { cohort, residents } = await makeCohort(institutionId, ["Ann Prompt", "Ben Late", "Cleo Offline"]);

  await test.step("a bundle is uploaded, read in the background, and its faults are told", async () => {
    await signIn(page, director.email);
    await uploadBundle(page, await writeBundle(), { open: true });
    await expect(page.getByText(`Read, into ${DATASET}.`)).toBeVisible();
    await expect(page.getByText("3 new cases, 0 changed, 0 unchanged, 1 case refused.")).toBeVisible();
    await expect(page.getByRole("cell", { name: "labelme/V1/000004.json" })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
  });

  const desk = await pageOf(faculty, "/case-sets/new");
  const set = "From the library";
  await test.step("its cases are chosen in the library, and the set is published", async () => {
    await desk.getByLabel("Name").fill(set);
    await desk.getByLabel("Name").press("Enter");
    await expect(desk.getByText("3 cases", { exact: true })).toBeVisible();
    const cells = desk.getByRole("grid", { name: "Cases" }).getByRole("gridcell");
    await cells.first().focus();
    await desk.keyboard.press("Control+a");
    await desk.getByRole("button", { name: `Add to ${set}` }).click();
    await expect(desk.getByText("3 cases added; 3 cases in it now.")).toBeVisible();
    await stepTo(desk, set).last().click();
    await desk.getByRole("button", { name: "Publish …" }).click();
    await desk.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
    await expect(desk.getByText(/^Published · Practice · 3 cases/)).toBeVisible();
  });

  const id = await assignExam(desk, { set, cohort });
  const [ann, ben, cleo] = (await Promise.all(residents.map((each) => pageOf(each)))) as [Page, Page, Page];

  await test.step("the residents are told, inside Calot and by mail", async () => {
    await expect(ann.getByRole("link", { name: "Notices, 1 new" })).toBeVisible();
    await ann.goto("/mailbox");
    await expect(ann.getByText("New assignment: Exam of March")).toBeVisible();
  });

  await test.step("one answers in time, and learns nothing", async () => {
    await beginExam(ann);
    await expect(ann.getByText("1 of 3")).toBeVisible();
    await answerTheRest(ann, 3);
    await ann.getByRole("link", { name: "To the assignment" }).click();
    await expect(ann.getByText("3 of 3 answered")).toBeVisible();
    await expect(ann.getByText(/Results come when your faculty release them/)).toBeVisible();
    await expect(ann.getByText(/IoU|right phase/i)).toHaveCount(0);
  });

  await test.step("one loses the connection at the second case, goes on, and reloads when it is back", async () => {
    await beginExam(cleo);
    await answerInExam(cleo);
    await expect(storedHeading(cleo)).toBeVisible();
    await nextButton(cleo).click();
    await expect(phaseHeading(cleo)).toBeVisible();
    const second = cleo.url();
    await cleo.context().setOffline(true);
    await phaseChoice(cleo, "B").check();
    await lockButton(cleo).click();
    await expect(zoneHeading(cleo)).toBeVisible();
    await drawSomeZone(cleo);
    await expect(cleo.getByRole("button", { name: /not sent yet/ })).toBeVisible();
    await nextButton(cleo).click();
    await expect(phaseHeading(cleo)).toBeVisible();
    expect(cleo.url()).not.toBe(second);
    await cleo.context().setOffline(false);
    await cleo.reload();
    await expect
      .poll(() =>
        withDatabase(({ prisma }) =>
          prisma.attempt.count({
            where: { assignmentId: id, userId: residents[2]!.id, zoneAt: { not: null } },
          }),
        ),
      )
      .toBe(2);
    await expect(cleo.getByRole("button", { name: /not sent yet/ })).toHaveCount(0);
    await beginExam(cleo);
    await expect(cleo.getByText("3 of 3")).toBeVisible();
    await answerTheRest(cleo, 1);
  });

  await test.step("one comes after it was due", async () => {
    const now = Date.now();
    await withDatabase(({ prisma }) =>
      prisma.assignment.update({
        where: { id },
        data: { opensAt: new Date(now - 2 * DAY_MS), dueAt: new Date(now - DAY_MS) },
      }),
    );
    await ben.goto("/home");
    await expect(ben.getByText(/^Answers are late now: was due yesterday/)).toBeVisible();
    await beginExam(ben);
    await expect(ben.getByText(/^Answers are late now\. They are taken still/)).toBeVisible();
    await answerTheRest(ben, 3);
  });

  await test.step("the faculty see how each got on, and release", async () => {
    await desk.reload();
    await expect(desk.getByText("3 residents: 3 begun, 3 finished.")).toBeVisible();
    await expect(desk.getByRole("row", { name: /Ben Late/ })).toContainText("3 late");
    await desk.getByRole("button", { name: "Release results" }).click();
    await desk.getByRole("button", { name: "Release", exact: true }).click();
    await expect(desk.getByRole("button", { name: "Release results" })).toHaveCount(0);
    await expect(desk.getByText("Released", { exact: true })).toBeVisible();
    for (const resident of [ann, ben, cleo]) {
      await resident.goto(`/assignments/${id}`);
      await expect(resident.getByText(/; 0 of 3 a hit in the right phase/)).toBeVisible();
    }
  });

  const answerPage = await test.step("a resident questions a reference with a zone of theirs", async () => {
    await ann.goto("/notices");
    await expect(ann.getByText("The results of Exam of March are out.")).toBeVisible();
    await ann.getByRole("button", { name: "Mark all as read" }).click();
    await expect(ann.getByRole("link", { name: "Notices", exact: true })).toBeVisible();
    await ann.goto(`/assignments/${id}`);
    await ann.getByRole("link", { name: /^Right phase/ }).click();
    await expect(resultHeading(ann)).toHaveText(/misses the reference/);
    const address = new URL(ann.url()).pathname;
    await ann.getByRole("link", { name: "Question the reference" }).click();
    await stageReady(ann);
    await ann.getByRole("button", { name: "Send the question" }).click();
    await expect(ann.getByRole("alert").filter({ hasText: /^Say in a sentence/ })).toBeVisible();
    await ann.getByLabel("What is wrong with it?").fill(REASON);
    await drawByMouse(ann, FRAME, [220, 150, 420, 330]);
    await ann.getByRole("button", { name: "Send the question" }).click();
    await expect(ann.getByRole("heading", { name: "You question this reference" })).toBeVisible();
    return address;
  });

  await test.step("faculty are told of it, and accept it", async () => {
    await desk.goto("/notices");
    await desk.getByRole("link", { name: "Ann Prompt questions the reference of V1, frame 2." }).click();
    await desk.getByRole("link", { name: REASON }).click();
    await expect(desk.getByRole("heading", { name: "Is the reference of V1, frame 2 wrong?" })).toBeVisible();
    await desk.getByRole("button", { name: "Change the reference" }).click();
    await expect(desk.getByRole("heading", { name: "The new reference" })).toBeVisible();
    await desk.getByRole("button", { name: "Accept and score anew" }).click();
    await expect(desk.getByRole("alert").filter({ hasText: /^Say why/ })).toBeVisible();
    await desk.getByLabel("Why, in a sentence").fill(ANSWER);
    await desk.getByRole("button", { name: "Accept and score anew" }).click();
    // The zone is another one, the texts are not.
    await desk.getByRole("button", { name: "They hold as they are" }).click();
    await expect(desk.getByRole("heading", { name: "Accepted: the reference was changed" })).toBeVisible();
  });

  await test.step("all three are scored anew, and told", async () => {
    await ann.goto(answerPage);
    await expect(resultHeading(ann)).not.toHaveText(/misses the reference/);
    await expect(ann.getByRole("heading", { name: /^Scored anew on/ })).toBeVisible();
    await expect(ann.getByText(/IoU was 0\.00, and is 0\.\d\d now\./)).toBeVisible();
    await expect(ann.getByText(ANSWER).first()).toBeVisible();
    for (const [resident, notice] of [
      [ann, "Your question about V1, frame 2 was accepted, and its reference changed."],
      [ben, "The reference of V1, frame 2 was changed, and your answer was scored anew."],
      [cleo, "The reference of V1, frame 2 was changed, and your answer was scored anew."],
    ] as const) {
      await resident.goto("/notices");
      await expect(resident.getByText(notice)).toBeVisible();
      await resident.goto(`/assignments/${id}`);
      await expect(resident.getByText(/; 1 of 3 a hit in the right phase/)).toBeVisible();
      await resident.context().close();
    }
  });

  await test.step("the dataset goes out as a bundle, and comes in again without a change", async () => {
    await desk.goto("/authoring");
    const download = desk.waitForEvent("download");
    await desk.getByRole("link", { name: `Download ${DATASET} as a bundle` }).click();
    const bundle = path.join(folder, "out.zip");
    await (await download).saveAs(bundle);
    await desk.context().close();
    await uploadBundle(page, bundle, { open: false });
    await expect(page.getByText("0 new cases, 0 changed, 3 unchanged, 0 cases refused.")).toBeVisible();
    await expect(page.getByText("No problem was found.")).toBeVisible();
  });

  const stored = await withDatabase(({ prisma }) => prisma.attempt.findMany({ where: { assignmentId: id } }));
  expect(stored).toHaveLength(9);
  expect(stored.every(({ zoneAt, ordinal }) => zoneAt !== null && ordinal === 1)).toBe(true);
});

test("makes a matched pre- and post-test that share no video, and keeps them so", async ({ page }) => {
  const { institutionId, cases } = await withDatabase(async (db) => {
    const site = await aSetSite(db, { videos: 6, ofEachPhase: 2 });
    for (const [index, { id }] of site.cases.entries()) await measure(db, id, (index * 3) % 10);
    return site;
  });
  const faculty = await makePerson({ role: "faculty", institutionId });
  await signIn(page, faculty.email, "/case-sets/new?by=forms");
  await page.getByLabel("Cases of each test").fill("8");
  await page.getByLabel("Cases to practise").fill("8");
  await page.getByRole("button", { name: "Match the tests" }).click();
  await expect(page.getByRole("heading", { name: /^What differs/ })).toBeVisible();
  for (const part of ["Pre-test", "Post-test", "Practice"]) {
    await expect(page.getByRole("region", { name: part, exact: true }).getByRole("img")).toHaveCount(8);
  }
  const proposal = page.getByRole("region", { name: "Proposal" });
  await expect(proposal.getByText("Equal", { exact: true })).toBeVisible();
  await proposal.getByLabel("Name").fill("Spring");
  await proposal.getByRole("button", { name: "Make the sets" }).click();
  const table = page.getByRole("table", { name: "Case sets" });
  await expect(table.getByRole("rowheader")).toHaveCount(3);
  await table.getByRole("link", { name: "Spring, pre-test" }).click();
  await expect(page.getByRole("heading", { name: "Spring, pre-test" })).toBeVisible();
  const family = page.getByRole("region", { name: "Shares no video with" });
  await expect(family.getByRole("link")).toHaveText(["Spring, post-test", "Spring, practice"]);

  const id = new URL(page.url()).pathname.split("/").at(-1)!;
  const answer = await page.request.post(`/api/case-sets/${id}/cases`, {
    data: { caseIds: cases.map((each) => each.id) },
  });
  expect(answer.status()).toBe(409);
  expect(((await answer.json()) as { detail: string }).detail).toMatch(/^Video V0\d .* stands in “Spring, /);

  // As it is stored: no video in two of them, and as many cases of each phase in both tests.
  const stored = await withDatabase(({ prisma }) =>
    prisma.caseSet.findMany({
      where: { institutionId },
      orderBy: { name: "desc" },
      include: { items: { include: { case: { include: { currentVersion: true } } } } },
    }),
  );
  const videos = stored.map(({ items }) => new Set(items.map((item) => item.case.videoId)));
  expect(new Set(videos.flatMap((each) => [...each])).size).toBe(
    videos.reduce((sum, { size }) => sum + size, 0),
  );
  const phases = stored.map(({ items }) => items.map((item) => item.case.currentVersion!.phase).sort());
  expect(phases[0]).toHaveLength(8);
  expect(phases[1]).toEqual(phases[2]);
});
