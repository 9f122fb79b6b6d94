import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import { readerFactories } from "@/lib/services/readers/testing";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { expect, makePerson, PASSWORD, signIn, test, withDatabase } from "./fixtures/people";

const NEW_PASSWORD = "four quiet words together";

/** An institution of its own, with a case to answer. */
async function makeSite(): Promise<{ institutionId: string; caseId: string }> {
  return withDatabase(async (db) => {
    const site = await readerFactories(db).aSite();
    return { institutionId: site.institutionId, caseId: site.made.id };
  });
}

/** A page of somebody else's browser. */
async function otherPage(browser: Browser, baseURL: string): Promise<Page> {
  return (await browser.newContext({ baseURL })).newPage();
}

const problem = (page: Page) => page.getByRole("alert").filter({ hasText: /\S/ });

async function answer(page: Page, caseId: string): Promise<void> {
  const id = randomUUID();
  const headers = { origin: new URL(page.url()).origin };
  const locked = await page.request.post("/api/attempts", { headers, data: { id, caseId, phase: "B" } });
  expect(locked.status(), await locked.text()).toBe(201);
  const zone = { box: [110, 110, 290, 290] };
  expect((await page.request.post(`/api/attempts/${id}/zone`, { headers, data: zone })).status()).toBe(200);
}

test("a list is invited, mended, accepted; a resident is promoted, takes their data and is deleted", async ({
  page,
  browser,
  baseURL,
}) => {
  const { institutionId, caseId } = await makeSite();
  const director = await makePerson({ role: "director", institutionId });
  const email = `ada-${randomUUID()}@h.example`;
  await signIn(page, director.email, "/people/invitations");

  // The list: a row is wrong, and nobody is invited before it was seen.
  await page.getByRole("button", { name: "Invite a list" }).click();
  const list = page.getByLabel("The list");
  await list.fill(
    `name;email;role;cohort;year\nAda Park;${email};resident;Class of 2031;1\nBo;bo(at)h.example;resident;;`,
  );
  await page.getByRole("button", { name: "Show what happens" }).click();
  await expect(page.getByText("1 row is left out")).toBeVisible();
  await expect(page.getByRole("cell", { name: /That is not an e-mail address/ })).toBeVisible();
  await expect(page.getByText("A cohort is made: Class of 2031.")).toBeVisible();
  await expectAccessible(page);
  await list.fill(
    `name;email;role;cohort;year\nAda Park;${email};resident;Class of 2031;1\nBo;bo-${randomUUID()}@h.example;resident;;`,
  );
  await page.getByRole("button", { name: "Show what happens" }).click();
  await page.getByRole("button", { name: "Invite 2 people" }).click();
  await expect(page.getByText("2 people were invited.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Invite a list" })).toBeFocused();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV: Links" }).click();
  const links: Record<string, string>[] = parse(await readFile(await (await saving).path(), "utf8"), {
    bom: true,
    columns: true,
  });
  const link = links.find((row) => row["E-mail"] === email)!.Link!;

  // The resident accepts, and answers a case.
  const ada = await otherPage(browser, baseURL!);
  const opened = await ada.goto(link);
  expect(opened!.headers()["referrer-policy"]).toBe("no-referrer");
  await expect(ada.getByText("Ada Park")).toBeVisible();
  await expectAccessible(ada);
  await ada.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
  await ada.getByLabel("The same again").fill(NEW_PASSWORD);
  await ada.getByRole("button", { name: "Make my account" }).click();
  await ada.waitForURL((url) => url.pathname === "/home");
  await answer(ada, caseId);
  const late = await otherPage(browser, baseURL!);
  await late.goto(link);
  await expect(late.getByRole("heading", { name: "This link doesn’t open any more" })).toBeVisible();

  // The director promotes.
  await page.goto("/people?role=resident");
  await page.getByLabel("Choose Ada Park").check();
  await page.getByRole("button", { name: "Promote or move" }).click();
  await page.getByRole("button", { name: "Show what happens" }).click();
  await expect(page.getByText("Year 1 → Year 2")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Change 1 resident" }).click();
  await expect(page.getByRole("row", { name: /Ada Park/ })).toContainText("Year 2");

  // The resident takes their data, and asks to go.
  await ada.goto("/account");
  await expectAccessible(ada);
  const taking = ada.waitForEvent("download");
  await ada.getByRole("link", { name: "Download my data" }).click();
  const files = unzipSync(new Uint8Array(await readFile(await (await taking).path())));
  const data = JSON.parse(strFromU8(files["data.json"]!));
  expect(data.profile).toMatchObject([{ email, name: "Ada Park" }]);
  expect(data.attempts).toHaveLength(1);
  expect(data.cohorts).toMatchObject([{ cohort: "Class of 2031", left: null }]);
  expect(strFromU8(files["attempts.csv"]!)).toContain("IoU");
  await ada.getByLabel("Remind me of what is due in practice").uncheck();
  await ada.getByRole("button", { name: "Ask to be deleted" }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "Ask to be deleted" }).click();
  await expect(ada.getByRole("button", { name: "Stay after all" })).toBeVisible();

  // The director carries it out.
  await page.goto("/people");
  await page.getByRole("link", { name: "See who" }).click();
  await page.getByRole("link", { name: "Ada Park" }).click();
  // Somebody who asks for their data in writing gets the same, and is told.
  await page.getByRole("button", { name: "Take their data" }).click();
  const takeIt = page.getByRole("button", { name: "Take it" });
  await expect(takeIt).toBeDisabled();
  await page.getByLabel("Why? It is written down.").fill("Asked for it by letter");
  await expectAccessible(page);
  const taken = page.waitForEvent("download");
  await takeIt.click();
  const theirs = unzipSync(new Uint8Array(await readFile(await (await taken).path())));
  expect(JSON.parse(strFromU8(theirs["data.json"]!)).profile).toMatchObject([{ email, name: "Ada Park" }]);
  await expect(takeIt).toBeHidden();
  await ada.goto("/notices");
  await expect(ada.getByText("The reason given: Asked for it by letter")).toBeVisible();
  await page.getByRole("button", { name: "Delete this person" }).click();
  const forGood = page.getByRole("button", { name: "Delete for good" });
  await expect(forGood).toBeDisabled();
  await page.getByLabel(`Type ${email} to confirm`).fill(email);
  await forGood.click();
  await page.waitForURL((url) => url.pathname === "/people");
  await expect(page.getByRole("link", { name: "Ada Park" })).toHaveCount(0);
  await ada.goto("/home");
  await ada.waitForURL((url) => url.pathname === "/sign-in");
  const kept = await withDatabase(({ prisma }) =>
    prisma.attempt.findMany({ where: { caseId }, include: { user: true } }),
  );
  expect(kept.map(({ user }) => user.name)).toContain("Former resident");
});

