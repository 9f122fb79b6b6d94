import { seedDemo } from "@/demo/seed";
import type { Phase } from "@/lib/domain/phases";
import type { SittingView } from "@/lib/domain/practice/sitting";
import { type Calot, startCalot } from "@/tooling/start-calot";
import { answerAway } from "./fixtures/answers";
import { casesFor, farFrom, type StoredCase, wrongPhase } from "./fixtures/cases";
import { copyDemo } from "./fixtures/demo-copy";
import { test as base, expect, makePerson, openSession } from "./fixtures/people";
import {
  answerZone,
  caseIdOf,
  drawByMouse,
  lockPhase,
  openCase,
  phaseHeading,
  resultHeading,
} from "./fixtures/stage";

const DAY_MS = 86_400_000;

/** At a Calot of its own, whose clock is moved. */
const test = base.extend<object, { calot: Calot }>({
  calot: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const calot = await startCalot(seedDemo);
      await use(calot);
      await calot.stop();
    },
    { scope: "worker" },
  ],
  baseURL: ({ calot }, use) => use(calot.url),
});

// The last day is without reception.
test.use({ serviceWorkers: "allow" });

/** The first Monday from tomorrow on, in the morning. */
function firstMonday(): number {
  const day = new Date(Date.now() + DAY_MS);
  day.setUTCHours(8, 0, 0, 0);
  while (day.getUTCDay() !== 1) day.setUTCDate(day.getUTCDate() + 1);
  return day.getTime();
}

/** How a case is answered: the phase, and whether the zone lies on the reference. */
type Habit = (stored: StoredCase) => { readonly phase: Phase; readonly hits: boolean };
const seesAll: Habit = ({ phase }) => ({ phase, hits: true });
/** Who takes one phase for another wherever it is. */
const takes =
  (one: Phase, other: Phase): Habit =>
  ({ phase }) => ({ phase: phase === one ? other : phase, hits: true });

