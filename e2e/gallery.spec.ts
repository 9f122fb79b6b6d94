import type { Page, TestInfo } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { expect, test } from "./fixtures/people";

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 375, height: 667 };

/** More stops than the gallery has. */
const STOPS = 800;

/** Keeps a picture of the page among the test's files, where somebody said that they want to look. */
async function photograph(page: Page, name: string, info: TestInfo, fullPage = true): Promise<void> {
  if (process.env.CALOT_PHOTOGRAPHS !== "1") return;
  const path = info.outputPath(`${name}.png`);
  await page.screenshot({ path, fullPage, animations: "disabled" });
  await info.attach(name, { path });
}

test("the gallery holds in every look: wide and narrow, light and dark, open and with large text", async ({
  page,
}, info) => {
  await page.goto("/gallery");
  await expect(page.getByRole("heading", { level: 1, name: "Gallery" })).toBeVisible();
  // All pictures have come, but for the one that never does.
  await expect(page.getByText("The frame could not be fetched.")).toHaveCount(1);
  await expect(page.getByText("Fetching the frame")).toHaveCount(1);
  for (const [name, size] of Object.entries({ wide: WIDE, narrow: NARROW })) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await photograph(page, `${name}-${colorScheme}`, info);
    }
  }
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await page.setViewportSize(WIDE);

  for (const name of ["Open", "Open on the stage"]) {
    await test.step(name, async () => {
      await page.getByRole("button", { name, exact: true }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await photograph(page, name.toLowerCase().replaceAll(" ", "-"), info, false);
      await expectAccessible(page, "[role=dialog]");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
    });
  }
  await page.getByRole("button", { name: "HA@0.25", exact: true }).last().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await photograph(page, "explained", info, false);
});

test("every control of the gallery shows that it has the focus", async ({ page }, info) => {
  await page.goto("/gallery");
  await expect(page.getByText("The frame could not be fetched.")).toHaveCount(1);
  const unseen: string[] = [];
  let stops = 0;
  for (; stops < STOPS; stops++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const isSeen = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
      return { isSeen, html: element.outerHTML.slice(0, 120) };
    });
    if (!found) break;
    if (!found.isSeen) unseen.push(found.html);
  }
  expect(stops).toBeGreaterThan(100);
  expect(stops).toBeLessThan(STOPS);
  expect(unseen).toEqual([]);
  await page.getByRole("button", { name: "Submit zone" }).first().focus();
  await photograph(page, "focus", info, false);
});
