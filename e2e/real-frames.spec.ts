import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { BUILT_CALOT } from "@/tooling/build-commands";
import { casesFor, planFor } from "./fixtures/cases";
import { attemptsOf, expectFiguresOf } from "./fixtures/figures";
import { expect, makePerson, signIn, test, withDatabase } from "./fixtures/people";
import {
  caseIdOf,
  drawByMouse,
  frameImage,
  lockPhase,
  nextButton,
  phaseHeading,
  resultHeading,
  shownZone,
  stageReady,
  submitButton,
  zoneHeading,
} from "./fixtures/stage";

const BUNDLE = path.resolve("../shared/data/real-frames");
const ANSWERED = 6;

test.skip(!existsSync(BUNDLE), `${BUNDLE} is missing: the journey over real frames is left out.`);

test("real frames, imported while Calot runs, are answered by mouse and by keyboard", async ({ page }) => {
  const institution = await withDatabase(({ prisma }) =>
    prisma.institution.create({ data: { name: `Real frames ${randomUUID()}` } }),
  );
  const command = [BUILT_CALOT, "import", BUNDLE, "--institution", institution.name, "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    env: {
      ...process.env,
      DATABASE_URL: process.env.CALOT_TEST_DATABASE,
      STORAGE_DIR: process.env.CALOT_TEST_FRAMES,
    },
  });
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ videos: 6, new: 15, changed: 0, refused: 0 });

  const person = await makePerson({ institutionId: institution.id });
  const cases = await casesFor(person);
  expect(cases.size).toBe(report.new);
  await signIn(page, person.email);
  await page.getByRole("link", { name: "Begin with a case" }).click();
  await stageReady(page);
  for (let turn = 0; turn < ANSWERED; turn++) {
    await expect(phaseHeading(page)).toBeVisible();
    const stored = cases.get(caseIdOf(page))!;
    const plan = planFor(turn, stored);
    await expect(frameImage(page)).toHaveJSProperty("complete", true);
    await expect(frameImage(page)).not.toHaveJSProperty("naturalWidth", 0);
    if (turn % 2 === 0) {
      await lockPhase(page, plan.phase);
      await drawByMouse(page, stored, plan.box);
      await submitButton(page).click();
    } else {
      await page.keyboard.press(plan.phase.toLowerCase());
      await page.keyboard.press("Enter");
      await expect(zoneHeading(page)).toBeFocused();
      await page.keyboard.press("g");
      await page.keyboard.press("Shift+ArrowLeft");
      expect(await shownZone(page)).not.toBeNull();
      await page.keyboard.press("Enter");
    }
    await expect(resultHeading(page)).toHaveText(
      plan.phaseCorrect ? /^Right phase[.,] / : /^Wrong phase[.,] /,
    );
    await expect(page.getByText("No model has read this case yet.")).toBeVisible();
    if (turn % 2 === 0) await nextButton(page).click();
    else await page.keyboard.press("n");
  }
  expect(await attemptsOf(person)).toHaveLength(ANSWERED);
  await expectFiguresOf(page, person);
});
