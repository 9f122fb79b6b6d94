import type { Page } from "@playwright/test";
import { definitionOf, phaseNames } from "@/lib/domain/phases";
import { casesFor, type StoredCase, wrongPhase } from "./fixtures/cases";
import { copyDemo } from "./fixtures/demo-copy";
import { attemptsOf } from "./fixtures/figures";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";
import {
  answerZone,
  caseIdOf,
  drawByMouse,
  lockButton,
  lockPhase,
  openCase,
  phaseChoice,
  phaseHeading,
  resultHeading,
  shownZone,
  stageReady,
  submitButton,
  zoneHeading,
} from "./fixtures/stage";

async function aCase(
  person: Person,
  fits: (stored: StoredCase) => boolean = () => true,
): Promise<StoredCase> {
  const stored = [...(await casesFor(person)).values()].find(fits);
  if (!stored) throw new Error("The demo has no such case.");
  return stored;
}

const layers = (page: Page) => page.getByRole("group", { name: "Shown on the frame" });
const panel = (page: Page) => page.getByRole("main");

test("guided practice says at once whether the phase was right, and shows the right one’s definition", async ({
  signedIn: page,
  person,
}) => {
  const [first, second] = [...(await casesFor(person)).values()] as [StoredCase, StoredCase];
  const [right, wrong] = [definitionOf(first.phase), definitionOf(wrongPhase(first.phase))];
  await openCase(page, first.id);
  await lockPhase(page, wrong.phase);
  await expect(panel(page)).toContainText(
    `Wrong phase: you chose ${wrong.phase}. This is ${right.phase}, ${phaseNames[right.phase]}.`,
  );
  await expect(page.getByText(right.text)).toBeVisible();
  await expect(page.getByText(wrong.text)).toHaveCount(0);
  await answerZone(page, first, first.boxes[0]!);
  await expect(resultHeading(page)).toHaveText(/^Wrong phase\. .* not a hit\.$/);
  await expect(panel(page)).toContainText("No hit");
  const whyNot = page.getByRole("region", { name: `Why not ${wrong.phase}?` });
  for (const { phase, text } of [wrong, right]) {
    await expect(whyNot).toContainText(text);
    await expect(whyNot).toContainText(`You have answered no other frame of ${phase} yet.`);
  }
  await openCase(page, second.id);
  await lockPhase(page, second.phase);
  await expect(panel(page)).toContainText(`Right phase: ${second.phase}, ${phaseNames[second.phase]}.`);
  await expect(page.getByText(definitionOf(second.phase).text)).toBeVisible();

  const [x1, y1, x2, y2] = second.boxes[0]!;
  await answerZone(page, second, [x1 - (x2 - x1) / 2, y1, x2, y2]);
  await expect(resultHeading(page)).toContainText(/ px beyond (it|the reference) to the left/);
  await expect(whyNot).toHaveCount(0);
  const beyond = page.getByRole("button", { name: "Beyond the reference" });
  await expect(beyond).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("b");
  await expect(beyond).toHaveAttribute("aria-pressed", "false");
  await page.getByRole("button", { name: "IoU, 0 to 1" }).click();
  await expect(page.getByRole("dialog", { name: "IoU" })).toContainText("What two boxes share");
});

test("an exam says nothing of the phase, and shows the chosen one’s definition", async ({
  signedIn: page,
  person,
}) => {
  await page.goto("/home");
  await page.getByRole("link", { name: "Start exam" }).click();
  await expect(phaseHeading(page)).toBeVisible();
  const stored = (await casesFor(person)).get(caseIdOf(page))!;
  const [right, wrong] = [definitionOf(stored.phase), definitionOf(wrongPhase(stored.phase))];
  const locked = page.waitForResponse("**/api/attempts");
  await lockPhase(page, wrong.phase);
  const { id, ...said } = await (await locked).json();
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(said).toEqual({ definition: wrong });
  await expect(panel(page)).toContainText(`You chose ${wrong.phase}, ${phaseNames[wrong.phase]}.`);
  await expect(page.getByText(wrong.text)).toBeVisible();
  await expect(panel(page)).not.toContainText(right.text);
  await expect(panel(page)).not.toContainText(/(right|wrong) phase/i);
  await answerZone(page, stored, stored.boxes[0]!);
  await expect(resultHeading(page)).toHaveText(/^Wrong phase[.,] /);
});

