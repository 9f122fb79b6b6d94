import type { Page } from "@playwright/test";
import { codeOfStep, stepAt } from "@/lib/auth/totp";
import { expectAccessible } from "./fixtures/accessibility";
import { expect, makePerson, PASSWORD, type Person, test, withDatabase } from "./fixtures/people";

async function showPassword(page: Page, { email }: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account: / }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
}

/** Gives the browser a device of its own that makes passkeys, and whose person is always there. */
async function addDevice(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const section = (page: Page) => page.getByRole("region", { name: "Second step" });

/** The codes that are shown, which are then put away. */
async function keepCodes(page: Page): Promise<readonly string[]> {
  const shown = page.getByRole("region", { name: "Your recovery codes" });
  await expect(shown.getByRole("listitem")).toHaveCount(10);
  const codes = await shown.getByRole("listitem").allTextContents();
  await page.getByRole("button", { name: "I have kept them" }).click();
  return codes;
}

async function setUpApp(page: Page): Promise<string> {
  const seed = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent())!.replaceAll(" ", "");
  await page.getByLabel("The code that the app shows now").fill(codeOfStep(seed, stepAt(new Date())));
  await page.getByRole("button", { name: "Set up the app" }).click();
  return seed;
}

/** The half minute whose code was taken ends: the next one's is taken from then on. */
const letTimePass = ({ id }: Person) =>
  withDatabase(({ prisma }) =>
    prisma.authenticator.update({ where: { userId: id }, data: { lastStep: stepAt(new Date()) - 2 } }),
  );

test("a passkey, an app and recovery codes are set up, and each lets their person in", async ({
  page,
  person,
}) => {
  await addDevice(page);
  await showPassword(page, person);
  await page.waitForURL("**/home");
  await page.goto("/account");

  await test.step("a passkey brings recovery codes", async () => {
    await section(page).getByRole("button", { name: "Add a passkey" }).click();
    await keepCodes(page);
    await expect(section(page).getByText("10 codes left")).toBeVisible();
    await section(page)
      .getByRole("button", { name: /^Rename / })
      .click();
    await section(page).getByLabel("Name").fill("The ward’s computer");
    await section(page).getByRole("button", { name: "Rename", exact: true }).click();
    await expect(section(page).getByText("The ward’s computer")).toBeVisible();
  });

  const seed = await test.step("an app", async () => {
    await section(page).getByRole("button", { name: "Set up an authenticator app" }).click();
    await expect(page.getByRole("img", { name: "QR code for an authenticator app" })).toBeVisible();
    await expectAccessible(page);
    const made = await setUpApp(page);
    await expect(section(page).getByText("Authenticator app")).toBeVisible();
    return made;
  });

  let codes = await test.step("new codes", async () => {
    await section(page).getByRole("button", { name: "Make new ones" }).click();
    return keepCodes(page);
  });

  await test.step("the password alone opens nothing; the passkey does, after it", async () => {
    await signOut(page);
    await showPassword(page, person);
    await page.waitForURL("**/sign-in/second-step**");
    await expectAccessible(page);
    expect((await page.request.get("/api/account/data")).status()).toBe(401);
    await page.getByRole("button", { name: "Use your passkey" }).click();
    await page.waitForURL("**/home");
  });

  await test.step("the passkey by itself", async () => {
    await signOut(page);
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await page.waitForURL("**/home");
  });

  await test.step("the passkey in place of the password that is asked for again", async () => {
    await page.goto("/account");
    const beganAt = new Date(Date.now() - 11 * 60_000);
    await withDatabase(({ prisma }) =>
      prisma.session.updateMany({ where: { userId: person.id }, data: { beganAt } }),
    );
    await section(page).getByRole("button", { name: "Make new ones" }).click();
    const asked = page.getByRole("dialog", { name: "Show once more who you are" });
    await expect(asked.getByLabel("Your password")).toBeVisible();
    await expectAccessible(page);
    await asked.getByRole("button", { name: "Confirm with a passkey" }).click();
    codes = await keepCodes(page);
  });

  await test.step("the app’s code, and a wrong one before it", async () => {
    await signOut(page);
    await showPassword(page, person);
    await page.getByLabel("Code from your app, or a recovery code").fill("000000");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toContainText("That code is not right");
    await letTimePass(person);
    await page
      .getByLabel("Code from your app, or a recovery code")
      .fill(codeOfStep(seed, stepAt(new Date())));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL("**/home");
  });

  await test.step("a recovery code, once", async () => {
    for (const works of [true, false]) {
      await signOut(page);
      await showPassword(page, person);
      await page.getByLabel("Code from your app, or a recovery code").fill(codes[0]!.toUpperCase());
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      if (works) await page.waitForURL("**/home");
      else await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toContainText("used before");
      if (!works) return;
    }
  });
});

test("a role that needs one leads to setting one up; who has lost it is helped by an administrator", async ({
  page,
  pageOf,
}) => {
  const { id: institutionId } = await withDatabase(({ prisma }) =>
    prisma.institution.create({ data: { name: `Hospital ${Date.now()}` } }),
  );
  const admin = await makePerson({ role: "admin", institutionId });
  const resident = await makePerson({ institutionId, name: "Ann Lee" });
  const office = await pageOf(admin);
  await office.goto("/admin");
  const roles = office.getByRole("region", { name: "Second step" });
  await expect(roles.getByText("1 person, 1 without one")).toHaveCount(2);
  await roles.getByLabel(/^Resident/).check();
  await roles.getByRole("button", { name: "Set the roles" }).click();
  await expect(roles.getByRole("status")).toContainText("Set. 1 person sets one up");
  await expectAccessible(office);

  await showPassword(page, resident);
  await expect(heading(page)).toHaveText("Set up a second step");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  await setUpApp(page);
  await keepCodes(page);
  await page.waitForURL("**/home");

  await test.step("the last one stays", async () => {
    await page.goto("/account");
    await section(page).getByRole("button", { name: "Remove the authenticator app" }).click();
    await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toContainText(
      "add another passkey or app",
    );
  });

  await test.step("reset, with a reason", async () => {
    await office.goto(`/people/${resident.id}`);
    await office.getByRole("button", { name: "Reset the second step" }).click();
    await expect(office.getByRole("button", { name: "Reset it" })).toBeDisabled();
    await office.getByLabel("Why? It is written down.").fill("Lost the phone");
    await expectAccessible(office);
    const reset = office.waitForResponse(
      (answer) => answer.url().endsWith("/second-step") && answer.request().method() === "DELETE",
    );
    await office.getByRole("button", { name: "Reset it" }).click();
    expect((await reset).status()).toBe(200);
    // Behind a dialog it is hidden too.
    await expect(office.getByRole("dialog")).toBeHidden();
    await expect(office.getByRole("button", { name: "Reset the second step" })).toBeHidden();
    await page.goto("/home");
    await page.waitForURL(/\/sign-in\?next=/);
    await showPassword(page, resident);
    await expect(heading(page)).toHaveText("Set up a second step");
  });
});
