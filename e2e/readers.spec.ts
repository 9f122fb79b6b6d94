import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { SYSTEM } from "@/lib/auth/actor";
import { METRIC_COLUMNS, printFigure } from "@/lib/domain/readers/metric-columns";
import { PAPER_TABLE } from "@/lib/domain/readers/paper-table";
import { readerFactories } from "@/lib/services/readers/testing";
import { contextOf, makeInstitution } from "@/lib/services/testing/factories";
import { recordTrainingLog } from "@/lib/services/training-logs/record-training-log";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { expect, makePerson, signIn, test, withDatabase } from "./fixtures/people";

/** An institution of its own with a run over three cases, and five residents who answered two of them. */
async function makeSite() {
  return withDatabase(async (db) => {
    const { aSite, addCase, predict, cohortOf, attempt } = readerFactories(db);
    const { institutionId, made } = await aSite();
    const [read, unread] = [await addCase(made), await addCase(made)];
    await predict(read);
    for (const reader of await cohortOf(institutionId, 5)) {
      await attempt(reader, made);
      await attempt(reader, read, { right: false });
    }
    const { model } = await db.prisma.modelRun.findUniqueOrThrow({
      where: { id: made.runId },
      include: { model: true },
    });
    return { institutionId, runId: made.runId, model: model.name, caseId: made.id, unreadId: unread.id };
  });
}

type CsvRow = Readonly<Record<string, string>>;

const toRows = (text: string): CsvRow[] => parse(text, { columns: true, bom: true });

const printed = (fraction: string | undefined): string =>
  fraction === undefined || fraction === "" ? "—" : printFigure(Number(fraction));

test("shows models of the paper, runs and residents, and the same as CSV", async ({ page }) => {
  const { institutionId, model } = await makeSite();
  const faculty = await makePerson({ role: "faculty", institutionId });
  await signIn(page, faculty.email);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Readers" }).click();
  await expect(page.getByRole("heading", { name: "Readers", exact: true })).toBeVisible();
  const table = page.getByRole("table", { name: "Readers" });
  await expect(table.getByRole("rowheader", { name: model })).toContainText("1 not predicted");
  await expect(table.getByRole("rowheader", { name: /^Year/ })).toContainText("5 residents");
  for (const { name } of PAPER_TABLE) {
    await expect(
      table.getByRole("rowheader", { name: new RegExp(`^${name}\\b.*as reported`) }),
    ).toBeVisible();
  }
  await expect(table).toContainText("ResGo, test split: as reported, n = 495");
  await expect(table).toContainText("their order is no ranking");

  const link = page.getByRole("link", { name: "Download CSV: Readers" });
  const csv = toRows(await (await page.request.get((await link.getAttribute("href"))!)).text());
  expect(csv).toHaveLength(17);
  const lines = table.getByRole("row").filter({ has: page.getByRole("cell") });
  const shown = lines.filter({ has: page.getByRole("rowheader") });
  for (const [index, row] of csv.entries()) {
    const line = shown.filter({ has: page.getByRole("cell") }).nth(index);
    await expect(line.getByRole("rowheader")).toContainText(row.reader!);
    const cells = await line.getByRole("cell").allInnerTexts();
    const figures = cells.slice(1).map((cell) =>
      cell
        .split("\n")[0]
        ?.replace(/ best$/, "")
        .trim(),
    );
    expect([row.reader, cells[0]]).toEqual([row.reader, row.n]);
    expect([row.reader, ...figures]).toEqual([
      row.reader,
      ...METRIC_COLUMNS.map(({ key }) => printed(row[key])),
    ]);
  }
});