test("who wishes to is asked why before the reveal, loses no word of it, and marks it after", async ({
  signedIn: page,
  person,
}) => {
  const stored = await aCase(person);
  await page.goto("/home");
  await page.getByRole("checkbox", { name: /^Ask me what comes next/ }).check();
  await openCase(page, stored.id);
  await lockPhase(page, stored.phase);
  await drawByMouse(page, stored, stored.boxes[0]!);
  const [action, risk] = [
    page.getByLabel("What would you do next?"),
    page.getByLabel("What could go wrong here?"),
  ];
  await page.keyboard.press("Enter");
  await expect(action).toBeFocused();
  await action.fill("Dissect towards the gallbladder");
  await page.getByRole("button", { name: "Back to the zone" }).click();
  await expect(zoneHeading(page)).toBeVisible();
  await page.reload();
  await expect(zoneHeading(page)).toBeVisible();
  await page.getByRole("button", { name: /^Go on/ }).click();
  await expect(action).toHaveValue("Dissect towards the gallbladder");
  await action.press("Enter");
  await risk.fill("x".repeat(501));
  await expect(page.getByRole("alert").filter({ hasText: "500 characters at most" })).toBeVisible();
  await risk.fill("");
  await risk.press("Enter");
  await expect(resultHeading(page)).toHaveText(/^Right phase\. /);
  const words = panel(page).getByRole("region", { name: "In your own words" });
  await expect(words).toContainText("Dissect towards the gallbladder");
  const marked = page.waitForResponse("**/reasons/nextAction");
  await words.getByRole("radio", { name: "Partly" }).check();
  const answer = await marked;
  expect(answer.status()).toBe(200);
  await page.goto(`/attempts/${/attempts\/([^/]+)/.exec(answer.url())![1]}`);
  await expect(words.getByRole("radio", { name: "Partly" })).toBeChecked();
});

test("a drill gives the phase, asks for the zone alone, and counts in the conditioned figures alone", async ({
  signedIn: page,
  person,
}) => {
  await page.goto("/home");
  await page.getByRole("link", { name: "Start phase given" }).click();
  const show = page.getByRole("button", { name: /^Show the phase/ });
  await expect(show).toBeVisible();
  const stored = (await casesFor(person)).get(caseIdOf(page))!;
  await expect(page.getByRole("radio", { name: /^[A-D]: / })).toHaveCount(0);
  await show.click();
  await expect(panel(page)).toContainText(`The phase is ${stored.phase}, ${phaseNames[stored.phase]}.`);
  await expect(page.getByText(definitionOf(stored.phase).text)).toBeVisible();
  await answerZone(page, stored, stored.boxes[0]!);
  await expect(resultHeading(page)).toHaveText(/^Your zone is on the reference/);
  await expect(panel(page)).toContainText("the phase was given");
  await page.goto("/progress");
  await expect(page.getByRole("definition").first()).toContainText("n = 0");
  await expect(panel(page)).toContainText("1 answer with the phase given counts in these two alone.");
  await expect(panel(page)).toContainText("CA@0.25 1 of 1");
});

test("a reload between phase and zone goes on where it was, in the same attempt", async ({
  signedIn: page,
  person,
}) => {
  const stored = await aCase(person);
  const zone = stored.boxes[0]!;
  await openCase(page, stored.id);
  await lockPhase(page, wrongPhase(stored.phase));
  await drawByMouse(page, stored, zone);
  const drawn = await shownZone(page);
  expect(drawn).not.toBeNull();
  await page.reload();
  await expect(zoneHeading(page)).toBeVisible();
  await expect(panel(page)).toContainText("Wrong phase: you chose");
  await expect.poll(() => shownZone(page)).toEqual(drawn);
  await submitButton(page).click();
  await expect(layers(page)).toBeVisible();
  expect(await attemptsOf(person)).toMatchObject([{ ordinal: 1, box: drawn }]);
});

