import type { Page } from "@playwright/test";
import type { Box } from "@/lib/domain/geometry";
import { casesFor, type StoredCase } from "./fixtures/cases";
import { attemptsOf } from "./fixtures/figures";
import { expect, type Person, test } from "./fixtures/people";
import {
  answerZone,
  cornersOnScreen,
  drawByMouse,
  drawingArea,
  frameImage,
  lockPhase,
  nextButton,
  openCase,
  phaseHeading,
  placeOnScreen,
  shownZone,
  stageReady,
  submitButton,
} from "./fixtures/stage";

/** Opens a case whose phase is locked, so that its zone can be drawn. */
async function atZone(page: Page, person: Person): Promise<StoredCase> {
  const [stored] = (await casesFor(person)).values();
  await openCase(page, stored!.id);
  await lockPhase(page, stored!.phase);
  await expect(drawingArea(page)).toBeVisible();
  return stored!;
}

const part = ({ width, height }: StoredCase, [x1, y1, x2, y2]: Box): Box => [
  x1 * width,
  y1 * height,
  x2 * width,
  y2 * height,
];

async function expectZone(page: Page, box: Box, within = 1.5): Promise<void> {
  const shown = await shownZone(page);
  expect(shown).not.toBeNull();
  for (const [i, edge] of box.entries()) expect(Math.abs(shown![i]! - edge)).toBeLessThanOrEqual(within);
}

const zoom = (page: Page) => page.getByRole("status").filter({ hasText: "×" });

test("a zone is drawn, moved and resized, kept within the frame and out of a slip’s reach, undone and redone", async ({
  signedIn: page,
  person,
}) => {
  const stored = await atZone(page, person);
  const { width, height } = stored;
  const toScreen = await placeOnScreen(page, stored);
  const clear = async () => {
    await page.getByRole("button", { name: "Clear" }).click();
    expect(await shownZone(page)).toBeNull();
    await expect(submitButton(page)).toBeDisabled();
  };

  await test.step("two clicks on opposite corners set it", async () => {
    const box = part(stored, [0.25, 0.3, 0.45, 0.6]);
    for (const { x, y } of await cornersOnScreen(page, stored, box)) await page.mouse.click(x, y);
    await expectZone(page, box);
    await clear();
    // Two in one place zoom, and are no corner, even where one waited for its opposite.
    const [from, to] = await cornersOnScreen(page, stored, box);
    await page.mouse.click(from.x, from.y);
    await page.mouse.dblclick(to.x, to.y);
    await expect(zoom(page)).not.toHaveText("1.0×");
    expect(await shownZone(page)).toBeNull();
    await page.keyboard.press("0");
    await expect(zoom(page)).toHaveText("1.0×");
  });

  await test.step("its inside moves it, and a corner resizes it", async () => {
    await drawByMouse(page, stored, part(stored, [0.3, 0.3, 0.5, 0.5]));
    await drawByMouse(page, stored, part(stored, [0.4, 0.42, 0.5, 0.52]));
    await expectZone(page, part(stored, [0.4, 0.4, 0.6, 0.6]), 2.5);
    const [corner, target] = await cornersOnScreen(page, stored, part(stored, [0.6, 0.6, 0.7, 0.8]));
    await page.mouse.move(corner.x, corner.y);
    await page.mouse.down();
    await page.mouse.move(target.x, target.y, { steps: 4 });
    await page.mouse.up();
    await expectZone(page, part(stored, [0.4, 0.4, 0.7, 0.8]), 3);
    await clear();
  });

  await test.step("a slip of the hand makes none, and it never gets too small to see", async () => {
    const box = part(stored, [0.4, 0.4, 0.6, 0.6]);
    await drawByMouse(page, stored, box);
    const [, corner] = await cornersOnScreen(page, stored, box);
    // Far outside it, a stroke of four pixels.
    await page.mouse.move(corner.x + 80, corner.y + 40);
    await page.mouse.down();
    await page.mouse.move(corner.x + 84, corner.y + 44, { steps: 2 });
    await page.mouse.up();
    await expectZone(page, box);
    // Its corner, pushed past the opposite one.
    await page.mouse.move(corner.x, corner.y);
    await page.mouse.down();
    await page.mouse.move(corner.x - 900, corner.y - 700, { steps: 4 });
    await page.mouse.up();
    const [x1, y1, x2, y2] = (await shownZone(page))!;
    expect(x2 - x1).toBeCloseTo(8, 5);
    expect(y2 - y1).toBeCloseTo(8, 5);
    await expectZone(page, [box[0], box[1], box[0] + 8, box[1] + 8]);
    await clear();
  });

  await test.step("changes are undone and redone; Escape drops a stroke, then lets go", async () => {
    await page.keyboard.press("g");
    const placed = (await shownZone(page))!;
    await page.keyboard.press("ArrowRight");
    const nudged = placed.map((edge, i) => (i % 2 === 0 ? edge + 1 : edge)) as unknown as Box;
    await expectZone(page, nudged, 0.051);
    await page.keyboard.press("z");
    await expectZone(page, placed, 0);
    await page.keyboard.press("Shift+z");
    await expectZone(page, nudged, 0.051);
    await clear();
    await page.getByRole("button", { name: "Undo" }).click();
    await expectZone(page, nudged, 0.051);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    expect(await shownZone(page)).toBeNull();
    await page.getByRole("button", { name: "Redo" }).click();
    await expectZone(page, placed, 0);

    const [from, to] = await cornersOnScreen(page, stored, part(stored, [0.05, 0.05, 0.2, 0.2]));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await expectZone(page, placed, 0);
    await page.keyboard.press("ArrowDown");
    const lower = placed.map((edge, i) => (i % 2 === 1 ? edge + 1 : edge)) as unknown as Box;
    await expectZone(page, lower, 0.051);
    await page.keyboard.press("Escape");
    // Nothing is held: the arrows are the frame's.
    await page.keyboard.press("ArrowDown");
    await expectZone(page, lower, 0.051);
    await clear();
  });

  await test.step("drawn while zoomed in, it lies where it was pointed at", async () => {
    const area = (await drawingArea(page).boundingBox())!;
    await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
    await page.mouse.wheel(0, -600);
    await expect(zoom(page)).not.toHaveText("1.0×");
    const box = part(stored, [0.45, 0.45, 0.55, 0.55]);
    await drawByMouse(page, stored, box);
    await expectZone(page, box, 0.8);
    await page.keyboard.press("0");
    await expect(zoom(page)).toHaveText("1.0×");
    await expectZone(page, box, 0.8);
    await clear();
  });

  await test.step("a hand that is off the stage at once draws it to the edge", async () => {
    const from = toScreen({ x: width - 20, y: 0.3 * height });
    const to = toScreen({ x: width + 200, y: 0.6 * height });
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y);
    await page.mouse.up();
    await expectZone(page, [width - 20, 0.3 * height, width, 0.6 * height]);
    await clear();
  });

  await test.step("it stays inside the frame, whatever the hand does, and is stored so", async () => {
    const inside = toScreen({ x: 0.7 * width, y: 0.6 * height });
    await page.mouse.move(inside.x, inside.y);
    await page.mouse.down();
    await page.mouse.move(inside.x + 50, inside.y + 50, { steps: 3 });
    await page.mouse.move(5000, 5000, { steps: 2 });
    await page.mouse.up();
    await expectZone(page, [0.7 * width, 0.6 * height, width, height]);
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    await expectZone(page, [0.7 * width, 0.6 * height, width, height]);
    await submitButton(page).click();
    await expect(nextButton(page)).toBeVisible();
    const [attempt] = await attemptsOf(person);
    expect(attempt!.box!.slice(2)).toEqual([width, height]);
  });
});

