import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { keysPath, launchPath } from "@/lib/domain/connections/addresses";
import { role, startPlatform } from "@/lib/protocols/testing/stand-in-platform";
import { expectAccessible } from "./fixtures/accessibility";
import { drawSomeZone, makeAssignmentGround } from "./fixtures/assignments";
import { expect, makePerson, PASSWORD, type Person, test, withDatabase } from "./fixtures/people";
import { lockButton, nextButton, phaseChoice, stageReady } from "./fixtures/stage";

/** Somebody whom a platform sent here shows once, by a password, which account is theirs. */
async function linkBy(page: Page, { email }: Pick<Person, "email">): Promise<void> {
  await expect(page.getByRole("heading", { name: "Link your account" })).toBeVisible();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Link it" }).click();
}

test("a teacher links an assignment into a course, a learner opens it from there, and the grade arrives", async ({
  page,
  pageOf,
  browser,
  baseURL,
}) => {
  test.slow();
  const ground = await makeAssignmentGround(["Ada Vesalius"]);
  const { institutionId, faculty, residents, set } = ground;
  const admin = await makePerson({ role: "admin", institutionId });
  const platform = await startPlatform();
  const site = platform.issuer;
  const name = `Moodle ${randomUUID().slice(0, 8)}`;
  let id = "";
  try {
    const desk = await pageOf(admin, "/admin/connections/new");
    await desk.getByRole("link", { name: "Courses by LTI" }).click();
    await expectAccessible(desk);
    // The first one is of the link by which a platform registers itself.
    await desk.getByLabel("Name, as people know it").last().fill(name);
    await desk.getByLabel("Issuer (platform ID)").fill(site);
    await desk.getByLabel("Client ID").fill(platform.clientId);
    await desk.getByLabel("Deployment IDs, one a line").fill(platform.deploymentId);
    await desk.getByLabel("Authentication request URL").fill(`${site}/auth`);
    await desk.getByLabel("Access token URL").fill(`${site}/token`);
    await desk.getByLabel("Public keyset URL").fill(`${site}/keys`);
    await desk.getByLabel(/^Each course is a cohort/).check();
    await desk.getByRole("button", { name: "Add it" }).click();
    await expect(desk.getByRole("heading", { level: 1, name })).toBeVisible();
    id = desk.url().split("/").at(-1)!;
    platform.tool.keysAddress = `${baseURL}${keysPath(id)}`;
    platform.tool.launchAddress = `${baseURL}${launchPath(id)}`;
    await expect(desk.getByText(platform.tool.launchAddress, { exact: true })).toBeVisible();
    await desk.getByRole("button", { name: "Test this connection" }).click();
    await expect(desk.getByText("It takes Calot’s key, and gives access for grades.")).toBeVisible();
    await expect(desk.getByText("It gives access to the lists of courses.")).toBeVisible();
    await desk.getByRole("button", { name: "Turn it on" }).click();
    await expect(desk.getByRole("heading", { name: "In use" })).toBeVisible();
    await expectAccessible(desk);

    platform.person.current = { sub: "teacher-1", name: "Theo Teacher", roles: [role("Instructor")] };
    await page.goto(site);
    await page.getByRole("button", { name: "Choose content" }).click();
    const frame = page.frameLocator("iframe");
    const opened = page.waitForEvent("popup");
    await frame.getByRole("link", { name: "Open Calot" }).click();
    const choosing = await opened;
    await linkBy(choosing, faculty);
    await expect(choosing.getByRole("heading", { name: "What the link opens" })).toBeVisible();
    await expectAccessible(choosing);
    await choosing.getByLabel("Name", { exact: true }).fill("Reading, week 1");
    await choosing.getByLabel("Case set").selectOption({ label: `${set}, 3 cases` });
    await choosing.getByLabel("Grade in the course").selectOption("finished");
    await choosing.getByRole("button", { name: "Choose it" }).click();
    await expect(choosing.getByText(/^Chosen\. This window can be closed/)).toBeVisible();
    // The frame, which has no cookie of Calot's, brought it back by itself.
    await expect(frame.getByText("Linked: Reading, week 1")).toBeVisible();
    await choosing.close();

    platform.person.current = { sub: "learner-1", name: "Ada Vesalius", roles: [role("Learner")] };
    const context = await browser.newContext({ baseURL: baseURL! });
    const reading = await context.newPage();
    await reading.goto(site);
    await reading.getByRole("button", { name: "Open Reading, week 1" }).click();
    await linkBy(reading, residents[0]!);
    await expect(reading.getByRole("heading", { name: "Reading, week 1" })).toBeVisible();
    await reading.getByRole("button", { name: "Begin" }).click();
    await reading.waitForURL(/\/cases\//);
    for (let left = 3; left > 0; left--) {
      await stageReady(reading);
      await phaseChoice(reading, "B").check();
      await lockButton(reading).click();
      await drawSomeZone(reading);
      await nextButton(reading).click();
    }
    await expect
      .poll(() => platform.columns[0]?.scores.get("learner-1"), { timeout: 30_000 })
      .toMatchObject({
        given: 100,
        maximum: 100,
      });
    await desk.goto("/people/cohorts");
    await expect(desk.getByRole("link", { name: "Surgery", exact: true })).toBeVisible();
    await desk.goto(`/admin/connections/${id}`);
    await expect(desk.getByText("1 sent in the last 30 days, 0 waiting, 0 given up.")).toBeVisible();

    // Known by now, and led to where the class's results stand.
    platform.person.current = { sub: "teacher-1", name: "Theo Teacher", roles: [role("Instructor")] };
    await page.goto(site);
    await page.getByRole("button", { name: "Open Reading, week 1" }).click();
    await expect(page).toHaveURL(/\/assignments\/[\da-f-]{36}\/results$/);
    await context.close();
  } finally {
    if (id) await withDatabase(({ prisma }) => prisma.connection.deleteMany({ where: { id } }));
    await platform.close();
  }
});

test("a platform registers itself by an administrator’s link, and is off until it is turned on", async ({
  page,
  pageOf,
}) => {
  const institution = await withDatabase(({ prisma }) =>
    prisma.institution.create({ data: { name: `Hospital ${randomUUID()}` } }),
  );
  const admin = await makePerson({ role: "admin", institutionId: institution.id });
  const platform = await startPlatform();
  const name = `Canvas ${randomUUID().slice(0, 8)}`;
  try {
    const desk = await pageOf(admin, "/admin/connections/new?kind=lti");
    const byLink = desk.getByRole("region", { name: "By a link" });
    await byLink.getByLabel("Name, as people know it").fill(name);
    await byLink.getByRole("button", { name: "Make a link" }).click();
    const address = new URL((await byLink.getByText(/lti-register\?link=/).textContent())!);
    await expectAccessible(desk);
    address.searchParams.set("openid_configuration", `${platform.issuer}/openid-configuration`);
    address.searchParams.set("registration_token", "registration");
    await page.goto(address.href);
    await expect(page.getByText(`open the connection “${name}”`)).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByText(/^This link is used up/)).toBeVisible();

    await desk.goto("/admin/connections");
    await desk.getByRole("link", { name }).click();
    await expect(desk.getByRole("heading", { name: "Off" })).toBeVisible();
    await expect(desk.getByLabel("Client ID")).toHaveValue(platform.clientId);
    await expect(desk.getByText(platform.tool.launchAddress, { exact: true })).toBeVisible();
  } finally {
    await withDatabase(({ prisma }) =>
      prisma.connection.deleteMany({ where: { institutionId: institution.id } }),
    );
    await platform.close();
  }
});