test("sorts and filters, and keeps both in the address", async ({ page }) => {
  const { institutionId, model } = await makeSite();
  const faculty = await makePerson({ role: "faculty", institutionId });
  await signIn(page, faculty.email, "/readers");
  const table = page.getByRole("table", { name: "Readers" });
  const sorted = table.locator("[aria-sort]");
  await expect(sorted).toHaveText("HA");
  await table.getByRole("button", { name: "D", exact: true }).click();
  await expect(sorted).toHaveText("D");
  await expect(sorted).toHaveAttribute("aria-sort", "ascending");
  await page.getByLabel("Measured here").uncheck();
  await page.getByLabel("Residents").uncheck();
  await expect(table.getByRole("rowheader", { name: model })).toHaveCount(0);
  const names = table.getByRole("rowheader", { name: /as reported, (generalist|specialist)/ });
  await expect(names.first()).toContainText("SurGo-R1");
  await table.getByRole("button", { name: "D", exact: true }).press("Enter");
  await expect(names.first()).toContainText("Ovis2.5-2B");
  await page.reload();
  await expect(names.first()).toContainText("Ovis2.5-2B");
  await expect(page.getByLabel("Residents")).not.toBeChecked();
  const href = await page.getByRole("link", { name: "Download CSV: Readers" }).getAttribute("href");
  const [first] = toRows(await (await page.request.get(href!)).text());
  expect(first?.reader).toBe("Ovis2.5-2B");
  await page.getByLabel("As reported").uncheck();
  await page.getByRole("button", { name: "Show all readers" }).click();
  await page.getByLabel("One list over all cases").check();
  await expect(table).toContainText("All rows in one list They are over different cases");
});

test("leads from a run to its worst case, and on by the keyboard", async ({ page }) => {
  const { institutionId, model, runId, unreadId } = await makeSite();
  const faculty = await makePerson({ role: "faculty", institutionId });
  await signIn(page, faculty.email, "/readers");
  await page.getByRole("link", { name: model }).click();
  await expect(page.getByRole("heading", { name: model })).toBeVisible();
  for (const name of ["Figures", "By video", "Phases named", "How answers went"]) {
    await expect(page.getByRole("table", { name })).toBeVisible();
  }
  const cases = page.getByRole("region", { name: "Cases" }).getByRole("listitem");
  await expect(cases).toHaveCount(3);
  await expect(cases.first()).toContainText("Not predicted");
  await page.getByLabel("Phase named").selectOption({ label: "Wrong" });
  await expect(cases).toHaveCount(1);
  await page.getByLabel("Phase named").selectOption({ label: "Right or wrong" });
  await expect(cases).toHaveCount(3);
  await cases.first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Not predicted." })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/readers/runs/${runId}/cases/${unreadId}`);
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { name: "Wrong phase, zone missed." })).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { name: "Right phase, zone on target." })).toBeVisible();
  await page.getByText("The model’s own words").click();
  await expect(page.getByText("the model’s words", { exact: true })).toBeVisible();
  await page.keyboard.press("p");
  await expect(page.getByRole("heading", { name: "Wrong phase, zone missed." })).toBeVisible();
});

/** The run's model trained for 80 steps and evaluated at two of them; answers in form from the 30th step on. */
async function train({ institutionId, runId, model }: Awaited<ReturnType<typeof makeSite>>) {
  return withDatabase(async (db) => {
    const { datasetId, modelId } = await db.prisma.modelRun.update({
      where: { id: runId },
      data: { checkpoint: "stage2/checkpoint-40" },
    });
    const later = await db.prisma.modelRun.create({
      data: { datasetId, modelId, name: "the last of it", checkpoint: "out/stage2/checkpoint-80" },
    });
    for (const { caseId, phase } of await db.prisma.prediction.findMany({ where: { runId } })) {
      await db.prisma.prediction.create({ data: { runId: later.id, caseId, phase } });
    }
    const steps = Array.from({ length: 80 }, (_, index) => index + 1);
    const rising = steps.map((step) => step / 100);
    await recordTrainingLog(contextOf(db, SYSTEM), {
      ...{ institutionId, model, name: "stage2", planned: 80 },
      curves: {
        steps,
        rewards: { phase: rising, format: steps.map((step) => Number(step >= 30)), iou: rising },
        measures: {
          reward: steps.map((step) => step / 30),
          length: steps.map((step) => 200 - step),
          shortest: steps.map(() => 90),
          longest: steps.map(() => 256),
          cut: rising.map((value) => value / 10),
        },
      },
    });
    return later.id;
  });
}

