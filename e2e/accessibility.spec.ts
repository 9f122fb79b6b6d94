import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { extractText, getDocumentProxy } from "unpdf";
import { PHASES, type Phase } from "@/lib/domain/phases";
import { makeCase, makeInstitution } from "@/lib/services/testing/factories";
import { cutTexts, expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { answerAway, answerCasesAway } from "./fixtures/answers";
import { casesFor, planFor } from "./fixtures/cases";
import { expect, makePerson, test, withDatabase } from "./fixtures/people";
import {
  answerZone,
  drawByMouse,
  endHeading,
  frameImage,
  lockButton,
  lockPhase,
  openCase,
  phaseChoice,
  resultHeading,
} from "./fixtures/stage";

async function expectFit(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
}

test("signing in, and what is said of a wrong password", async ({ page, person }) => {
  await page.goto("/sign-in");
  await expectFit(page);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  await expectFit(page);
});

test("the pages of a resident before the first case", async ({ signedIn: page }) => {
  const pages = [
    ["/home", page.getByRole("link", { name: "Begin with a case" })],
    ["/progress", page.getByText("Nothing to measure yet")],
    ["/progress/standing", page.getByText("No answers in these weeks")],
    ["/phases", page.getByText("Frames that you have answered stand here").first()],
    ["/history", page.getByText("No attempts yet")],
    [`/attempts/${randomUUID()}`, page.getByRole("heading", { name: "There is nothing here for you" })],
  ] as const;
  for (const [path, mark] of pages) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(mark).toBeVisible();
      await expectFit(page);
    });
  }
  await page.goto("/home");
  await page.getByRole("button", { name: /^Account: / }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expectFit(page);
});

test("the pages of a resident with answers, and a case that waits for its zone", async ({
  signedIn: page,
  person,
}) => {
  const [waiting, ...cases] = [...(await casesFor(person)).values()].slice(0, 10);
  const [attempt] = await answerCasesAway(page, cases);
  await openCase(page, waiting!.id);
  await lockPhase(page, waiting!.phase);
  await page.goto("/home");
  await expect(page.getByRole("link", { name: "Draw the zone" })).toBeVisible();
  await expectFit(page);
  await page.goto("/history");
  await expect(page.getByRole("listitem").first()).toBeVisible();
  await expectFit(page);
  await page.goto("/progress");
  await expect(page.getByRole("table", { name: "By phase" })).toBeVisible();
  await expectFit(page);
  const asTable = page.getByRole("button", { name: "Show as table" });
  for (const name of [/^Your skills/, /^Week by week/]) {
    await asTable.first().click();
    await expect(page.getByRole("table", { name })).toBeVisible();
  }
  await expectFit(page);

  // From a cell of what was missed to its drill, past the case that waits, and back to it from home.
  await page
    .getByRole("button", { name: /^Right phase, .*Practise these$/ })
    .first()
    .press("Enter");
  const dialog = page.getByRole("dialog", { name: "Practise these" });
  await expect(dialog).toContainText("with the phase given");
  await expectFit(page);
  const begun = page.waitForResponse("**/api/practice/drills");
  await dialog
    .getByRole("button", { name: /^Practise these: Zone/ })
    .first()
    .click();
  const { sitting: drill } = await (await begun).json();
  await page.getByRole("link", { name: /^Leave it/ }).click();
  await expect(page.getByRole("button", { name: /^Show the phase/ })).toBeVisible();
  await expect(page.getByText(`1 of ${drill.of}`)).toBeVisible();
  await page.goto("/home");
  await expect(page.getByRole("region", { name: "A drill waits" })).toContainText(`at 1 of ${drill.of}`);
  await expectFit(page);
  await page.getByRole("link", { name: "Go on with it" }).click();
  await page.getByRole("link", { name: /^Leave it/ }).click();
  await expect(page.getByText(`1 of ${drill.of}`)).toBeVisible();
  await page.goto(`/practice/sittings/${drill.id}`);
  await expect(page.getByText("Drilled: Zone")).toBeVisible();
  await expectFit(page);
  await page.goto("/progress/standing");
  await expect(page.getByRole("heading", { name: "Stuck on" })).toBeVisible();
  await expectFit(page);
  await page.goto("/phases");
  await expect(page.getByRole("link", { name: /^A frame that you answered/ }).first()).toBeVisible();
  await expectFit(page);
  await page.goto(`/attempts/${attempt}`);
  await expect(resultHeading(page)).toHaveText(/^Right phase[.,] /);
  await expectAccessible(page);
});

