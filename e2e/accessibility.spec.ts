import { randomUUID } from "node:crypto";
import { makeCase, makeInstitution } from "@/lib/services/testing/factories";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { answerAway, answerCasesAway } from "./fixtures/answers";
import { casesFor, planFor, type StoredCase } from "./fixtures/cases";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";
import { answerZone, drawByMouse, endHeading, lockPhase, openCase, resultHeading } from "./fixtures/stage";

async function someCases(person: Person, n: number): Promise<StoredCase[]> {
  return [...(await casesFor(person)).values()].slice(0, n);
}

test.describe("on paper", () => {
  test.afterEach(async ({ page }) => {
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
  });

  test("sign-in", async ({ page }) => {
    await page.goto("/sign-in");
  });

  test("sign-in with its problem", async ({ page, person }) => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  });

  test("a resident’s home before the first case", async ({ signedIn: page }) => {
    await expect(page.getByRole("link", { name: "Begin with a case" })).toBeVisible();
  });

  test("a resident’s home with answers and a case that waits", async ({ signedIn: page, person }) => {
    const cases = await someCases(person, 4);
    const waiting = cases.pop()!;
    await answerCasesAway(page, cases);
    await openCase(page, waiting.id);
    await lockPhase(page, waiting.phase);
    await page.goto("/home");
    await expect(page.getByRole("link", { name: "Draw the zone" })).toBeVisible();
  });

  test("progress before the first case", async ({ signedIn: page }) => {
    await page.goto("/progress");
    await expect(page.getByText("Nothing to measure yet")).toBeVisible();
  });

  test("progress", async ({ signedIn: page, person }) => {
    await answerCasesAway(page, await someCases(person, 9));
    await page.goto("/progress");
    await expect(page.getByRole("table", { name: "By phase" })).toBeVisible();
  });

  test("progress with its chart as a table", async ({ signedIn: page, person }) => {
    await answerCasesAway(page, await someCases(person, 9));
    await page.goto("/progress");
    await page.getByRole("button", { name: "Show as table" }).click();
    await expect(page.getByRole("table", { name: /^Week by week/ })).toBeVisible();
  });

  test("history before the first case", async ({ signedIn: page }) => {
    await page.goto("/history");
    await expect(page.getByText("No attempts yet")).toBeVisible();
  });

  test("history", async ({ signedIn: page, person }) => {
    await answerCasesAway(page, await someCases(person, 5));
    await page.goto("/history");
    await expect(page.getByRole("listitem").first()).toBeVisible();
  });

  test("the account menu", async ({ signedIn: page }) => {
    await page.getByRole("button", { name: /^Account: / }).click();
    await expect(page.getByRole("menu")).toBeVisible();
  });

  for (const role of ["faculty", "director", "admin"] as const) {
    test(`the page of a ${role}`, async ({ page }) => {
      // An institution of its own: the demo's holds everyone whom other tests make.
      const institutionId = await withDatabase(async (db) => {
        const id = await makeInstitution(db);
        await makeCase(db, id);
        return id;
      });
      const resident = await makePerson({ institutionId });
      const [stored] = (await casesFor(resident)).values();
      await signIn(page, resident.email);
      await answerAway(page, stored!.id, planFor(0, stored!));
      await page.context().clearCookies();
      const person = await makePerson({ role, institutionId });
      await signIn(page, person.email);
      await expect(page.getByRole("table").first()).toBeVisible();
    });
  }

  test("what is not found", async ({ signedIn: page }) => {
    await page.goto(`/attempts/${randomUUID()}`);
    await expect(page.getByRole("heading", { name: "There is nothing here for you" })).toBeVisible();
  });
});

test.describe("on the stage", () => {
  test.afterEach(({ page }) => expectAccessible(page));

  test("the phase", async ({ signedIn: page, person }) => {
    const [stored] = await someCases(person, 1);
    await openCase(page, stored!.id);
  });

  test("the zone, drawn", async ({ signedIn: page, person }) => {
    const [stored] = await someCases(person, 1);
    await openCase(page, stored!.id);
    await lockPhase(page, stored!.phase);
    await drawByMouse(page, stored!, stored!.boxes[0]!);
    await page.getByText("Type the corners").click();
  });

  test("the result", async ({ signedIn: page, person }) => {
    const stored = [...(await casesFor(person)).values()].find(({ modelZones }) => modelZones > 0)!;
    await openCase(page, stored.id);
    await lockPhase(page, stored.phase);
    await answerZone(page, stored, stored.boxes[0]!);
    await page.getByText("The zones in words").click();
  });

  test("all keys", async ({ signedIn: page, person }) => {
    const [stored] = await someCases(person, 1);
    await openCase(page, stored!.id);
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  });

  test("a past answer", async ({ signedIn: page, person }) => {
    const [attempt] = await answerCasesAway(page, await someCases(person, 1));
    await page.goto(`/attempts/${attempt}`);
    await expect(resultHeading(page)).toHaveText(/^Right phase\. /);
  });

  test("the end of the cases", async ({ signedIn: page, person }) => {
    await answerCasesAway(page, (await casesFor(person)).values());
    await page.goto("/practice");
    await expect(endHeading(page)).toBeVisible();
  });
});
