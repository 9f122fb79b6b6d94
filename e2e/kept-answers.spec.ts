import type { Page } from "@playwright/test";
import { answerInExam, drawSomeZone, makeAssignmentGround } from "./fixtures/assignments";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";
import { lockButton, nextButton, phaseChoice, phaseHeading, stageReady, zoneHeading } from "./fixtures/stage";

const NAME = "Exam of March";

/** An exam of three cases that ends in twelve minutes, and is given to one resident. */
async function makeExam(): Promise<{ id: string; resident: Person; faculty: Person }> {
  const ground = await makeAssignmentGround(["Nina Basement"]);
  const [resident] = ground.residents as [Person];
  const set = { name: ground.set };
  const { id } = await withDatabase(async ({ prisma }) =>
    prisma.assignment.create({
      data: {
        institutionId: ground.institutionId,
        caseSetId: (await prisma.caseSet.findFirstOrThrow({ where: set })).id,
        name: NAME,
        mode: "exam",
        opensAt: new Date(Date.now() - 60_000),
        closesAt: new Date(Date.now() + 12.5 * 60_000),
        items: { create: ground.caseIds.map((caseId, index) => ({ caseId, position: index + 1 })) },
        readers: { create: [{ userId: resident.id }] },
      },
    }),
  );
  return { id, resident, faculty: ground.faculty };
}

async function begin(page: Page, id: string, resident: Person): Promise<void> {
  await signIn(page, resident.email, `/assignments/${id}`);
  await page.getByRole("button", { name: "Begin" }).click();
  await stageReady(page);
  // The cases behind the first, and their pictures, are there before the connection goes.
  await page.waitForLoadState("networkidle");
}

/** What browsers do with a page in the background: its connections to the database work no more, later ones do. */
function losesDatabases(): void {
  const [lost, opened] = [new WeakSet<IDBDatabase>(), new Set<IDBDatabase>()];
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...args) {
    const request = open.apply(this, args);
    request.addEventListener("success", () => opened.add(request.result));
    return request;
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...args) {
    if (lost.has(this)) throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
    return transaction.apply(this, args);
  };
  Object.assign(window, {
    loseDatabase: () => {
      for (const db of opened) {
        lost.add(db);
        db.dispatchEvent(new Event("close"));
      }
      opened.clear();
    },
  });
}

test("answers that were given offline in an exam and arrive after its end are named, and the faculty decide", async ({
  page,
  pageOf,
}) => {
  const { id, resident, faculty } = await makeExam();
  const context = page.context();
  await context.addInitScript(losesDatabases);
  await begin(page, id, resident);
  await context.setOffline(true);
  await answerInExam(page);
  await expect(page.getByText(`One answer waits to be sent; ${NAME} ends in 12 min.`)).toBeVisible();
  // In the background meanwhile: the browser's database is lost, and opened again by itself.
  await page.evaluate(() => (window as unknown as { loseDatabase: () => void }).loseDatabase());
  await nextButton(page).click();
  await expect(phaseHeading(page)).toBeVisible();
  await answerInExam(page);
  await expect(page.getByText(`2 answers wait to be sent; ${NAME} ends in`)).toBeVisible();
  await expect(page.getByText(/This browser keeps nothing/)).toHaveCount(0);

  // The tab is closed, and the exam with it; home is opened once the connection is back.
  await page.close();
  // By more than a message is on its way: by this the clock is read.
  const closesAt = new Date(Date.now() + 3_000);
  await withDatabase(({ prisma }) => prisma.assignment.update({ where: { id }, data: { closesAt } }));
  await expect.poll(() => Date.now()).toBeGreaterThan(closesAt.getTime());
  await context.setOffline(false);
  const home = await context.newPage();
  await home.clock.install();
  await home.goto("/home");
  await expect(home.getByRole("heading", { level: 1 })).toBeVisible();
  // A refusal is believed a minute after the latest sending that may have been on its way; what comes before counts anew.
  const tooLate = home.getByRole("button", { name: "2 came too late" });
  await expect(async () => {
    await home.clock.fastForward(65_000);
    await expect(tooLate).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await tooLate.click();
  const dialog = home.getByRole("dialog", { name: "Answers in this browser" });
  // An offer that was under way as the clock was put forward has had no answer for a minute by it, and is made again.
  const offered = dialog.getByText(/^Given at .*, arrived at .*, after the end\./);
  await expect
    .poll(async () => {
      const n = await offered.count();
      if (n < 2) await home.clock.fastForward(65_000);
      return n;
    })
    .toBe(2);
  await expect(dialog).toContainText(`Case 1 of ${NAME}`);
  await expect(dialog).not.toContainText(/stored|sent and/);
  for (const left of [1, 0]) {
    await dialog.getByRole("button", { name: "Dismiss" }).first().click();
    await expect(dialog.getByRole("button", { name: "Dismiss" })).toHaveCount(left);
  }
  await home.goto(`/assignments/${id}`);
  const own = home.getByRole("region", { name: "Came too late" });
  await expect(
    own.getByText(/^Case 1 given .* arrived .*, after the assignment had closed\.$/),
  ).toBeVisible();
  await expect(own.getByText(/^Not taken by itself/)).toHaveCount(2);

  const results = await pageOf(faculty, `/assignments/${id}/results`);
  const late = results.getByRole("region", { name: "Came too late" });
  await expect(late.getByText("Given in time by the device’s clock")).toHaveCount(2);
  // This page's clock was put forward by a minute.
  await expect(late.getByText(/clock was .* ahead on arrival|and .* ahead on arrival/).first()).toBeVisible();
  for (const [decision, said] of [
    ["Take it", "Taken"],
    ["Leave it", "Left"],
  ] as const) {
    await late.getByRole("button", { name: "Decide" }).first().click();
    await results.getByLabel("Reason, shown to the resident").fill("The network was down.");
    await results.getByRole("button", { name: decision }).click();
    await expect(late.getByText(new RegExp(`^${said}`))).toBeVisible();
  }
  await expect(results.getByRole("row", { name: /Nina Basement/ }).first()).toBeVisible();
  await home.reload();
  await expect(own.getByText(/^Taken: it counts as your answer/)).toBeVisible();
  await expect(own).toContainText("“The network was down.”");
});

test("an answer given as the sign-in ended is kept for the same person alone, and sent when they are back", async ({
  page,
}) => {
  const { id, resident } = await makeExam();
  const other = await makePerson();
  await begin(page, id, resident);
  await phaseChoice(page, "B").check();
  await lockButton(page).click();
  await expect(zoneHeading(page)).toBeVisible();
  await page.context().clearCookies();
  await drawSomeZone(page);
  await expect(page.getByText(/^Your sign-in has ended\. Your answer is kept in this browser/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();

  await signIn(page, other.email, "/home");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expect(page.getByRole("button", { name: /not sent yet/ })).toHaveCount(0);
  const stored = () =>
    withDatabase(({ prisma }) =>
      prisma.attempt.findMany({ where: { assignmentId: id }, select: { userId: true, zoneAt: true } }),
    );
  expect(await stored()).toEqual([{ userId: resident.id, zoneAt: null }]);

  await page.context().clearCookies();
  await signIn(page, resident.email, "/home");
  await expect.poll(stored).toEqual([{ userId: resident.id, zoneAt: expect.any(Date) }]);
});
