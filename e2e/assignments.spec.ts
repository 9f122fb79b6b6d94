import { randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import {
  answerInExam,
  drawSomeZone,
  type Ground,
  makeAssignmentGround,
  storedHeading,
} from "./fixtures/assignments";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";
import { lockButton, nextButton, phaseChoice, phaseHeading, stageReady, zoneHeading } from "./fixtures/stage";

const DAY_MS = 24 * 60 * 60 * 1000;

async function pageOf(browser: Browser, baseURL: string, person: Person): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, person.email);
  return page;
}

/** Fills the form for an exam to the ground's cohort, and gives the assignment's id. */
async function assignExam(page: Page, ground: Ground): Promise<string> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Assignments" }).click();
  await page.getByRole("link", { name: "New assignment" }).click();
  await expect(page.getByRole("heading", { name: "New assignment" })).toBeVisible();
  await expect(page.getByText("on the clocks of Europe/Berlin")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Exam of March");
  await page.getByRole("combobox", { name: "Case set" }).selectOption({ label: `${ground.set}, 3 cases` });
  await page.getByRole("radio", { name: /^Exam/ }).check();
  await expect(page.getByRole("radio", { name: "With each answer" })).toBeDisabled();
  await expect(page.getByRole("radio", { name: "When somebody releases them" })).toBeChecked();
  await page.getByRole("checkbox", { name: `${ground.cohort} 3 residents` }).check();
  await expect(page.getByText("It goes to 3 residents.")).toBeVisible();
  await page.getByLabel(/^Instructions/).fill("Without a book, please.");
  await page.getByRole("button", { name: "Assign" }).click();
  await page.waitForURL(/\/assignments\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "Exam of March" })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1)!;
}