test("tells the checkpoints of a training apart, and shows how it went", async ({ page }) => {
  const site = await makeSite();
  const laterId = await train(site);
  const faculty = await makePerson({ role: "faculty", institutionId: site.institutionId });
  await signIn(page, faculty.email, "/readers");
  const table = page.getByRole("table", { name: "Readers" });
  await expect(table.getByRole("rowheader", { name: "stage2, step 80" })).toContainText("the last of it");
  await table
    .getByRole("rowheader", { name: "stage2, step 40" })
    .getByRole("link", { name: site.model })
    .click();
  const training = page.getByRole("region", { name: "How it was trained" });
  await expect(training).toContainText("stage2: 80 steps logged");
  await expect(training.getByRole("figure")).toHaveText([
    /^Reward in all/,
    /^Reward: Phase/,
    /^Reward: Form of the answer/,
    /^Reward: IoU/,
    /^Length of an answer/,
    /^Answers not in the form asked for/,
    /^Answers cut off/,
  ]);
  await expectAccessible(page);
  await training.getByRole("button", { name: "Show as table" }).click();
  const steps = page.getByRole("table", { name: "How it was trained" }).getByRole("row");
  await expect(steps.nth(29)).toContainText(/^290\.970\.290\.000\.29171100%/);
  await expect(steps.nth(30)).toContainText(/^301\.000\.301\.000\.301700%/);
  await expect(steps).toHaveCount(81);
  await page.getByRole("button", { name: "Show as chart" }).click();
  await training.getByRole("link", { name: "Step 80: the last of it" }).click();
  await expect(page).toHaveURL(new RegExp(`/readers/runs/${laterId}`));
  await expect(training).toContainText("(this run)");
});

test("lets faculty hide a run from residents, and directors see that it is", async ({ page }) => {
  const { institutionId, runId } = await makeSite();
  const [faculty, director] = [
    await makePerson({ role: "faculty", institutionId }),
    await makePerson({ role: "director", institutionId }),
  ];
  await signIn(page, faculty.email, `/readers/runs/${runId}`);
  await expect(page.getByText("Residents see it on the reveal")).toBeVisible();
  await page.getByRole("button", { name: "Hide from residents" }).click();
  await expect(page.getByRole("button", { name: "Show to residents" })).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, director.email, `/readers/runs/${runId}`);
  await expect(page.getByText("Hidden from residents")).toBeVisible();
  await expect(page.getByRole("button", { name: "Show to residents" })).toHaveCount(0);
  const change = { data: { shown: true } };
  expect((await page.request.patch(`/api/readers/runs/${runId}`, change)).status()).toBe(404);
});

test("is nothing for residents, for strangers, and for whoever isn't signed in", async ({
  request,
  requestsOf,
}) => {
  const { institutionId, runId, caseId } = await makeSite();
  const pages = ["/readers", `/readers/runs/${runId}`, `/readers/runs/${runId}/cases/${caseId}`];
  for (const path of pages) {
    expect([path, (await request.get(path, { maxRedirects: 0 })).status()]).toEqual([path, 307]);
  }
  expect((await request.get("/api/readers/csv")).status()).toBe(401);
  expect((await request.patch(`/api/readers/runs/${runId}`, { data: { shown: false } })).status()).toBe(401);

  const elsewhere = await withDatabase((db) => makeInstitution(db));
  const nobody = [
    { person: await makePerson({ role: "resident", institutionId }), closed: [...pages, "/api/readers/csv"] },
    { person: await makePerson({ role: "faculty", institutionId: elsewhere }), closed: pages.slice(1) },
    { person: await makePerson({ role: "admin", institutionId: elsewhere }), closed: pages.slice(1) },
  ];
  for (const { person, closed } of nobody) {
    const theirs = await requestsOf(person);
    for (const path of closed) {
      expect([path, (await theirs.get(path)).status()]).toEqual([path, 404]);
    }
    const change = { data: { shown: false } };
    expect((await theirs.patch(`/api/readers/runs/${runId}`, change)).status()).toBe(404);
    expect((await theirs.get(`/readers/runs/${randomUUID()}`)).status()).toBe(404);
  }
  const admin = await requestsOf(nobody[2]!.person);
  const csv = toRows(await (await admin.get("/api/readers/csv")).text());
  expect(new Set(csv.map(({ kind }) => kind))).toEqual(new Set(["paper"]));
});

test("is fit to be used by everyone: the table, a run and a case of it", async ({ page }) => {
  const faculty = await makePerson({ role: "faculty" });
  await signIn(page, faculty.email, "/readers");
  await expect(firstRun(page)).toBeVisible();
  await page.getByText("What the columns say").click();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await firstRun(page).click();
  await page.getByText("Parameters and server").click();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await page.getByRole("region", { name: "Cases" }).getByRole("listitem").first().getByRole("link").click();
  await page.getByText("The model’s own words").click();
  await expectAccessible(page);
});

/** The name of the first run in the table. */
function firstRun(page: Page): Locator {
  return page.getByRole("table", { name: "Readers" }).getByRole("rowheader").getByRole("link").first();
}
