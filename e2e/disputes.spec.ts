import type { Page } from "@playwright/test";
import type { Box } from "@/lib/domain/geometry";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { answerAway } from "./fixtures/answers";
import { casesFor, type StoredCase, wrongPhase } from "./fixtures/cases";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";
import { drawingArea, resultHeading, shownZone, stageReady } from "./fixtures/stage";
import { fingersOn } from "./fixtures/touch";

const REASON = "The duct runs through the lower half of this zone.";
const ANSWER = "Agreed: the zone now stops above the duct.";

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });

/** A box that has no part of the reference: in the corner that is furthest from it. */
function farFrom({ width, height, boxes }: StoredCase): Box {
  const [x1, y1, x2, y2] = boxes[0]!;
  const left = x1 + x2 > width ? 0 : 0.75 * width;
  const top = y1 + y2 > height ? 0 : 0.75 * height;
  return [
    Math.round(left),
    Math.round(top),
    Math.round(left + 0.25 * width),
    Math.round(top + 0.25 * height),
  ];
}

type Place = { readonly institutionId: string; readonly resident: Person; readonly stored: StoredCase };

/** An institution with one case and one resident: its reference can change without another journey's noticing. */
async function makePlace(): Promise<Place> {
  const institutionId = await withDatabase(async ({ prisma }) => {
    const { id } = await prisma.institution.create({ data: { name: `Hospital ${crypto.randomUUID()}` } });
    const { frameId, phase, boxes, location, exposure, nextAction, criticalRisk } =
      await prisma.caseVersion.findFirstOrThrow({ where: { currentOf: { publication: "published" } } });
    const texts = { location, exposure, nextAction, criticalRisk };
    const dataset = { create: { institutionId: id, name: "Its own", publication: "published" as const } };
    const made = await prisma.case.create({
      data: {
        frameNumber: 7,
        publication: "published",
        video: { create: { name: "V01", dataset } },
        versions: { create: { number: 1, frameId, phase, boxes: boxes as number[][], ...texts } },
      },
      include: { versions: true },
    });
    await prisma.case.update({ where: { id: made.id }, data: { currentVersionId: made.versions[0]!.id } });
    return id;
  });
  const resident = await makePerson({ institutionId });
  const [stored] = (await casesFor(resident)).values();
  return { institutionId, resident, stored: stored! };
}

async function onFrame(page: Page, { width, height }: StoredCase, x: number, y: number) {
  const shown = (await page.getByRole("img", { name: /^The operative field/ }).boundingBox())!;
  const scale = Math.min(shown.width / width, shown.height / height);
  return {
    x: shown.x + (shown.width - width * scale) / 2 + x * scale,
    y: shown.y + (shown.height - height * scale) / 2 + y * scale,
  };
}

async function expectZone(page: Page, box: Box): Promise<void> {
  await expect(async () => {
    const shown = (await shownZone(page))!;
    for (const [i, edge] of box.entries()) expect(Math.abs(shown[i]! - edge)).toBeLessThan(8);
  }).toPass();
}

async function typeCorners(page: Page, box: Box): Promise<void> {
  for (const [i, edge] of ["Left", "Top", "Right", "Bottom"].entries()) {
    await page.getByLabel(edge, { exact: true }).fill(String(box[i]));
  }
  await page.getByLabel("Bottom", { exact: true }).press("Enter");
}

async function openAs(page: Page, person: Person): Promise<Page> {
  const context = await page
    .context()
    .browser()!
    .newContext({ baseURL: new URL(page.url()).origin });
  const other = await context.newPage();
  await signIn(other, person.email);
  return other;
}