/** Opens the assignment from home, and begins. */
async function begin(page: Page): Promise<void> {
  await page.goto("/home");
  await page.getByRole("link", { name: "Exam of March" }).click();
  await expect(page.getByText("Without a book, please.")).toBeVisible();
  await page.getByRole("button", { name: /^(Begin|Go on)$/ }).click();
  await page.waitForURL(/\/cases\//);
  await stageReady(page);
}

async function answerTheRest(page: Page, n: number): Promise<void> {
  for (let left = n; left > 0; left--) {
    await expect(phaseHeading(page)).toBeVisible();
    await answerInExam(page);
    await expect(storedHeading(page)).toBeVisible();
    await nextButton(page).click();
  }
  await expect(page.getByRole("heading", { name: "You have answered Exam of March" })).toBeVisible();
}

test("an exam by three residents: in time, late, and resumed after a lost connection; then the release", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const ground = await makeAssignmentGround(["Ann Prompt", "Ben Late", "Cleo Offline"]);
  await signIn(page, ground.faculty.email);
  const id = await assignExam(page, ground);
  const [ann, ben, cleo] = (await Promise.all(
    ground.residents.map((each) => pageOf(browser, baseURL!, each)),
  )) as [Page, Page, Page];

  await test.step("they are told, inside Calot and by mail", async () => {
    await ann.goto("/home");
    await expect(ann.getByRole("link", { name: "Notices, 1 new" })).toBeVisible();
    await ann.goto("/mailbox");
    await expect(ann.getByText("New assignment: Exam of March")).toBeVisible();
  });

  await test.step("one answers in time, and learns nothing", async () => {
    await begin(ann);
    await expect(ann.getByText("1 of 3")).toBeVisible();
    await answerTheRest(ann, 3);
    await ann.getByRole("link", { name: "To the assignment" }).click();
    await expect(ann.getByText("3 of 3 answered")).toBeVisible();
    await expect(ann.getByText(/Results come when your faculty release them/)).toBeVisible();
    await expect(ann.getByText(/IoU|right phase/i)).toHaveCount(0);
  });

  await test.step("one loses the connection between phase and zone, goes on, and reloads", async () => {
    await begin(cleo);
    const first = cleo.url();
    await phaseChoice(cleo, "B").check();
    await lockButton(cleo).click();
    await expect(zoneHeading(cleo)).toBeVisible();
    await cleo.context().setOffline(true);
    await drawSomeZone(cleo);
    await expect(cleo.getByRole("button", { name: /not sent yet/ })).toBeVisible();
    await nextButton(cleo).click();
    await expect(phaseHeading(cleo)).toBeVisible();
    // An exam goes on without the server: the definition is the chosen phase's anyway.
    await answerInExam(cleo);
    await expect(cleo.getByRole("button", { name: "2 not sent yet" })).toBeVisible();
    const second = cleo.url();
    expect(second).not.toBe(first);
    await cleo.context().setOffline(false);
    await cleo.reload();
    await expect(cleo.getByRole("button", { name: /not sent yet/ })).toHaveCount(0);
    await expect
      .poll(() =>
        withDatabase(({ prisma }) =>
          prisma.attempt.count({
            where: { assignmentId: id, userId: ground.residents[2]!.id, zoneAt: { not: null } },
          }),
        ),
      )
      .toBe(2);
    await begin(cleo);
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
    await expect(ben.getByText(/^Late: was due yesterday/)).toBeVisible();
    await begin(ben);
    await answerTheRest(ben, 3);
  });

  await test.step("the faculty see how each gets on, and release", async () => {
    await page.reload();
    await expect(page.getByText("3 residents: 3 begun, 3 finished.")).toBeVisible();
    await expect(page.getByRole("row", { name: /Ben Late/ })).toContainText("3 late");
    await page.getByRole("button", { name: "Release results" }).click();
    await page.getByRole("button", { name: "Release", exact: true }).click();
    await expect(page.getByRole("button", { name: "Release results" })).toHaveCount(0);
    await expect(page.getByText("Released", { exact: true })).toBeVisible();
  });

  await test.step("each sees the results, and each answer beside the reference", async () => {
    for (const resident of [ann, ben, cleo]) {
      await resident.goto(`/assignments/${id}`);
      await expect(resident.getByRole("heading", { name: "Results" })).toBeVisible();
      await expect(resident.getByText(/ of 3 a hit in the right phase/)).toBeVisible();
      await resident.getByRole("list").getByRole("link").filter({ hasText: /phase/ }).first().click();
      await expect(resident.getByRole("group", { name: "Shown on the frame" })).toBeVisible();
      await expect(resident.getByRole("link", { name: "Back to the assignment" })).toBeVisible();
      await resident.goto("/notices");
      await expect(resident.getByText("The results of Exam of March are out.")).toBeVisible();
    }
    await ann.getByRole("button", { name: "Mark all as read" }).click();
    await expect(ann.getByRole("link", { name: "Notices", exact: true })).toBeVisible();
    await ann.reload();
    await expect(ann.getByText("All are read.")).toBeVisible();
  });

  const stored = await withDatabase(({ prisma }) => prisma.attempt.findMany({ where: { assignmentId: id } }));
  expect(stored).toHaveLength(9);
  expect(stored.every(({ zoneAt, ordinal }) => zoneAt !== null && ordinal === 1)).toBe(true);
});

test("a timed exam shows what is left, and ends by itself", async ({ page }) => {
  const ground = await makeAssignmentGround(["Timed Reader"]);
  const [resident] = ground.residents as [Person];
  const id = await withDatabase(async ({ prisma }) => {
    const set = await prisma.caseSet.findFirstOrThrow({ where: { name: ground.set } });
    const made = await prisma.assignment.create({
      data: {
        institutionId: ground.institutionId,
        caseSetId: set.id,
        name: "Against the clock",
        mode: "exam",
        opensAt: new Date(Date.now() - 1000),
        timeLimitMinutes: 2,
        items: { create: ground.caseIds.map((caseId, index) => ({ caseId, position: index + 1 })) },
        readers: { create: [{ userId: resident.id }] },
      },
    });
    return made.id;
  });
  await signIn(page, resident.email);
  await page.goto(`/assignments/${id}`);
  await expect(page.getByText(/2 minutes from the moment you begin/)).toBeVisible();
  await page.getByRole("button", { name: "Begin" }).click();
  await stageReady(page);
  await expect(page.getByRole("timer")).toContainText(/left/);
  // As if it had been begun earlier: five seconds are left.
  await withDatabase(({ prisma }) =>
    prisma.assignmentReader.updateMany({
      where: { assignmentId: id },
      data: { begunAt: new Date(Date.now() - 115_000) },
    }),
  );
  await page.reload();
  await expect(page.getByRole("heading", { name: "Your time is up" })).toBeVisible();
  await page.getByRole("link", { name: "To the assignment" }).click();
  await expect(page.getByText("Your time was up before every case was answered.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Go on" })).toHaveCount(0);
});

