import { devices, type Page } from "@playwright/test";
import type { Box } from "@/lib/domain/geometry";
import { casesFor, planFor, type StoredCase } from "./fixtures/cases";
import { attemptsOf, expectFiguresOf } from "./fixtures/figures";
import { expect, test } from "./fixtures/people";
import {
  caseIdOf,
  cornersOnScreen,
  drawingArea,
  endHeading,
  frameImage,
  lockButton,
  nextButton,
  nextSitting,
  passSittingEnd,
  phaseChoice,
  phaseHeading,
  placeOnScreen,
  resultHeading,
  shownZone,
  submitButton,
  zoneHeading,
} from "./fixtures/stage";
import { type Fingers, fingersOn } from "./fixtures/touch";

async function drawByDragging(page: Page, fingers: Fingers, stored: StoredCase, box: Box): Promise<void> {
  const [from, to] = await cornersOnScreen(page, stored, box);
  await fingers.drag(from, to);
}

async function drawByTapping(page: Page, stored: StoredCase, box: Box): Promise<void> {
  for (const corner of await cornersOnScreen(page, stored, box)) {
    await page.touchscreen.tap(corner.x, corner.y);
  }
}

test.describe("on a small phone", () => {
  test.use({ viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

  test("a resident answers every case with a finger, and the figures are those of what was drawn", async ({
    signedIn: page,
    person,
  }) => {
    const cases = await casesFor(person);
    const fingers = await fingersOn(page);
    await page.goto("/home");
    await page.getByRole("link", { name: "Begin with a case" }).tap();
    const plans = new Map<string, ReturnType<typeof planFor>>();
    for (let turn = 0; turn < cases.size; turn++) {
      await expect(phaseHeading(page)).toBeVisible();
      const stored = cases.get(caseIdOf(page))!;
      const plan = planFor(turn, stored);
      plans.set(stored.id, plan);
      await phaseChoice(page, plan.phase).tap();
      await lockButton(page).tap();
      await expect(zoneHeading(page)).toBeVisible();
      if (turn % 2 === 0) await drawByDragging(page, fingers, stored, plan.box);
      else await drawByTapping(page, stored, plan.box);
      await submitButton(page).tap();
      await expect(resultHeading(page)).toHaveText(
        plan.phaseCorrect ? /^Right phase[.,] / : /^Wrong phase[.,] /,
      );
      await nextButton(page).tap();
      await passSittingEnd(page, () => nextSitting(page).tap());
    }
    await expect(endHeading(page)).toBeVisible();

    const attempts = await attemptsOf(person);
    expect(attempts).toHaveLength(cases.size);
    for (const { caseId, phase, box, frame } of attempts) {
      const plan = plans.get(caseId)!;
      expect(phase).toBe(plan.phase);
      const pixel = frame.width / 355;
      for (const [i, edge] of plan.box.entries()) expect(Math.abs(box![i]! - edge)).toBeLessThan(1.5 * pixel);
    }
    await expectFiguresOf(page, person);
  });
});

test.describe("on a phone with a fine screen", () => {
  const { viewport, userAgent, deviceScaleFactor } = devices["Pixel 7"];
  test.use({ viewport, userAgent, deviceScaleFactor, hasTouch: true, isMobile: true });

  test("two fingers zoom and pan and draw nothing, and one draws where it points afterwards", async ({
    signedIn: page,
    person,
  }) => {
    const cases = await casesFor(person);
    const fingers = await fingersOn(page);
    await page.goto("/home");
    await page.getByRole("link", { name: "Begin with a case" }).tap();
    await expect(phaseHeading(page)).toBeVisible();
    const stored = cases.get(caseIdOf(page))!;
    await phaseChoice(page, stored.phase).tap();
    await lockButton(page).tap();
    await expect(zoneHeading(page)).toBeVisible();

    const area = (await drawingArea(page).boundingBox())!;
    const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
    const before = (await frameImage(page).boundingBox())!;
    await fingers.pinch(middle, 80, 200);
    const zoom = page.getByRole("status").filter({ hasText: "×" });
    await expect(zoom).not.toHaveText("1.0×");
    const after = (await frameImage(page).boundingBox())!;
    expect(after.width / before.width).toBeGreaterThan(1.8);
    expect(await shownZone(page)).toBeNull();
    await expect(submitButton(page)).toBeDisabled();

    // Of the frame, only its middle is on the screen now.
    const [width, height] = [stored.width, stored.height];
    const zone: Box = [0.4 * width, 0.4 * height, 0.55 * width, 0.6 * height];
    await drawByDragging(page, fingers, stored, zone);
    const drawn = (await shownZone(page))!;
    const pixel = width / after.width;
    for (const [i, edge] of zone.entries()) expect(Math.abs(drawn[i]! - edge)).toBeLessThan(1.5 * pixel);

    // A second finger takes a stroke back, and what was drawn stays.
    await fingers.pinch(middle, 200, 90);
    expect(await shownZone(page)).toEqual(drawn);

    // A stroke along a line is none, and a word says so.
    await page.getByRole("button", { name: "Show the whole frame" }).tap();
    await expect(zoom).toHaveText("1.0×");
    const toScreen = await placeOnScreen(page, stored);
    await fingers.drag(
      toScreen({ x: 0.1 * width, y: 0.1 * height }),
      toScreen({ x: 0.6 * width, y: 0.1 * height }),
    );
    await expect(page.getByText(/^Too thin for a zone/).first()).toBeVisible();
    expect(await shownZone(page)).toEqual(drawn);

    // The hand that holds the pen draws nothing.
    const penned: Box = [0.05 * width, 0.1 * height, 0.3 * width, 0.35 * height];
    const [from, to] = await cornersOnScreen(page, stored, penned);
    await fingers.drawByPen(from, to, toScreen({ x: 0.8 * width, y: 0.85 * height }));
    const byPen = (await shownZone(page))!;
    for (const [i, edge] of penned.entries()) expect(Math.abs(byPen[i]! - edge)).toBeLessThan(6);
    await page.getByRole("button", { name: "Undo" }).tap();
    // A tap is a click a moment after the finger has left.
    await expect.poll(() => shownZone(page)).toEqual(drawn);
    await submitButton(page).tap();
    await expect(resultHeading(page)).toHaveText(/^Right phase[.,] /);
  });
});