test("the frame is zoomed, moved and made brighter, within bounds", async ({ signedIn: page, person }) => {
  const stored = await atZone(page, person);
  const whole = (await frameImage(page).boundingBox())!;
  const showAll = async () => {
    await page.getByRole("button", { name: "Show the whole frame" }).click();
    await expect(zoom(page)).toHaveText("1.0×");
    expect(await frameImage(page).boundingBox()).toEqual(whole);
    expect(await shownZone(page)).toBeNull();
  };

  await test.step("by button, key and wheel, about the pointer, and shown whole again", async () => {
    await expect(zoom(page)).toHaveText("1.0×");
    await page.getByRole("button", { name: "Zoom in" }).click();
    await expect(zoom(page)).toHaveText("1.4×");
    await page.keyboard.press("+");
    await expect(zoom(page)).toHaveText("2.0×");
    await page.keyboard.press("-");
    await page.getByRole("button", { name: "Zoom out" }).click();
    await expect(zoom(page)).toHaveText("1.0×");
    await expect(page.getByRole("button", { name: "Zoom out" })).toBeDisabled();

    const spot = { x: 0.3 * stored.width, y: 0.4 * stored.height };
    const before = (await placeOnScreen(page, stored))(spot);
    await page.mouse.move(before.x, before.y);
    await page.mouse.wheel(0, -500);
    await expect(zoom(page)).toHaveText("2.1×");
    const after = (await placeOnScreen(page, stored))(spot);
    expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(1);
    await showAll();
  });

  await test.step("by arrows, by the middle button and while Space is held, and never out of sight", async () => {
    await drawingArea(page).focus();
    await page.keyboard.press("+");
    await page.keyboard.press("+");
    await expect(zoom(page)).toHaveText("2.0×");
    const left = async () => (await frameImage(page).boundingBox())!.x;
    const begin = await left();
    await page.keyboard.press("ArrowRight");
    await expect.poll(left).toBeLessThan(begin - 30);

    const area = (await drawingArea(page).boundingBox())!;
    const drag = async (button: "left" | "middle", by: number) => {
      await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
      await page.mouse.down({ button });
      await page.mouse.move(area.x + area.width / 2 + by, area.y + area.height / 2, { steps: 4 });
      await page.mouse.up({ button });
    };
    const second = await left();
    await drag("middle", 40);
    await expect.poll(left).toBeCloseTo(second + 40, 0);
    const third = await left();
    await page.keyboard.down("Space");
    await drag("left", 30);
    await page.keyboard.up("Space");
    await expect.poll(left).toBeCloseTo(third + 30, 0);
    expect(await shownZone(page)).toBeNull();

    await drag("middle", 4 * area.width);
    await expect.poll(left).toBeCloseTo(area.x + 10, 0);
    await showAll();
  });

  await test.step("brighter and darker", async () => {
    const slider = page.getByRole("slider", { name: "Brightness" });
    const reset = page.getByRole("button", { name: /^Brightness .* back to 100/ });
    await expect(slider).toHaveAttribute("aria-valuetext", "100 %");
    await page.keyboard.press("]");
    await page.keyboard.press("]");
    await expect(slider).toHaveAttribute("aria-valuetext", "120 %");
    await page.keyboard.press("[");
    await expect(slider).toHaveAttribute("aria-valuetext", "110 %");
    await slider.fill("0.5");
    await page.keyboard.press("[");
    await expect(slider).toHaveAttribute("aria-valuetext", "50 %");
    await reset.click();
    await expect(slider).toHaveAttribute("aria-valuetext", "100 %");
  });
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 375, height: 667 },
]) {
  test(`nothing jumps from the first look to the next case, whose frame is there by then, ${viewport.width} px wide`, async ({
    page,
    signedIn,
    person,
  }) => {
    await page.setViewportSize(viewport);
    // Cases are come to from home, which has fetched the letters by then.
    await page.goto("/home");
    await page.addInitScript(noteLayoutShifts);
    const stored = await atZone(signedIn, person);
    await answerZone(page, stored, stored.boxes[0]!);
    const pressed = await page.evaluate(() => performance.now());
    await nextButton(page).click();
    await expect(phaseHeading(page)).toBeVisible();
    await expectFrameFetchedBefore(page, pressed);
    await stageReady(page);
    expect(await page.evaluate(layoutShifts)).toEqual([]);
  });
}

