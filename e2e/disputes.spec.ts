import type { Page } from "@playwright/test";
import type { Box } from "@/lib/domain/geometry";
import { PHASES } from "@/lib/domain/phases";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { answerAway } from "./fixtures/answers";
import { casesFor, farFrom, type StoredCase, wrongPhase } from "./fixtures/cases";
import { copyDemo } from "./fixtures/demo-copy";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";
import { cornersOnScreen, drawingArea, stageReady } from "./fixtures/stage";
import { fingersOn } from "./fixtures/touch";

const REASON = "The duct runs through the lower half of this zone.";

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });

type Place = { readonly institutionId: string; readonly resident: Person; readonly stored: StoredCase };

/** An institution with one case and one resident: its reference can change without another journey's noticing. */
async function makePlace(): Promise<Place> {
  const { institutionId } = await withDatabase((db) => copyDemo(db, 1));
  const resident = await makePerson({ institutionId });
  const [stored] = (await casesFor(resident)).values();
  return { institutionId, resident, stored: stored! };
}

test("its pages are fit to be used by everyone", async ({ page, pageOf }) => {
  const { institutionId, resident, stored } = await makePlace();
  await signIn(page, resident.email);
  const attemptId = await answerAway(page, stored.id, { phase: stored.phase, box: farFrom(stored) });
  await page.goto(`/attempts/${attemptId}/question`);
  await stageReady(page);
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  const id = crypto.randomUUID();
  const asked = await page.request.post(`/api/attempts/${attemptId}/disputes`, {
    data: { id, reason: REASON, phase: "C", box: farFrom(stored) },
  });
  expect(asked.status()).toBe(201);
  await page.goto(`/attempts/${attemptId}`);
  await expect(heading(page, "You question this reference")).toBeVisible();
  await expectAccessible(page);

  const desk = await pageOf(await makePerson({ role: "faculty", institutionId }), "/disputes");
  await expectAccessible(desk);
  await expectNoSidewaysScrolling(desk);
  await desk.goto(`/disputes/${id}`);
  await stageReady(desk);
  await expectAccessible(desk);
  await button(desk, "Change the reference").click();
  await expect(heading(desk, "The new reference")).toBeFocused();
  await expectAccessible(desk);
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
  // The phase that it has is not offered.
  const phase = PHASES.find((each) => each !== stored.phase);
  expect(dispute).toMatchObject({ status: "open", phase, reason: "It is another phase." });
  expect(dispute!.x1).toBeCloseTo(stored.width * (3 / 8) - 10, 0);
  await tabTo("withdrawing", isFocused(button(page, "Withdraw the question")));
  await page.keyboard.press("Enter");
  await expect(page.getByText(/and withdrawn$/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Question the reference" })).toBeVisible();
});

test.describe("on a small phone", () => {
  test.use({ viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true });

  test("a resident draws a proposal with a finger, and faculty reject it", async ({ page, pageOf }) => {
    const { institutionId, resident, stored } = await makePlace();
    await signIn(page, resident.email);
    const attemptId = await answerAway(page, stored.id, { phase: stored.phase, box: farFrom(stored) });
    await page.goto(`/attempts/${attemptId}/question`);
    await stageReady(page);
    const fingers = await fingersOn(page);
    const { width, height } = stored;
    const zone: Box = [0.25 * width, 0.25 * height, 0.6 * width, 0.7 * height];
    await fingers.drag(...(await cornersOnScreen(page, stored, zone)));
    await page.getByLabel("What is wrong with it?").fill(REASON);
    await button(page, "Send the question").tap();
    await expect(heading(page, "You question this reference")).toBeVisible();
    const { id, x2 } = await withDatabase(({ prisma }) =>
      prisma.dispute.findFirstOrThrow({ where: { attemptId } }),
    );
    expect(Math.abs(x2! - 0.6 * width)).toBeLessThan(0.02 * width);

    const desk = await pageOf(await makePerson({ role: "faculty", institutionId }));
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

test("strangers, colleagues and residents find nothing of a question", async ({ requestsOf, baseURL }) => {
  const { institutionId, resident, stored } = await makePlace();
  const own = await requestsOf(resident);
  const attemptId = await answerAway(own, stored.id, { phase: stored.phase, box: farFrom(stored) });
  const id = crypto.randomUUID();
  const headers = { origin: baseURL! };
  const asked = await own.post(`/api/attempts/${attemptId}/disputes`, {
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
    const other = who === resident ? own : await requestsOf(who);
    const refused = async (path: string, data?: unknown): Promise<void> => {
      const answer = data ? await other.post(path, { data, headers }) : await other.get(path);
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
  }
  for (const path of ["/disputes", "/api/disputes"]) expect((await own.get(path)).status()).toBe(404);
  expect((await own.post(`/api/disputes/${id}/withdraw`, { data: {}, headers })).status()).toBe(200);
});
