import type { Locator, Page } from "@playwright/test";
import { type Box, boxCenter } from "@/lib/domain/geometry";
import { PHASES } from "@/lib/domain/phases";
import { casesFor, planFor } from "./fixtures/cases";
import { attemptsOf, expectFiguresOf } from "./fixtures/figures";
import { expect, PASSWORD, test } from "./fixtures/people";
import {
  caseIdOf,
  drawingArea,
  endHeading,
  lockButton,
  nextButton,
  passSittingEnd,
  phaseChoice,
  phaseHeading,
  resultHeading,
  shownZone,
  stageReady,
  submitButton,
  zoneHeading,
} from "./fixtures/stage";

/** More stops than any page has. */
const STOPS = 60;

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The Tab key does not reach ${target}.`);
}

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await page.keyboard.press(key);
}

/** Brings the zone's middle over that of a box, to within five pixels. */
async function moveOnto(page: Page, target: Box): Promise<void> {
  const [from, to] = [boxCenter((await shownZone(page))!), boxCenter(target)];
  const [dx, dy] = [Math.round((to.x - from.x) / 10), Math.round((to.y - from.y) / 10)];
  await press(page, dx < 0 ? "Shift+ArrowLeft" : "Shift+ArrowRight", Math.abs(dx));
  await press(page, dy < 0 ? "Shift+ArrowUp" : "Shift+ArrowDown", Math.abs(dy));
}

async function typeCorners(page: Page, box: Box): Promise<void> {
  await tabTo(page, page.getByText("Type the corners"));
  await page.keyboard.press("Enter");
  for (const [i, edge] of ["Left", "Top", "Right", "Bottom"].entries()) {
    await tabTo(page, page.getByLabel(edge, { exact: true }));
    await page.keyboard.type(String(box[i]));
  }
  await page.keyboard.press("Enter");
}

/** Without a single letter: Tab and the arrow keys to the phase, Tab to the buttons. */
async function answerByTabbing(page: Page, phase: (typeof PHASES)[number]): Promise<void> {
  await tabTo(page, phaseChoice(page, "A"));
  await page.keyboard.press("Space");
  await press(page, "ArrowDown", PHASES.indexOf(phase));
  await expect(phaseChoice(page, phase)).toBeChecked();
  await tabTo(page, lockButton(page));
  await page.keyboard.press("Enter");
  await expect(zoneHeading(page)).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Put a zone in the middle" }));
  await page.keyboard.press("Enter");
  await expect(drawingArea(page)).toBeFocused();
  await tabTo(page, submitButton(page));
  await page.keyboard.press("Enter");
}

test("a resident answers every case without a mouse, and the figures are those of what was drawn", async ({
  page,
  person,
}) => {
  await page.goto("/sign-in");
  await tabTo(page, page.getByLabel("E-mail"));
  await page.keyboard.type(person.email);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/home");
  await tabTo(page, page.getByRole("link", { name: "Begin with a case" }));
  await page.keyboard.press("Enter");
  const cases = await casesFor(person);
  const phases = new Map<string, string>();
  for (let turn = 0; turn < cases.size; turn++) {
    await expect(phaseHeading(page)).toBeVisible();
    if (turn % 10 === 0) await stageReady(page);
    else await expect(phaseHeading(page)).toBeFocused();
    const stored = cases.get(caseIdOf(page))!;
    const { phase, phaseCorrect, box } = planFor(turn, stored);
    phases.set(stored.id, phase);
    if (turn === 1) await answerByTabbing(page, phase);
    else {
      await page.keyboard.press(phase.toLowerCase());
      await page.keyboard.press("3");
      await expect(lockButton(page)).toBeEnabled();
      await page.keyboard.press("Enter");
      await expect(zoneHeading(page)).toBeFocused();
      if (turn % 5 === 2) {
        await typeCorners(page, box);
        expect(await shownZone(page)).toEqual(box.map((edge) => expect.closeTo(edge, 1)));
        await tabTo(page, submitButton(page));
      } else {
        await page.keyboard.press("g");
        if (turn % 5 === 0) await moveOnto(page, box);
        await press(page, "r", 1);
        await press(page, "Shift+ArrowRight", 2);
        await page.keyboard.press("2");
      }
      await page.keyboard.press("Enter");
    }
    await expect(resultHeading(page)).toHaveText(phaseCorrect ? /^Right phase[.,] / : /^Wrong phase[.,] /);
    await expect(resultHeading(page)).toBeFocused();
    if (turn % 3 === 0) await page.keyboard.press("n");
    else if (turn % 3 === 1) await page.keyboard.press("Enter");
    else {
      await tabTo(page, nextButton(page));
      await page.keyboard.press("Enter");
    }
    await passSittingEnd(page, () => page.keyboard.press("Enter"));
  }
  await expect(endHeading(page)).toBeVisible();

  const attempts = await attemptsOf(person);
  expect(new Map(attempts.map(({ caseId, phase }) => [caseId, phase]))).toEqual(phases);
  await expectFiguresOf(page, person);
});

test("nothing is locked in before the frame is on the screen, and it can be loaded again", async ({
  signedIn: page,
  person,
}) => {
  const [stored] = (await casesFor(person)).values();
  let decide = (): void => {};
  const decided = new Promise<void>((resolve) => {
    decide = resolve;
  });
  await page.route("**/frame?*", async (route) => {
    await decided;
    await route.abort();
  });
  const word = (text: string | RegExp) => page.getByRole("status").filter({ hasText: text });
  await page.goto(`/practice/${stored!.id}`, { waitUntil: "domcontentloaded" });
  await stageReady(page);
  for (const key of [stored!.phase.toLowerCase(), "Enter", "g", "Enter"]) await page.keyboard.press(key);
  await expect(word("The frame is on its way.")).toBeVisible();
  await expect(lockButton(page)).toBeDisabled();
  decide();
  await expect(page.getByRole("alert").filter({ hasText: "could not be fetched" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(word("Load it again.")).toBeVisible();
  expect(await attemptsOf(person)).toEqual([]);

  await page.unroute("**/frame?*");
  const again = page.getByRole("button", { name: "Load again" });
  await tabTo(page, again);
  // The focused button has Enter, and so no other shows its name.
  await expect(lockButton(page)).not.toContainText("Enter", { useInnerText: true });
  await page.keyboard.press("Enter");
  await expect(lockButton(page)).toBeEnabled();
  await expect(lockButton(page)).toContainText("Enter", { useInnerText: true });
  await page.keyboard.press("Enter");
  await expect(zoneHeading(page)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(word("Draw the Go Zone first.")).toBeVisible();
});
