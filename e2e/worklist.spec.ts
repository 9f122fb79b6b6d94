import type { Page } from "@playwright/test";
import { expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { makeAssignmentGround } from "./fixtures/assignments";
import { expect, PASSWORD, type Person, test } from "./fixtures/people";

/** From signing in to an assignment that runs, beyond choosing the cases. */
const MOST_PRESSES = 10;

/** Counts every press of a button of the mouse from now on, on whichever page. */
async function countPresses(page: Page): Promise<() => number> {
  let presses = 0;
  await page.exposeFunction("pressed", () => presses++);
  await page.addInitScript("addEventListener('pointerdown', () => window.pressed(), true)");
  return () => presses;
}

test("cases of the library run for a cohort within ten presses, and who has not begun is reminded once", async ({
  page,
  pageOf,
}) => {
  const { faculty, residents, cohort } = await makeAssignmentGround(["Ida Slow", "Jon Slower"]);
  const presses = await countPresses(page);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(faculty.email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Worklist" })).toBeVisible();
  await expect(page.getByText("No assignment is running")).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Library" }).click();

  const cells = page.getByRole("grid", { name: "Cases" }).getByRole("gridcell");
  await cells.first().focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("button", { name: "Assign these …" }).click();
  const dialog = page.getByRole("dialog", { name: /^Assign 5 cases/ });
  await dialog.getByRole("checkbox", { name: `${cohort} 2 residents` }).check();
  await expect(dialog.getByText("It goes to 2 residents.")).toBeVisible();
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Selection of/ })).toBeVisible();
  await expect(page.getByText("2 residents: 0 begun, 0 finished.")).toBeVisible();
  expect(presses()).toBeLessThanOrEqual(MOST_PRESSES);

  await page.getByRole("link", { name: "Not begun 2" }).click();
  await page.getByRole("button", { name: "Remind 2 who have not begun" }).click();
  await expect(page.getByText("2 residents were reminded.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Ida Slow/ })).toContainText("Not begun; reminded");
  await expect(page.getByRole("button", { name: /^Remind/ })).toHaveCount(0);
  const ida = await pageOf(residents[0] as Person, "/notices");
  await expect(ida.getByRole("link", { name: /^You have not begun Selection of/ })).toBeVisible();

  await page.getByRole("link", { name: "Calot", exact: true }).click();
  const running = page.getByRole("region", { name: "Running assignments" });
  await expect(running.getByText("0 of 2 residents finished")).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await running.getByRole("link", { name: "2 not begun" }).click();
  await expect(page.getByRole("row", { name: /Jon Slower/ })).toBeVisible();
});