test("a resident questions a reference with a zone, faculty change it, and the resident sees the new score", async ({
  page,
}) => {
  const { institutionId, resident, stored } = await makePlace();
  await signIn(page, resident.email);
  const proposal = farFrom(stored);
  const attemptId = await answerAway(page, stored.id, { phase: stored.phase, box: proposal });
  await page.goto(`/attempts/${attemptId}`);
  await expect(resultHeading(page)).toHaveText(/misses the reference/);
  await page.getByRole("link", { name: "Question the reference" }).click();

  await expect(heading(page, "Question the reference")).toBeVisible();
  await stageReady(page);
  await button(page, "Send the question").click();
  await expect(page.getByRole("alert").filter({ hasText: /^Say in a sentence/ })).toBeVisible();
  await page.getByLabel("What is wrong with it?").fill(REASON);
  const [from, to] = [
    await onFrame(page, stored, proposal[0] + 2, proposal[1] + 2),
    await onFrame(page, stored, proposal[2] - 2, proposal[3] - 2),
  ];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 2 });
  await page.mouse.up();
  await page.getByText("Type the corners").click();
  await expectZone(page, proposal);
  await typeCorners(page, proposal);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await button(page, "Send the question").click();
  await expect(heading(page, "You question this reference")).toBeVisible();
  await expect(page.getByText(REASON)).toBeVisible();

  const faculty = await makePerson({ role: "faculty", institutionId });
  const desk = await openAs(page, faculty);
  await desk.goto("/disputes");
  await expectNoSidewaysScrolling(desk);
  await expectAccessible(desk);
  await desk.setViewportSize({ width: 1440, height: 900 });
  await desk.getByRole("link", { name: REASON }).click();
  await expect(heading(desk, /^Is the reference of/)).toBeVisible();
  await expectAccessible(desk);
  await desk.setViewportSize({ width: 1440, height: 900 });
  await button(desk, "Change the reference").click();
  await expect(heading(desk, "The new reference")).toBeVisible();
  await desk.getByText("Type the corners").click();
  await expectZone(desk, proposal);
  await expectAccessible(desk);
  await desk.setViewportSize({ width: 1440, height: 900 });
  await button(desk, "Accept and score anew").click();
  await expect(desk.getByRole("alert").filter({ hasText: /^Say why/ })).toBeVisible();
  await desk.getByLabel("Why, in a sentence").fill(ANSWER);
  await button(desk, "Accept and score anew").click();
  await expect(heading(desk, "Accepted: the reference was changed")).toBeVisible();
  await desk.context().close();

  await page.goto(`/attempts/${attemptId}`);
  await expect(resultHeading(page)).toHaveText(/Your zone is on the reference/);
  await expect(heading(page, /^Scored anew on/)).toBeVisible();
  await expect(page.getByText("IoU was 0.00, and is 1.00 now.")).toBeVisible();
  await expect(page.getByText(ANSWER).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto("/history");
  await expect(page.getByText(/scored anew after its reference was changed/)).toBeVisible();
  const told = await withDatabase(({ prisma }) =>
    Promise.all([
      prisma.notice.findMany({ where: { userId: resident.id, kind: "dispute.accepted" } }),
      prisma.mail.findMany({ where: { userId: resident.id, key: { startsWith: "dispute.decided" } } }),
    ]),
  );
  expect(told[0]).toMatchObject([{ href: `/attempts/${attemptId}` }]);
  expect(told[1]).toMatchObject([{ text: expect.stringContaining(ANSWER) }]);
});

