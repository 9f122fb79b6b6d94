import type { APIRequestContext, Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { casesFor } from "./fixtures/cases";
import { expect, test } from "./fixtures/people";
import {
  frameImage,
  lockButton,
  openCase,
  phaseChoice,
  phaseHeading,
  stageReady,
  zoneHeading,
} from "./fixtures/stage";

/** What the stage's script may weigh as it is sent, in bytes: some four seconds of 400 kbit/s with the frame. */
const STAGE_SCRIPT_BYTES = 170_000;

/** Holds back what a page asks for, until it is let go. */
async function hold(page: Page, pattern: string): Promise<() => void> {
  let letGo = (): void => {};
  const going = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(pattern, async (route) => {
    await going;
    await route.continue();
  });
  return letGo;
}

const frameIsThere = (page: Page): Promise<void> =>
  expect
    .poll(() => frameImage(page).evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
    .toBeGreaterThan(0);

/** How many bytes of script a page asks for by itself, as they are sent. */
async function scriptBytes(requests: APIRequestContext, address: string): Promise<number> {
  const html = await (await requests.get(address)).text();
  const sources = [...html.matchAll(/<script src="([^"]+)"(?![^>]*noModule)/g)].map(([, source]) => source!);
  expect(sources.length).toBeGreaterThan(5);
  const sizes = await Promise.all(
    [...new Set(sources)].map(async (source) => {
      const { "content-length": bytes, "content-encoding": packed } = (await requests.get(source)).headers();
      expect(packed, source).toBe("br");
      return Number(bytes);
    }),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

test("the stage’s script stays small", async ({ person, signedIn }) => {
  const [caseId] = (await casesFor(person)).keys();
  expect(await scriptBytes(signedIn.request, `/practice/${caseId}`)).toBeLessThanOrEqual(STAGE_SCRIPT_BYTES);
});

test("keys pressed on a slow line as soon as the frame is there take effect, in their order", async ({
  person,
  signedIn: page,
}) => {
  const [caseId] = (await casesFor(person)).keys();
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const line = { latency: 150, downloadThroughput: 100_000, uploadThroughput: 100_000 };
  await session.send("Network.emulateNetworkConditions", { offline: false, ...line });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(`/practice/${caseId}`, { waitUntil: "commit" });
  await frameIsThere(page);
  await page.keyboard.type("ab3");
  await page.keyboard.press("Enter");
  await expect(zoneHeading(page)).toBeVisible();
  // Right or wrong: B was chosen last.
  await expect(
    page.getByText(/^Right phase: B, Dissection|^Wrong phase: you chose B\./).first(),
  ).toBeVisible();
});

test("between home and the stage stands the stage’s own shape", async ({ signedIn: page }) => {
  await page.goto("/home");
  const letGo = await hold(page, "**/practice/*-*?*");
  await page.getByRole("link", { name: "Begin with a case" }).click();
  await expect(page.getByRole("heading", { name: "Opening the case" })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  letGo();
  await expect(phaseHeading(page)).toBeVisible();
  await stageReady(page);
});

test("what is pressed before the stage’s script is there is done once it comes, but nothing is locked unseen", async ({
  person,
  signedIn: page,
}) => {
  const [caseId, next] = (await casesFor(person)).keys();
  const scripts = await hold(page, "**/_next/static/chunks/*.js");
  const frame = await hold(page, "**/api/cases/*/frame*");
  await page.goto(`/practice/${caseId}`, { waitUntil: "commit" });
  await expect(phaseHeading(page)).toBeVisible();
  await page.keyboard.type("b");
  await expect(phaseChoice(page, "B")).toBeChecked();
  await page.keyboard.press("Enter");
  frame();
  await frameIsThere(page);
  await phaseChoice(page, "D").check({ force: true });
  await page.keyboard.type("c2");
  await expect(phaseChoice(page, "C")).toBeChecked();
  scripts();
  await stageReady(page);
  await expect(page.getByRole("radio", { name: "Unsure" })).toBeChecked();
  await expect(phaseChoice(page, "C")).toBeChecked();
  // Enter came before the frame: it locked nothing, then or now.
  await expect(lockButton(page)).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(zoneHeading(page)).toBeVisible();

  // With everything there, presses are nobody's but the stage's.
  await openCase(page, next!);
  await page.keyboard.type("a");
  await expect(phaseChoice(page, "A")).toBeChecked();
  await expect(lockButton(page)).toBeEnabled();
});