test("the homes of faculty, directors and admins", async ({ pageOf }) => {
  // An institution of its own: the demo's holds everyone whom other tests make.
  const institutionId = await withDatabase(async (db) => {
    const id = await makeInstitution(db);
    await makeCase(db, id);
    return id;
  });
  const resident = await makePerson({ institutionId });
  const [stored] = (await casesFor(resident)).values();
  await answerAway(await pageOf(resident), stored!.id, planFor(0, stored!));
  for (const role of ["faculty", "director", "admin"] as const) {
    await test.step(role, async () => {
      const page = await pageOf(await makePerson({ role, institutionId }));
      await expect(page.getByRole("table").first()).toBeVisible();
      await expectFit(page);
    });
  }
});

test("the stage: the phase, the keys, the zone and the result", async ({ signedIn: page, person }) => {
  const stored = [...(await casesFor(person)).values()].find(({ modelZones }) => modelZones > 0)!;
  await openCase(page, stored.id);
  await expectAccessible(page);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Help" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await lockPhase(page, stored.phase);
  await drawByMouse(page, stored, stored.boxes[0]!);
  await page.getByText("Type the corners").click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Clear" }).click();
  await answerZone(page, stored, stored.boxes[0]!);
  await page.getByText("The zones in words").click();
  await expectAccessible(page);
});

test("text twice as large, forced colours, what is announced, the circle, and the page that is printed", async ({
  signedIn: page,
  person,
}) => {
  const stored = [...(await casesFor(person)).values()].find(({ modelZones }) => modelZones > 0)!;
  await openCase(page, stored.id);
  const sizes = [
    { width: 375, height: 667, text: "200%" },
    { width: 1024, height: 600, text: "200%" },
    { width: 1024, height: 600, text: "100%" },
  ];
  for (const { text, ...size } of sizes) {
    await test.step(`${size.width} × ${size.height}, text of ${text}`, async () => {
      await page.setViewportSize(size);
      await page.evaluate((fontSize) => Object.assign(document.documentElement.style, { fontSize }), text);
      const [frame, lock] = [frameImage(page), lockButton(page)];
      await expect.poll(async () => (await frame.boundingBox())?.width ?? 0).toBeGreaterThan(320);
      if (size.width > 400) await expect(lock).toBeInViewport({ ratio: 1 });
      if (size.width > 400) await expect(frame).toBeInViewport({ ratio: 1 });
      await lock.scrollIntoViewIfNeeded();
      await expect(lock).toBeInViewport({ ratio: 1 });
      expect(await page.evaluate(cutTexts)).toEqual([]);
    });
  }
  await page.evaluate(() => Object.assign(document.documentElement.style, { fontSize: "" }));
  await page.emulateMedia({ forcedColors: "active" });
  const lookOf = (phase: Phase) =>
    phaseChoice(page, phase)
      .locator("..")
      .evaluate((label) => getComputedStyle(label).backgroundColor);
  const others = PHASES.filter((phase) => phase !== stored.phase);
  await phaseChoice(page, stored.phase).check();
  const looks = await Promise.all(others.map(lookOf));
  expect(new Set(looks).size).toBe(1);
  expect(looks).not.toContain(await lookOf(stored.phase));
  await lockPhase(page, stored.phase);
  await expect(page.getByRole("status").filter({ hasText: /^Right phase: / })).toHaveCount(1);
  await answerZone(page, stored, stored.boxes[0]!);
  await expect(resultHeading(page)).toBeFocused();
  const layer = page.getByRole("button", { name: "Reference", pressed: true });
  const shown = await layer.evaluate((button) => getComputedStyle(button).backgroundColor);
  await layer.click();
  const hidden = page.getByRole("button", { name: "Reference", pressed: false });
  expect(await hidden.evaluate((button) => getComputedStyle(button).backgroundColor)).not.toBe(shown);
  await hidden.click();
  await page.emulateMedia({ forcedColors: null });
  for (const format of ["A4", "Letter"]) {
    const paper = await getDocumentProxy(new Uint8Array(await page.pdf({ format })));
    expect(paper.numPages, format).toBe(1);
    const { text } = await extractText(paper, { mergePages: true });
    for (const words of ["Right phase.", "IoU, 0 to 1", "Critical risk"]) expect(text).toContain(words);
    expect(text).not.toContain("Next case");
  }
});

test("the end of the cases", async ({ signedIn: page, person }) => {
  await answerCasesAway(page, (await casesFor(person)).values());
  await page.goto("/practice");
  await expect(endHeading(page)).toBeVisible();
  await expectAccessible(page);
});