test("by keyboard alone, a resident questions a reference and withdraws the question", async ({ page }) => {
  const { resident, stored } = await makePlace();
  await signIn(page, resident.email);
  const attemptId = await answerAway(page, stored.id, {
    phase: wrongPhase(stored.phase),
    box: stored.boxes[0]!,
  });
  await page.goto(`/attempts/${attemptId}/question`);
  await stageReady(page);
  const tabTo = async (name: string, focused: () => Promise<boolean>) => {
    for (let stop = 0; stop < 60; stop++) {
      if (await focused()) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`The Tab key does not reach ${name}.`);
  };
  const isFocused = (locator: ReturnType<Page["locator"]>) => () =>
    locator.evaluate((element) => element === document.activeElement);
  await tabTo("the reason", isFocused(page.getByLabel("What is wrong with it?")));
  await page.keyboard.type("It is another phase.");
  const asItIs = page.getByRole("radio", { name: /^As it is/ });
  await tabTo("the phases", isFocused(asItIs));
  await page.keyboard.press("ArrowDown");
  await tabTo("the zone's tools", isFocused(button(page, "Put a zone in the middle")));
  await page.keyboard.press("Enter");
  await expect(drawingArea(page)).toBeFocused();
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("ArrowUp");
  await tabTo("sending", isFocused(button(page, "Send the question")));
  await page.keyboard.press("Enter");
  await expect(heading(page, "You question this reference")).toBeVisible();
  const [dispute] = await withDatabase(({ prisma }) => prisma.dispute.findMany({ where: { attemptId } }));
  expect(dispute).toMatchObject({ status: "open", phase: "A", reason: "It is another phase." });
  expect(dispute!.x1).toBeCloseTo(stored.width * (3 / 8) - 10, 0);
  await tabTo("withdrawing", isFocused(button(page, "Withdraw the question")));
  await page.keyboard.press("Enter");
  await expect(page.getByText(/and withdrawn$/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Question the reference" })).toBeVisible();
});

test.describe("on a small phone", () => {
  test.use({ viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true });

  test("a resident draws a proposal with a finger, and faculty reject it", async ({ page }) => {
    const { institutionId, resident, stored } = await makePlace();
    await signIn(page, resident.email);
    const attemptId = await answerAway(page, stored.id, { phase: stored.phase, box: farFrom(stored) });
    await page.goto(`/attempts/${attemptId}/question`);
    await stageReady(page);
    const fingers = await fingersOn(page);
    const { width, height } = stored;
    await fingers.drag(
      await onFrame(page, stored, 0.25 * width, 0.25 * height),
      await onFrame(page, stored, 0.6 * width, 0.7 * height),
    );
    await page.getByLabel("What is wrong with it?").fill(REASON);
    await button(page, "Send the question").tap();
    await expect(heading(page, "You question this reference")).toBeVisible();
    const { id, x2 } = await withDatabase(({ prisma }) =>
      prisma.dispute.findFirstOrThrow({ where: { attemptId } }),
    );
    expect(Math.abs(x2! - 0.6 * width)).toBeLessThan(0.02 * width);

    const desk = await openAs(page, await makePerson({ role: "faculty", institutionId }));
    await desk.goto(`/disputes/${id}`);
    await stageReady(desk);
    await desk.getByLabel("Why, in a sentence").fill("The duct is seen to the left.");
    await button(desk, "Reject").click();
    await expect(heading(desk, "Rejected: the reference stands")).toBeVisible();
    await desk.context().close();
    await page.goto(`/attempts/${attemptId}`);
    await expect(page.getByText("The duct is seen to the left.")).toBeVisible();
    await expect(heading(page, /^Scored anew/)).toHaveCount(0);
  });
});

test("strangers, colleagues and residents find nothing of a question", async ({ page }) => {
  const { institutionId, resident, stored } = await makePlace();
  await signIn(page, resident.email);
  const attemptId = await answerAway(page, stored.id, { phase: stored.phase, box: farFrom(stored) });
  const id = crypto.randomUUID();
  const headers = { origin: new URL(page.url()).origin };
  const asked = await page.request.post(`/api/attempts/${attemptId}/disputes`, {
    data: { id, reason: REASON },
    headers,
  });
  expect(asked.status()).toBe(201);
  const elsewhere = await withDatabase(
    async ({ prisma }) =>
      (await prisma.institution.create({ data: { name: `Elsewhere ${crypto.randomUUID()}` } })).id,
  );
  const strangers: readonly [Person, string][] = [
    [resident, "the disputer"],
    [await makePerson({ institutionId }), "a colleague"],
    [await makePerson({ role: "resident", institutionId: elsewhere }), "a strange resident"],
    [await makePerson({ role: "faculty", institutionId: elsewhere }), "strange faculty"],
    [await makePerson({ role: "admin", institutionId: elsewhere }), "a strange admin"],
  ];
  for (const [who, name] of strangers) {
    const other = await openAs(page, who);
    const refused = async (path: string, data?: unknown): Promise<void> => {
      const answer = data ? await other.request.post(path, { data, headers }) : await other.request.get(path);
      expect([name, path, answer.status()]).toEqual([name, path, 404]);
      expect(await answer.text()).not.toContain(REASON);
    };
    await refused(`/disputes/${id}`);
    await refused(`/api/disputes/${id}`);
    await refused(`/api/disputes/${id}/decision`, { decision: "reject", sentence: "No." });
    if (who !== resident) {
      await refused(`/attempts/${attemptId}/question`);
      await refused(`/api/attempts/${attemptId}/disputes`);
      await refused(`/api/attempts/${attemptId}/disputes`, { id: crypto.randomUUID(), reason: "Mine." });
      await refused(`/api/disputes/${id}/withdraw`, {});
    }
    await other.context().close();
  }
  for (const path of ["/disputes", "/api/disputes"])
    expect((await page.request.get(path)).status()).toBe(404);
  expect((await page.request.post(`/api/disputes/${id}/withdraw`, { data: {}, headers })).status()).toBe(200);
});
