import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { expect, makePerson, signIn, test } from "./fixtures/people";
import { drawingArea, phaseHeading } from "./fixtures/stage";

test.describe("on a small phone", () => {
  test.use({ viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true });

  test("a newcomer is told how a case goes, once, by keyboard or by touch, and finds it again", async ({
    page,
  }) => {
    const { email } = await makePerson({ newcomer: true });
    await signIn(page, email, "/home");
    await page.getByLabel("With a second look").check();
    await page.getByRole("link", { name: "Start guided" }).tap();
    await expect(page.getByRole("heading", { name: "Where would you operate now?" })).toBeFocused();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await page.getByRole("button", { name: /^Next/ }).tap();
    await expect(page.getByRole("heading", { name: "Draw one box" })).toBeFocused();

    // By the keyboard alone: a zone in the middle, and on.
    await expect(drawingArea(page)).toBeVisible();
    await page.keyboard.press("g");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "How near it has to be" })).toBeFocused();
    await expect(page.getByText("No hit: less than 0.25.", { exact: true })).toBeVisible();
    await page.getByText("Type the corners").tap();
    for (const [edge, value] of Object.entries({ Left: 655, Top: 160, Right: 767, Bottom: 360 })) {
      await page.getByLabel(edge, { exact: true }).fill(String(value));
    }
    await page.getByLabel("Bottom", { exact: true }).press("Enter");
    await expect(page.getByText("1.00", { exact: true })).toBeVisible();
    await expect(page.getByText("A hit: 0.25 or more.", { exact: true })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole("button", { name: /^Next/ }).tap();
    await expect(page.getByRole("heading", { name: "A wrong phase fails the case" })).toBeFocused();
    await page.getByRole("button", { name: /^Next/ }).tap();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^To the cases/ }).tap();
    await expect(phaseHeading(page)).toBeVisible();
    // As it was asked for.
    await expect(page).toHaveURL(/[?&]look=2/);

    // Once, whatever the device; and under “Help” ever after.
    await page.goto("/practice");
    await expect(phaseHeading(page)).toBeVisible();
    await page.getByRole("button", { name: "Help" }).tap();
    const help = page.getByRole("dialog", { name: "Help" });
    await expect(help.getByRole("link", { name: /^How a case goes/ })).toHaveAttribute(
      "href",
      "/practice/first",
    );
    await help
      .getByRole("link", { name: /^Phases and Go Zones/ })
      .evaluate((link) => link.removeAttribute("target"));
    await help.getByRole("link", { name: /^Phases and Go Zones/ }).tap();
    await expect(page.getByRole("heading", { name: "Phases and Go Zones" })).toBeVisible();
    await page.getByRole("link", { name: "How a case goes", exact: true }).tap();
    await page.getByRole("button", { name: "Close" }).tap();
    await expect(page.getByRole("heading", { name: /cases? to read/ })).toBeVisible();
  });
});