type LayoutShift = PerformanceEntry & {
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRect;
    readonly currentRect: DOMRect;
  }[];
};

/**
 * In the page: keeps what moves once the page has arrived, what a key or a click moves too. A page that is
 * still being read may be drawn half, and then grows.
 */
function noteLayoutShifts(): void {
  const where = ({ x, y, width, height }: DOMRect) => `${x},${y} ${width}×${height}`;
  const shifts: string[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    for (const { startTime, sources } of list.getEntries() as LayoutShift[]) {
      if (!arrival?.domInteractive || startTime < arrival.domInteractive) continue;
      for (const { node, previousRect, currentRect } of sources) {
        shifts.push(`“${node?.textContent?.slice(0, 40)}” ${where(previousRect)} → ${where(currentRect)}`);
      }
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** In the page: what has moved by the time two more frames are drawn. */
async function layoutShifts(): Promise<unknown> {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return (window as unknown as { shifts: string[] }).shifts;
}

/** Holds the frame on stage to having been in the browser before it was asked for. */
async function expectFrameFetchedBefore(page: Page, pressed: number): Promise<void> {
  const shown = await frameImage(page).evaluate((image) => {
    if (!(image instanceof HTMLImageElement)) throw new Error("The frame is no picture.");
    return { url: image.currentSrc, complete: image.complete && image.naturalWidth > 0 };
  });
  expect(shown.url).toContain(new URL(page.url()).pathname.split("/").at(-1));
  expect(shown.complete).toBe(true);
  const fetched = await page.evaluate(
    ({ url }) =>
      (performance.getEntriesByName(url, "resource") as PerformanceResourceTiming[]).map(
        ({ startTime, transferSize }) => ({ startTime, transferSize }),
      ),
    shown,
  );
  expect(fetched.filter(({ startTime, transferSize }) => startTime >= pressed && transferSize > 0)).toEqual(
    [],
  );
  expect(fetched.filter(({ startTime }) => startTime < pressed)).not.toEqual([]);
}
