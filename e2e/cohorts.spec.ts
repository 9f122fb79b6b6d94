import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { makeInstitution } from "@/lib/services/testing/factories";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { makeProgram, type Program } from "./fixtures/cohorts";
import { expect, makePerson, signIn, test, withDatabase } from "./fixtures/people";

/** The largest page that a director opens often; a phone loads it over a ward's network. */
const MOST_BYTES = 150_000;

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name, exact: true });

/** One for all journeys of a worker: none of them changes it. */
let made: Promise<Program> | undefined;
function aProgram(): Promise<Program> {
  made ??= makeProgram();
  return made;
}

/** The pages of a program, by whom they are for. */
function pagesOf({ cohorts, residents }: Program) {
  const ids = cohorts.map(({ id }) => id).join(",");
  return {
    program: "/director",
    cohort: `/cohorts/${cohorts[0]!.id}`,
    fewCohort: `/cohorts/${cohorts[2]!.id}`,
    comparison: `/cohorts/compare?ids=${ids}`,
    choice: "/cohorts/compare",
    resident: `/residents/${residents[0]!.id}`,
  };
}

test("a director goes from the program to a cohort, compares two, and opens a resident, by keyboard alone", async ({
  page,
}) => {
  const program = await aProgram();
  const [third, second] = program.cohorts;
  await signIn(page, program.director.email);
  await expect(heading(page, "Program")).toBeVisible();
  await expect(page.getByText("12 residents in 3 cohorts.")).toBeVisible();
  await expect(page.getByText(/^n = 288 answers of 12 residents$/)).toHaveCount(4);

  await test.step("the period stands in the address", async () => {
    await page.getByRole("link", { name: "26 weeks" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/weeks=26/);
    await expect(page.getByRole("link", { name: "26 weeks" })).toHaveAttribute("aria-current", "page");
  });

  await test.step("two cohorts are ticked and compared", async () => {
    for (const { name } of [third!, second!]) {
      await page.getByRole("checkbox", { name: `Compare ${name}` }).focus();
      await page.keyboard.press("Space");
    }
    await expect(page.getByText("2 ticked")).toBeVisible();
    await page.getByRole("link", { name: "Compare", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/cohorts\/compare\?ids=/);
    const compared = page.getByRole("list", { name: "Compared" });
    for (const { name } of [third!, second!])
      await expect(compared.getByRole("link", { name, exact: true })).toBeVisible();
    await expect(heading(page, "HA@0.25 by phase")).toBeVisible();
    await page.getByRole("link", { name: "mIoU", exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(heading(page, "mIoU week by week")).toBeVisible();
    await page.getByRole("button", { name: "Show as table" }).first().press("Enter");
    const row = page
      .getByRole("table", { name: "Figures" })
      .getByRole("row", { name: new RegExp(third!.name) });
    await expect(row).toContainText("95% interval");
  });

  await test.step("another cohort is chosen", async () => {
    await page.getByText("Choose other cohorts").press("Enter");
    await page.getByRole("searchbox", { name: "Cohort’s name contains" }).fill("fell");
    await page.getByRole("checkbox", { name: "Fellows" }).press("Space");
    await expect(page.getByText("3 chosen, of two to six.")).toBeVisible();
    await page.getByRole("button", { name: "Compare", exact: true }).press("Enter");
    await expect(
      page.getByRole("list", { name: "Compared" }).getByRole("link", { name: "Fellows", exact: true }),
    ).toBeVisible();
  });

  await test.step("a cohort", async () => {
    await page
      .getByRole("list", { name: "Compared" })
      .getByRole("link", { name: third!.name, exact: true })
      .press("Enter");
    await expect(heading(page, third!.name)).toBeVisible();
    await expect(
      page.getByText(/^5 residents\. 1 is stuck, and 1 resident has 1 assignment overdue\.$/),
    ).toBeVisible();
    for (const name of [
      "Week by week",
      "By phase",
      "Phases taken for one another",
      "How answers went, by year of training",
      "Confidence in the phase",
      "Confidence in the zone",
      "Activity",
      "Beside models",
      "Residents",
    ]) {
      await expect(heading(page, name)).toBeVisible();
    }
    await expect(page.getByText("Formative, not for high-stakes decisions")).toHaveCount(1);
    await expect(page.getByText(/^n = 120 answers of 5 residents$/)).toHaveCount(4);
    const first = page.getByRole("table", { name: "Residents" }).getByRole("row").nth(1);
    await expect(first).toContainText("zone too large");
  });

  await test.step("a resident", async () => {
    await page.getByRole("link", { name: "Ada Large" }).press("Enter");
    await expect(heading(page, "Ada Large")).toBeVisible();
    await expect(page.getByText(/answers in the last 4 weeks: .*zone too large/)).toBeVisible();
    await expect(page.getByText("median and middle half")).toBeVisible();
    await expect(page.getByRole("row", { name: /Ten of the triangle Overdue/ })).toBeVisible();
    await expect(page.getByRole("link", { name: "Committee packet" })).toHaveAttribute(
      "href",
      `/residents/${program.residents[0]!.id}/packet`,
    );
  });
});

test("figures of few are not told, and it is said why", async ({ page }) => {
  const program = await aProgram();
  const { fewCohort, program: home } = pagesOf(program);
  await signIn(page, program.director.email, fewCohort);
  await expect(heading(page, "Fellows")).toBeVisible();
  await expect(page.getByText("Not shown: fewer than 3 residents answered.")).toHaveCount(5);
  await expect(page.getByRole("definition").getByText("—").first()).toBeVisible();
  await page.goto(home);
  const row = page.getByRole("table", { name: "Cohorts" }).getByRole("row", { name: /Fellows/ });
  const dash = row.getByRole("button", { name: "Not shown: fewer than 3 residents answered" }).first();
  await dash.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("at least 3 residents and 10 answers");
});

test("residents are found by name, cohort and year", async ({ page }) => {
  const { director } = await aProgram();
  await signIn(page, director.email, "/director");
  const table = page.getByRole("table", { name: "Residents" });
  await expect(table.getByRole("rowheader")).toHaveCount(12);
  await page.getByRole("searchbox", { name: "Name or cohort contains" }).fill("ada");
  await page.getByRole("combobox", { name: "Year of training" }).selectOption("Year 2");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(table.getByRole("rowheader")).toHaveText([/^Ada Large II/]);
  await page.getByRole("searchbox", { name: "Name or cohort contains" }).fill("nobody of this name");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByText("Nobody matches")).toBeVisible();
  await page.getByRole("link", { name: "Show everybody" }).click();
  await expect(table.getByRole("rowheader")).toHaveCount(12);
});

test("a program without answers says what comes next", async ({ page }) => {
  const institutionId = await withDatabase(makeInstitution);
  const { email } = await makePerson({ role: "director", institutionId });
  await signIn(page, email);
  await expect(page.getByText("No answers in these weeks")).toBeVisible();
  await expect(page.getByRole("link", { name: "Make the first cohort" })).toHaveAttribute(
    "href",
    "/people/cohorts",
  );
  await expect(page.getByRole("link", { name: "Invite residents" })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/cohorts/compare");
  await expect(page.getByText("There is no cohort yet")).toBeVisible();
});

test("every page is accessible, scrolls one way, and is light", async ({ page }) => {
  const program = await aProgram();
  const pages = pagesOf(program);
  await signIn(page, program.director.email, pages.program);
  for (const [name, path] of Object.entries(pages)) {
    await test.step(name, async () => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
      const html = await (await page.request.get(path)).body();
      expect(html.byteLength, `${name}: bytes`).toBeLessThan(MOST_BYTES);
    });
  }
  await page.goto(pages.cohort);
  const asTable = page.getByRole("button", { name: "Show as table" });
  while ((await asTable.count()) > 0) await asTable.first().press("Enter");
  await expectAccessible(page);
});

test("whose pages they are", async ({ requestsOf }) => {
  const program = await aProgram();
  const pages = pagesOf(program);
  const elsewhere = await withDatabase(makeInstitution);
  const doors = [
    { role: "resident", institutionId: program.institutionId, open: [] },
    { role: "admin", institutionId: program.institutionId, open: [] },
    {
      role: "faculty",
      institutionId: program.institutionId,
      open: ["cohort", "fewCohort", "comparison", "choice"],
    },
    { role: "director", institutionId: elsewhere, open: ["program", "comparison", "choice"] },
  ] as const;
  for (const { role, institutionId, open } of doors) {
    const theirs = await requestsOf(await makePerson({ role, institutionId }));
    for (const [name, path] of Object.entries(pages)) {
      const answer = await theirs.get(path);
      const isOpen = (open as readonly string[]).includes(name);
      expect([role, name, answer.status()]).toEqual([role, name, isOpen ? 200 : 404]);
      const text = await answer.text();
      // Faculty see cohorts as wholes; who is of another institution sees nothing of this one.
      for (const { name: resident, email: address } of program.residents) {
        expect([role, name, text.includes(resident), text.includes(address)]).toEqual([
          role,
          name,
          false,
          false,
        ]);
      }
      if (institutionId === elsewhere) expect(text).not.toContain(program.cohorts[0]!.name);
    }
  }
  const director = await requestsOf(program.director);
  for (const path of [
    `/cohorts/${randomUUID()}`,
    `/residents/${randomUUID()}`,
    "/cohorts/x",
    "/residents/x",
  ]) {
    expect([path, (await director.get(path)).status()]).toEqual([path, 404]);
  }
});

test("nobody comes in without signing in", async ({ request, baseURL }) => {
  for (const path of [`/cohorts/${randomUUID()}`, "/cohorts/compare", `/residents/${randomUUID()}`]) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect([path, answer.status()]).toEqual([path, 307]);
    expect(new URL(answer.headers().location!, baseURL).pathname).toBe("/sign-in");
  }
});
