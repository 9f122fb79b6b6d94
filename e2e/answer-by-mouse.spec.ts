import { casesFor, planFor } from "./fixtures/cases";
import { attemptsOf, expectFiguresOf } from "./fixtures/figures";
import { expect, test } from "./fixtures/people";
import {
  caseIdOf,
  drawByMouse,
  endHeading,
  lockButton,
  nextButton,
  passSittingEnd,
  phaseChoice,
  phaseHeading,
  resultHeading,
  submitButton,
  zoneHeading,
} from "./fixtures/stage";

test("a resident answers every case with the mouse, and the figures are those of what was drawn", async ({
  signedIn: page,
  person,
}) => {
  const cases = await casesFor(person);
  await page.goto("/home");
  await page.getByRole("link", { name: "Begin with a case" }).click();
  const plans = new Map<string, ReturnType<typeof planFor>>();
  for (let turn = 0; turn < cases.size; turn++) {
    await expect(phaseHeading(page)).toBeVisible();
    const stored = cases.get(caseIdOf(page))!;
    const plan = planFor(turn, stored);
    plans.set(stored.id, plan);
    await phaseChoice(page, plan.phase).check();
    await lockButton(page).click();
    await expect(zoneHeading(page)).toBeVisible();
    await drawByMouse(page, stored, plan.box);
    await submitButton(page).click();
    await expect(resultHeading(page)).toHaveText(
      plan.phaseCorrect ? /^Right phase[.,] / : /^Wrong phase[.,] /,
    );
    await nextButton(page).click();
    await passSittingEnd(page);
  }
  await expect(endHeading(page)).toBeVisible();

  const attempts = await attemptsOf(person);
  expect(attempts).toHaveLength(cases.size);
  for (const { caseId, phase, box } of attempts) {
    const plan = plans.get(caseId)!;
    expect(phase).toBe(plan.phase);
    // A screen pixel is about a natural one here; the mouse can't be nearer.
    for (const [i, edge] of plan.box.entries()) expect(Math.abs(box![i]! - edge)).toBeLessThan(2.5);
  }
  await expectFiguresOf(page, person);
});