test("the zone can be drawn later, from home", async ({ signedIn: page, person }) => {
  const stored = await aCase(person);
  await openCase(page, stored.id, "?mode=exam");
  await lockPhase(page, stored.phase);
  await page.goto("/home");
  await page.getByRole("link", { name: "Draw the zone" }).click();
  await expect(zoneHeading(page)).toBeVisible();
  await expect(panel(page)).toContainText(`You chose ${stored.phase}`);
  await answerZone(page, stored, stored.boxes[0]!);
  expect(await attemptsOf(person)).toMatchObject([{ ordinal: 1, mode: "exam" }]);
});

test("who starts an exam while a guided case waits for its zone is asked, and finds it again", async ({
  signedIn: page,
  person,
}) => {
  const stored = await aCase(person);
  await openCase(page, stored.id);
  await lockPhase(page, stored.phase);
  await page.goto("/home");
  await page.getByRole("link", { name: "Start exam" }).click();
  const asked = page.getByRole("heading", { name: "A case waits for its Go Zone" });
  await expect(asked).toBeFocused();
  await expect(panel(page)).toContainText("without one it counts as a miss");
  await page.getByRole("link", { name: "Leave it: Start exam" }).click();
  await expect(phaseHeading(page)).toBeVisible();
  expect(caseIdOf(page)).not.toBe(stored.id);
  await page.goto("/practice?mode=exam");
  await expect(asked).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(zoneHeading(page)).toBeVisible();
  expect(caseIdOf(page)).toBe(stored.id);
  await expect(panel(page)).toContainText("Right phase:");
});

test("of two tabs at one case, the later one shows what the other stored", async ({
  signedIn: page,
  person,
}) => {
  const stored = await aCase(person);
  await openCase(page, stored.id);
  await lockPhase(page, stored.phase);
  const other = await page.context().newPage();
  await other.goto(`/practice/${stored.id}`);
  await expect(zoneHeading(other)).toBeVisible();
  await stageReady(other);
  // Drawn before the first one stores: a page that still loads at that moment shows what is stored by itself.
  await drawByMouse(other, stored, [0, 0, 0.3 * stored.width, 0.3 * stored.height]);
  await expect(submitButton(other)).toBeEnabled();
  await answerZone(page, stored, stored.boxes[0]!);
  const sentence = (await resultHeading(page).textContent())!;
  await submitButton(other).click();
  await expect(resultHeading(other)).toHaveText(sentence);
  await expect(panel(other)).toContainText("This is what another tab or device had stored.");
  await expect(other.getByRole("button", { name: /not stored/ })).toHaveCount(0);
  expect(await attemptsOf(person)).toHaveLength(1);
});

test("a past answer is shown again from the history; the case repeated counts in no figure", async ({
  signedIn: page,
  person,
}) => {
  const stored = await aCase(person);
  await openCase(page, stored.id);
  await lockPhase(page, stored.phase);
  await answerZone(page, stored, stored.boxes[0]!);
  const sentence = (await resultHeading(page).textContent())!;
  const figures = await page.getByRole("definition").allInnerTexts();

  await page.goto("/history");
  await page.getByRole("link", { name: /^Right phase, / }).click();
  await expect(resultHeading(page)).toHaveText(sentence);
  expect(await page.getByRole("definition").allInnerTexts()).toEqual(figures);

  await page.getByRole("link", { name: "Practise it again" }).click();
  await stageReady(page);
  await lockPhase(page, wrongPhase(stored.phase));
  await answerZone(page, stored, [0, 0, 0.2 * stored.width, 0.2 * stored.height]);
  await page.goto("/history");
  const entries = page.getByRole("main").getByRole("list").first().getByRole("listitem");
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText("attempt 2");
  await expect(entries.last()).not.toContainText("attempt 2");
  await page.goto("/progress");
  await expect(page.getByRole("definition").first()).toContainText("n = 1");
  await expect(page.getByRole("definition").first()).toContainText("1 of 1");
  await expect(panel(page)).toContainText("1 repetition of cases answered before counts in none of them.");
});

