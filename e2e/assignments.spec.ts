import { randomUUID } from "node:crypto";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { assignExam, makeAssignmentGround, storedHeading } from "./fixtures/assignments";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";
import { lockButton, phaseHeading, stageReady, zoneHeading } from "./fixtures/stage";

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
  await signIn(page, resident.email, `/assignments/${id}`);
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

test("an extension and an excuse reach their resident", async ({ page, pageOf, requestsOf }) => {
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
  const doras = await pageOf(dora);
  await expect(doras.getByText("(extended for you)")).toBeVisible();
  const emils = await pageOf(emil, `/assignments/${id}`);
  await expect(emils.getByText("You are excused: On leave")).toBeVisible();
  const fays = await requestsOf(fay);
  expect((await fays.get(`/assignments/${id}`)).status()).toBe(404);
  // Who joins later is offered.
  await withDatabase(({ prisma }) =>
    prisma.user.update({ where: { id: fay.id }, data: { name: "Fay again" } }),
  );
  await page.reload();
  const add = page.getByRole("button", { name: /^Add new members of Year 3/ });
  // The button works once the page's script runs; pressed twice it adds nobody twice.
  await expect(async () => {
    if (await add.isVisible()) await add.click();
    await expect(page.getByRole("row", { name: /Fay again/ })).toBeVisible({ timeout: 3000 });
  }).toPass();
});

test("strangers find nothing of an assignment, page by page and request by request", async ({
  page,
  baseURL,
  requestsOf,
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
    const stranger = await requestsOf(person);
    const headers = { origin: baseURL! };
    for (const path of [
      `/assignments/${id}`,
      `/assignments/${id}/run`,
      `/api/stage?case=${ground.caseIds[0]}&assignment=${id}`,
      `/api/assignments/${id}/next`,
    ]) {
      expect([path, (await stranger.get(path)).status()]).toEqual([path, 404]);
    }
    for (const [method, path] of [
      ["POST", `/api/assignments/${id}/begin`],
      ["POST", `/api/assignments/${id}/release`],
      ["DELETE", `/api/assignments/${id}/readers/${reader}`],
    ] as const) {
      const answer = await stranger.fetch(path, { method, headers });
      expect([path, answer.status()]).toEqual([path, 404]);
    }
    const excuse = await stranger.patch(`/api/assignments/${id}/readers/${reader}`, {
      data: { excuse: "x" },
      headers,
    });
    expect(excuse.status()).toBe(404);
    const add = await stranger.post(`/api/assignments/${id}/readers`, {
      data: { cohortIds: [], userIds: [person.id] },
      headers,
    });
    expect(add.status()).toBe(404);
    const lock = { id: randomUUID(), caseId: ground.caseIds[0], assignmentId: id, phase: "A" };
    expect((await stranger.post("/api/attempts", { data: lock, headers })).status()).toBe(404);
  }
  // A resident who has it can't do what the faculty do.
  const own = await requestsOf(ground.residents[0]!);
  expect((await own.post(`/api/assignments/${id}/release`, { headers: { origin: baseURL! } })).status()).toBe(
    404,
  );
  expect((await own.get("/assignments/new")).status()).toBe(404);
  // What isn't seen in the institution's own practice any more isn't in its lists either.
  const { cases } = await (await own.get("/api/cases")).json();
  const ids = (cases as { id: string }[]).map((each) => each.id);
  for (const caseId of ground.caseIds) expect(ids).not.toContain(caseId);
});

test("its pages are accessible, narrow and wide, light and dark", async ({ page, pageOf }) => {
  const ground = await makeAssignmentGround(["Jo", "Kim", "Lou"]);
  await signIn(page, ground.faculty.email);
  await assignExam(page, ground);
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await page.getByRole("button", { name: "Extend or excuse Jo" }).click();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  for (const path of ["/assignments", "/assignments/new", "/notices", "/mailbox"]) {
    await page.goto(path);
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
  }
  const resident = await pageOf(ground.residents[0]!);
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

test("the keyboard alone gives an assignment and does it", async ({ page, pageOf }) => {
  const ground = await makeAssignmentGround(["Mia", "Ned", "Oda"]);
  await signIn(page, ground.faculty.email, "/assignments/new");
  const assign = page.getByRole("button", { name: "Assign" });
  await assign.focus();
  await page.keyboard.press("Enter");
  // What is wrong is said at its field, which gets the focus.
  const name = page.getByLabel("Name", { exact: true });
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription("Give the assignment a name.");
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /^Exam/ })).toBeChecked();
  await assign.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Choose at least one resident, or a cohort that has one.")).toBeVisible();
  const cohort = page.getByRole("checkbox", { name: `${ground.cohort} 3 residents` });
  await expect(cohort).toBeFocused();
  await page.keyboard.press("Space");
  await expect(cohort).toBeChecked();
  await assign.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "By keyboard" })).toBeVisible();

  const resident = await pageOf(ground.residents[0]!);
  await resident.getByRole("link", { name: "By keyboard" }).focus();
  await resident.keyboard.press("Enter");
  await resident.getByRole("button", { name: "Begin" }).focus();
  await resident.keyboard.press("Enter");
  await stageReady(resident);
  for (let n = 1; n <= 3; n++) {
    await expect(resident.getByText(`${n} of 3`)).toBeVisible();
    await expect(phaseHeading(resident)).toBeVisible();
    await resident.keyboard.press("b");
    // Nothing is locked before its frame is on the screen.
    await expect(lockButton(resident)).toBeEnabled();
    await resident.keyboard.press("Enter");
    await expect(zoneHeading(resident)).toBeVisible();
    await resident.keyboard.press("g");
    await resident.keyboard.press("Enter");
    await expect(storedHeading(resident)).toBeVisible();
    await resident.keyboard.press("Enter");
  }
  await expect(resident.getByRole("heading", { name: "You have answered By keyboard" })).toBeVisible();
  await resident.keyboard.press("Enter");
  await expect(resident.getByRole("heading", { name: "By keyboard", exact: true })).toBeVisible();
});