test("three weeks of a resident’s practice", async ({ page, calot }) => {
  const { institutionId } = await calot.withDatabase(async (db) => {
    const copied = await copyDemo(db);
    // Each frame of an operation of its own: three weeks need many.
    await db.pool.query(
      `WITH own AS (
         INSERT INTO video (id, dataset_id, name, split)
         SELECT c.id, v.dataset_id, v.name || ' ' || c.frame_number, v.split
         FROM "case" c JOIN video v ON v.id = c.video_id WHERE c.id = ANY($1::uuid[]) RETURNING id
       ) UPDATE "case" c SET video_id = own.id FROM own WHERE own.id = c.id`,
      [copied.caseIds],
    );
    return copied;
  });
  const within = calot.withDatabase;
  const reader = await makePerson({ institutionId, within });
  const cases = await casesFor(reader, within);

  const monday = firstMonday();
  const goTo = async (day: number): Promise<void> => {
    const today = monday + day * DAY_MS;
    await calot.moveClock(today - Date.now());
    await page.clock.setSystemTime(today);
    await openSession(page.request, reader.email);
  };
  const met: StoredCase[] = [];
  const next = async (): Promise<{ stored: StoredCase; sitting: SittingView }> => {
    const answer = await page.request.get("/api/practice/next");
    const { case: found, sitting } = await answer.json();
    return { stored: cases.get(found.id)!, sitting };
  };
  /** Answers what comes, past the stage, for as long as it is to be; gives the sitting's id. */
  const sit = async (
    habit: Habit,
    goesOn = async ({ at, of }: SittingView): Promise<boolean> => at < of,
  ): Promise<string> => {
    for (;;) {
      const { stored, sitting } = await next();
      const { phase, hits } = habit(stored);
      met.push(stored);
      await answerAway(page, stored.id, { phase, box: hits ? stored.boxes[0]! : farFrom(stored) });
      if (!(await goesOn(sitting))) return sitting.id;
    }
  };

  await goTo(0);
  const missed = (await next()).stored.phase;
  const instead = wrongPhase(missed);
  await test.step("Monday: a first sitting, with a habit", async () => {
    const sitting = await sit(takes(missed, instead));
    await page.goto(`/practice/sittings/${sitting}`);
    const end = page.getByRole("main");
    await expect(end).toContainText(new RegExp(`${missed} taken for ${instead}: (\\d times|once)`));
    await expect(end).toContainText(/\d on /);
  });

  await test.step("Wednesday: what was missed comes back as another frame, and it is said why", async () => {
    await goTo(2);
    await page.goto("/home");
    await expect(page.getByRole("heading", { name: /^\d+ due, about \d+ minutes?$/ })).toBeVisible();
    const isOther = async (): Promise<boolean> => (await next()).stored.phase !== missed;
    if (await isOther()) await sit(seesAll, isOther);
    const { stored, sitting } = await next();
    expect(met.map(({ id }) => id)).not.toContain(stored.id);
    met.push(stored);
    await openCase(page, stored.id);
    await lockPhase(page, stored.phase);
    await answerZone(page, stored, stored.boxes[0]!);
    await expect(page.getByRole("main")).toContainText(`You took ${missed} for ${instead} on Monday.`);
    if (sitting.at < sitting.of) await sit(seesAll);
  });

  await test.step("the second week: a sitting every other day", async () => {
    for (const day of [4, 7, 9, 11]) {
      await goTo(day);
      await sit(seesAll);
    }
    const phases = met.map(({ phase }) => phase);
    expect(phases.some((phase, i) => i > 1 && phase === phases[i - 1] && phase === phases[i - 2])).toBe(
      false,
    );
    expect(new Set(met.map(({ id }) => id)).size).toBe(met.length);
  });

  await test.step("the third week: reasons before the reveal, and a second look", async () => {
    await goTo(14);
    await page.goto("/home");
    await page.getByRole("checkbox", { name: /^Ask me what comes next/ }).check();
    const { stored, sitting } = await next();
    met.push(stored);
    await openCase(page, stored.id, "?mode=guided&look=2");
    await lockPhase(page, stored.phase);
    await drawByMouse(page, stored, stored.boxes[0]!);
    await page.keyboard.press("Enter");
    await page.getByLabel("What would you do next?").fill("Stay on the gallbladder");
    await page.getByLabel("What could go wrong here?").fill("The duct is near");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Look again" })).toBeVisible();
    await page.getByRole("button", { name: /^Keep/ }).click();
    await expect(resultHeading(page)).toHaveText(/^Right phase\. /);
    await expect(page.getByRole("main")).toContainText("Stay on the gallbladder");
    if (sitting.at < sitting.of) await sit(seesAll);
  });

  await test.step("its end: skills are mastered, and rest", async () => {
    for (const day of [16, 18]) {
      await goTo(day);
      await sit(seesAll);
    }
    const skills = page.getByRole("region", { name: "Your skills" });
    // Answers are folded into what is estimated every few seconds.
    await expect(async () => {
      await page.goto("/progress");
      await expect(skills).toContainText(/Mastered, shown on .+; rests until \d+ \w+/);
    }).toPass({ timeout: 60_000 });
  });

  await test.step("its last day: what was taken along is answered without reception, and told once it is sent", async () => {
    await goTo(20);
    // Nothing new is left: what is taken along was answered before.
    const answered = new Set(met.map(({ id }) => id));
    for (const { id, phase, boxes } of [...cases.values()].filter(({ id }) => !answered.has(id))) {
      await answerAway(page, id, { phase, box: boxes[0]! });
    }
    await page.goto("/home");
    await page.getByRole("link", { name: /^Take 20 along/ }).click();
    await page.getByRole("button", { name: "Take 20 along" }).click();
    await expect(page.getByText(/^(\d+) of \1 are here/)).toBeVisible();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole("link", { name: "Practise them" }).click();
    await expect(phaseHeading(page)).toBeVisible();
    const stored = cases.get(caseIdOf(page))!;
    await lockPhase(page, stored.phase);
    await drawByMouse(page, stored, stored.boxes[0]!);
    await page.getByRole("button", { name: /^Go on/ }).click();
    await page.getByRole("button", { name: /^Submit without words/ }).click();
    await expect(page.getByText("Its result comes once it is sent.")).toBeVisible();
    await page.context().setOffline(false);
    await expect(resultHeading(page)).toHaveText(/^Right phase\. /);
  });
});