test("what the models read stands beside the answer, each on a layer of its own", async ({ page }) => {
  const person = await withDatabase(async (db) => {
    const { institutionId } = await copyDemo(db);
    // Each of the demo's models has another run, which read the same.
    for (const run of await db.prisma.modelRun.findMany({
      where: { dataset: { institutionId } },
      include: { predictions: true },
    })) {
      const { modelId, datasetId, predictions } = run;
      const again = await db.prisma.modelRun.create({ data: { modelId, datasetId, name: "again" } });
      await db.prisma.prediction.createMany({
        data: predictions.map(({ caseId, phase, x1, y1, x2, y2 }) => {
          return { runId: again.id, caseId, phase, x1, y1, x2, y2 };
        }),
      });
    }
    return makePerson({ institutionId });
  });
  await signIn(page, person.email);
  const stored = await aCase(person, ({ modelZones }) => modelZones === 2);
  await openCase(page, stored.id);
  await lockPhase(page, stored.phase);
  await answerZone(page, stored, stored.boxes[0]!);
  await expect(page.getByText(/^Model: calot-baseline-out-of-fold \(\d\)/)).toHaveCount(2);
  await expect(page.getByText("No model has read this case yet.")).toHaveCount(0);

  const toggles = layers(page).getByRole("button");
  await expect(toggles).toHaveCount(4);
  const marks = page.getByRole("img", { name: "Marks on the frame" });
  const labels = ["You", "Reference", /\(1\)$/, /\(2\)$/];
  for (const [i, label] of labels.entries()) {
    const mark = marks.getByText(label, { exact: true });
    const toggle = toggles.nth(i);
    await expect(mark.first()).toBeVisible();
    await page.keyboard.press(String(i + 1));
    await expect(toggle).toHaveAttribute("aria-pressed", "false");
    await expect(mark).toHaveCount(0);
    await toggle.click();
    await expect(toggle).toHaveAttribute("aria-pressed", "true");
    await expect(mark.first()).toBeVisible();
  }
});

test("a case that no model has read says so", async ({ page }) => {
  const person = await withDatabase(async (db) => {
    const { institutionId } = await copyDemo(db);
    await db.prisma.modelRun.deleteMany({ where: { dataset: { institutionId } } });
    return makePerson({ institutionId });
  });
  await signIn(page, person.email);
  const stored = await aCase(person, ({ modelZones }) => modelZones === 0);
  await openCase(page, stored.id);
  await lockPhase(page, stored.phase);
  await answerZone(page, stored, stored.boxes[0]!);
  await expect(page.getByText("No model has read this case yet.")).toBeVisible();
  await expect(layers(page).getByRole("button")).toHaveCount(2);
});

test("all keys are told, and those of a single letter can be turned off", async ({
  signedIn: page,
  person,
}) => {
  const stored = await aCase(person);
  await openCase(page, stored.id);
  const dialog = page.getByRole("dialog", { name: "Help" });
  await page.keyboard.press("?");
  await expect(dialog).toBeVisible();
  for (const group of ["Phase", "Zone", "Frame", "Result"]) {
    await expect(dialog.getByRole("heading", { name: group, exact: true })).toBeVisible();
  }
  // Keys belong to the dialog while it is open.
  await page.keyboard.press("b");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(phaseChoice(page, "B")).not.toBeChecked();
  await page.keyboard.press("b");
  await expect(phaseChoice(page, "B")).toBeChecked();

  await page.getByRole("button", { name: "Help" }).click();
  await dialog.getByRole("checkbox", { name: /single letter/ }).uncheck();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("button", { name: "Help" })).toBeFocused();
  await page.keyboard.press("c");
  await expect(phaseChoice(page, "B")).toBeChecked();

  await page.reload();
  await stageReady(page);
  await expect(phaseChoice(page, "B")).toBeChecked();
  await page.keyboard.press("c");
  await page.keyboard.press("?");
  await expect(dialog).toBeHidden();
  await expect(phaseChoice(page, "B")).toBeChecked();
  // Enter is no character: it stays.
  await expect(lockButton(page)).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(zoneHeading(page)).toBeVisible();
});