test("an extension and an excuse reach their resident", async ({ page, browser, baseURL }) => {
  const ground = await makeAssignmentGround(["Dora", "Emil", "Fay"]);
  await signIn(page, ground.faculty.email);
  const id = await assignExam(page, ground);
  await page.getByRole("button", { name: "Extend or excuse Dora" }).click();
  const dialog = page.getByRole("dialog", { name: "Dora" });
  await dialog.getByLabel("Due and open until").fill("2031-03-04T18:00");
  await dialog.getByRole("button", { name: "Extend", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row", { name: /Dora/ })).toContainText("extended until 4 Mar 2031, 18:00");
  await page.getByRole("button", { name: "Extend or excuse Emil" }).click();
  await page.getByLabel("Reason, shown to the resident").fill("On leave");
  await page.getByRole("button", { name: "Excuse", exact: true }).click();
  await expect(page.getByRole("row", { name: /Emil/ })).toContainText("Excused; On leave");
  await page.getByRole("button", { name: "Extend or excuse Fay" }).click();
  await page.getByRole("button", { name: "Take the assignment from Fay" }).click();
  await expect(page.getByRole("row", { name: /Fay/ })).toHaveCount(0);

  const [dora, emil, fay] = ground.residents as [Person, Person, Person];
  const doras = await pageOf(browser, baseURL!, dora);
  await doras.goto("/home");
  await expect(doras.getByText("(extended for you)")).toBeVisible();
  const emils = await pageOf(browser, baseURL!, emil);
  await emils.goto(`/assignments/${id}`);
  await expect(emils.getByText("You are excused: On leave")).toBeVisible();
  const fays = await pageOf(browser, baseURL!, fay);
  expect((await fays.request.get(`/assignments/${id}`)).status()).toBe(404);
  // Who joins later is offered.
  await withDatabase(({ prisma }) =>
    prisma.user.update({ where: { id: fay.id }, data: { name: "Fay again" } }),
  );
  await page.reload();
  await page.getByRole("button", { name: /^Add new members of Year 3/ }).click();
  await expect(page.getByRole("row", { name: /Fay again/ })).toBeVisible();
});

test("strangers find nothing of an assignment, page by page and request by request", async ({
  page,
  browser,
  baseURL,
}) => {
  const ground = await makeAssignmentGround(["Gus", "Hal", "Ida"]);
  await signIn(page, ground.faculty.email);
  const id = await assignExam(page, ground);
  const reader = ground.residents[0]!.id;
  const elsewhere = await withDatabase(
    async ({ prisma }) => (await prisma.institution.create({ data: { name: randomUUID() } })).id,
  );
  const people = [
    ...(await Promise.all(
      (["resident", "faculty", "director", "admin"] as const).map((role) =>
        makePerson({ role, institutionId: elsewhere }),
      ),
    )),
    await makePerson({ institutionId: ground.institutionId }),
  ];
  for (const person of people) {
    const stranger = await pageOf(browser, baseURL!, person);
    const headers = { origin: baseURL! };
    for (const path of [
      `/assignments/${id}`,
      `/assignments/${id}/run`,
      `/assignments/${id}/cases/${ground.caseIds[0]}`,
      `/api/assignments/${id}/next`,
    ]) {
      expect([path, (await stranger.request.get(path)).status()]).toEqual([path, 404]);
    }
    for (const [method, path] of [
      ["POST", `/api/assignments/${id}/begin`],
      ["POST", `/api/assignments/${id}/release`],
      ["DELETE", `/api/assignments/${id}/readers/${reader}`],
    ] as const) {
      const answer = await stranger.request.fetch(path, { method, headers });
      expect([path, answer.status()]).toEqual([path, 404]);
    }
    const excuse = await stranger.request.patch(`/api/assignments/${id}/readers/${reader}`, {
      data: { excuse: "x" },
      headers,
    });
    expect(excuse.status()).toBe(404);
    const add = await stranger.request.post(`/api/assignments/${id}/readers`, {
      data: { cohortIds: [], userIds: [person.id] },
      headers,
    });
    expect(add.status()).toBe(404);
    const lock = { id: randomUUID(), caseId: ground.caseIds[0], assignmentId: id, phase: "A" };
    expect((await stranger.request.post("/api/attempts", { data: lock, headers })).status()).toBe(404);
    await stranger.context().close();
  }
  // A resident who has it can't do what the faculty do.
  const own = await pageOf(browser, baseURL!, ground.residents[0]!);
  expect(
    (await own.request.post(`/api/assignments/${id}/release`, { headers: { origin: baseURL! } })).status(),
  ).toBe(404);
  expect((await own.request.get("/assignments/new")).status()).toBe(404);
  // What isn't seen in the institution's own practice any more isn't in its lists either.
  const { cases } = await (await own.request.get("/api/cases")).json();
  const ids = (cases as { id: string }[]).map((each) => each.id);
  for (const caseId of ground.caseIds) expect(ids).not.toContain(caseId);
});

test("its pages are accessible, narrow and wide, light and dark", async ({ page, browser, baseURL }) => {
  test.setTimeout(180_000);
  const ground = await makeAssignmentGround(["Jo", "Kim", "Lou"]);
  await signIn(page, ground.faculty.email);
  await assignExam(page, ground);
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Extend or excuse Jo" }).click();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  for (const path of ["/assignments", "/assignments/new", "/notices", "/mailbox"]) {
    await page.goto(path);
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
  }
  const resident = await pageOf(browser, baseURL!, ground.residents[0]!);
  for (const path of ["/home", "/assignments", "/notices", "/mailbox"]) {
    await resident.goto(path);
    await expectAccessible(resident);
    await expectNoSidewaysScrolling(resident);
  }
  await resident.goto("/assignments");
  await resident.getByRole("link", { name: "Exam of March" }).click();
  await expect(resident.getByRole("button", { name: "Begin" })).toBeVisible();
  await expectAccessible(resident);
  await resident.getByRole("button", { name: "Begin" }).click();
  await stageReady(resident);
  await expectAccessible(resident);
});

test("the keyboard alone gives an assignment and does it", async ({ page, browser, baseURL }) => {
  const ground = await makeAssignmentGround(["Mia", "Ned", "Oda"]);
  await signIn(page, ground.faculty.email);
  await page.goto("/assignments/new");
  await page.getByLabel("Name", { exact: true }).focus();
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /^Exam/ })).toBeChecked();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: `${ground.cohort} 3 residents` })).toBeChecked();
  await page.getByRole("button", { name: "Assign" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "By keyboard" })).toBeVisible();

  const resident = await pageOf(browser, baseURL!, ground.residents[0]!);
  await resident.goto("/home");
  await resident.getByRole("link", { name: "By keyboard" }).focus();
  await resident.keyboard.press("Enter");
  await resident.getByRole("button", { name: "Begin" }).focus();
  await resident.keyboard.press("Enter");
  await stageReady(resident);
  for (let n = 1; n <= 3; n++) {
    await expect(resident.getByText(`${n} of 3`)).toBeVisible();
    await expect(phaseHeading(resident)).toBeVisible();
    await resident.keyboard.press("b");
    await resident.keyboard.press("Enter");
    await expect(zoneHeading(resident)).toBeVisible();
    await resident.keyboard.press("g");
    await resident.keyboard.press("Enter");
    await expect(storedHeading(resident)).toBeVisible();
    await resident.keyboard.press("Enter");
  }
  await expect(resident.getByRole("heading", { name: "You have answered By keyboard" })).toBeVisible();
});