test("the password is asked for again: cancelled, wrong, right, over another dialog, by the keyboard alone", async ({
  page,
  browser,
  baseURL,
}) => {
  const { institutionId } = await makeSite();
  const director = await makePerson({ role: "director", institutionId });
  const [bo, cy] = await Promise.all(["Bo", "Cy"].map((name) => makePerson({ institutionId, name })));
  const asked = page.getByRole("dialog", { name: "Type your password again" });
  const password = asked.getByLabel("Your password", { exact: true });
  /** As if the password had been typed long ago. */
  const forget = () =>
    withDatabase(({ prisma }) =>
      prisma.session.updateMany({
        where: { userId: director.id },
        data: { beganAt: new Date(Date.now() - 11 * 60_000), confirmedAt: null },
      }),
    );
  const roleOf = (id: string) =>
    withDatabase(async ({ prisma }) => (await prisma.user.findUniqueOrThrow({ where: { id } })).role);

  // A role.
  await signIn(page, director.email, `/people/${bo!.id}`);
  await forget();
  await page.getByLabel("Role").selectOption("Faculty");
  const save = page.getByRole("button", { name: "Save" });
  await save.press("Enter");
  await expect(password).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(asked).toBeHidden();
  await expect(problem(page)).toHaveText("Type your password again to go on. Nothing was done.");
  await expect(save).toBeFocused();
  expect(await roleOf(bo!.id)).toBe("resident");
  await page.keyboard.press("Enter");
  await expect(password).toBeFocused();
  await page.keyboard.type("not the password");
  await page.keyboard.press("Enter");
  await expect(password).toHaveAccessibleDescription("That is not your password.");
  await expect(password).toBeFocused();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(asked).toBeHidden();
  await expect.poll(() => roleOf(bo!.id)).toBe("faculty");

  // A link, which leads its person in, and once.
  await page.goto(`/people/${cy!.id}`);
  await forget();
  await page.getByRole("button", { name: "Make a link to choose another password" }).press("Enter");
  await password.fill(PASSWORD);
  await page.keyboard.press("Enter");
  const link = await page.getByText(/\/reset\//).textContent();
  const other = await otherPage(browser, baseURL!);
  await other.goto(link!);
  await other.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
  await other.getByLabel("The same again").fill(NEW_PASSWORD);
  await other.getByRole("button", { name: "Choose this password" }).click();
  await other.waitForURL((url) => url.pathname === "/home");
  await other.goto(link!);
  await expect(other.getByRole("heading", { name: "This link doesn’t open any more" })).toBeVisible();

  // A deletion: the dialog that asks stands over another one, which stays.
  await page.reload();
  await forget();
  await page.getByRole("button", { name: "Delete this person" }).press("Enter");
  const deleting = page.getByRole("dialog", { name: "Delete Cy" });
  await page.getByLabel(`Type ${cy!.email} to confirm`).fill(cy!.email);
  await deleting.getByRole("button", { name: "Delete for good" }).press("Enter");
  await expect(password).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(asked).toBeHidden();
  await expect(deleting).toBeVisible();
  await deleting.getByRole("button", { name: "Delete for good" }).click();
  await password.fill(PASSWORD);
  await asked.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL((url) => url.pathname === "/people");

  // A download.
  await forget();
  const list = page.getByRole("link", { name: "Download CSV" });
  await list.press("Enter");
  await asked.getByRole("button", { name: "Cancel" }).press("Enter");
  await expect(asked).toBeHidden();
  await expect(list).toBeFocused();
  const saving = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  await password.fill(PASSWORD);
  await page.keyboard.press("Enter");
  const file = await readFile(await (await saving).path(), "utf8");
  expect(file).toContain(bo!.email);
  expect(file).not.toContain(cy!.email);
});

test("a closed account is out at once, on every page", async ({ page, pageOf }) => {
  const { institutionId } = await makeSite();
  const [admin, resident] = await Promise.all([
    makePerson({ role: "admin", institutionId }),
    makePerson({ institutionId }),
  ]);
  const other = await pageOf(resident, "/account");
  await signIn(page, admin.email, `/people/${resident.id}`);
  await page.getByRole("button", { name: "Close the account" }).click();
  await expect(page.getByRole("button", { name: "Open the account again" })).toBeVisible();
  expect((await other.request.get("/api/progress")).status()).toBe(401);
  await other.reload();
  await other.waitForURL((url) => url.pathname === "/sign-in");
});

test("cohorts are made, renamed and ended; one person is invited, and the link renewed", async ({ page }) => {
  const { institutionId } = await makeSite();
  const director = await makePerson({ role: "director", institutionId });
  await signIn(page, director.email, "/people/cohorts");
  await page.getByLabel("New cohort").fill("Class of 2032");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.getByRole("button", { name: "Change Class of 2032" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Class of 2033");
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("button", { name: "Change Class of 2033" }).click();
  await page.getByRole("button", { name: "End the cohort" }).click();
  await expect(page.getByRole("row", { name: /Class of 2033/ })).toContainText("Ended");
  await expectAccessible(page);

  await page.getByRole("link", { name: "Invitations" }).click();
  await page.getByRole("button", { name: "Invite one person" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Cy Young");
  await page.getByLabel("E-mail").fill("cy@h");
  await page.getByRole("dialog").getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription("That is not an e-mail address.");
  await page.getByLabel("E-mail").fill(`cy-${randomUUID()}@h.example`);
  await page.getByRole("dialog").getByRole("button", { name: "Invite", exact: true }).click();
  const link = page.getByText(/\/join\//);
  await expect(link).toBeVisible();
  const first = await link.textContent();
  await page.getByRole("button", { name: "Change the invitation of Cy Young" }).click();
  await page.getByRole("button", { name: "Make a new link" }).click();
  await expect(link).not.toHaveText(first!);
  expect((await page.request.get(first!)).status()).toBe(200);
  await page.goto(first!);
  await expect(page.getByRole("heading", { name: "This link doesn’t open any more" })).toBeVisible();
});

test("the pages hold on a phone", async ({ page }) => {
  const { institutionId } = await makeSite();
  const director = await makePerson({ role: "director", institutionId });
  const resident = await makePerson({ institutionId });
  await page.setViewportSize({ width: 375, height: 760 });
  await signIn(page, director.email, "/people");
  for (const path of [
    "/people",
    `/people/${resident.id}`,
    "/people/cohorts",
    "/people/invitations",
    "/account",
  ]) {
    await page.goto(path);
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page);
  }
});
