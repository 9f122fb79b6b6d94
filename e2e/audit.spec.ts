import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";

type Ground = { readonly admin: Person; readonly director: Person; readonly resident: Person };

/** An institution of its own with an admin, a director and a resident by name. */
async function makeGround(): Promise<Ground> {
  const institutionId = await withDatabase(async ({ prisma }) => {
    const { id } = await prisma.institution.create({
      data: { name: `Audit ${randomUUID()}`, timeZone: "Europe/Vienna" },
    });
    return id;
  });
  const [admin, director, resident] = [
    await makePerson({ role: "admin", institutionId }),
    await makePerson({ role: "director", institutionId }),
    await makePerson({ institutionId }),
  ];
  await withDatabase(({ prisma }) =>
    prisma.user.update({ where: { id: resident.id }, data: { name: "Ana Muñoz" } }),
  );
  return { admin, director, resident };
}

test("shows an administrator who looked at whom, by name and by day, and exports it", async ({
  page,
  pageOf,
}) => {
  const { admin, director, resident } = await makeGround();
  const theirs = await pageOf(director, `/residents/${resident.id}`);
  await expect(theirs.getByRole("heading", { name: "Ana Muñoz" })).toBeVisible();

  await signIn(page, admin.email, "/audit");
  const look = page.getByRole("row", { name: /Opened a resident’s page/ });
  await expect(look).toContainText("Ana Muñoz");
  await page.getByLabel("What", { exact: true }).selectOption({ label: "Who looked at whom" });
  await page.getByLabel("About").fill("ana muñ");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/group=seen&who=&subject=ana/);
  await expect(look).toHaveCount(1);
  await expect(page.getByRole("row")).toHaveCount(2);

  // The filter is in the address, and the file has what the page has.
  const file = await page.request.get(`/api/audit/export${new URL(page.url()).search}`);
  expect(file.headers()["content-type"]).toContain("text/csv");
  const rows = parse(await file.text(), { columns: true, bom: true }) as Record<string, string>[];
  expect(rows).toMatchObject([{ action: "resident.view", subject: "Ana Muñoz", actor_id: director.id }]);
  await page.goto("/audit?group=exports");
  await expect(page.getByRole("row", { name: /Exported the audit trail/ })).toContainText("group: seen");

  await page.getByLabel("From").fill("2030-01-01");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("Nothing was found")).toBeVisible();
  await page.getByRole("link", { name: "Clear the filter" }).click();
  await expect(look).toBeVisible();
});

test("is closed to others, and shows directors their part", async ({ page, request, requestsOf }) => {
  const { director, resident } = await makeGround();
  const theirs = await requestsOf(resident);
  for (const path of ["/audit", "/api/audit", "/api/audit/export"]) {
    expect((await theirs.get(path)).status()).toBe(404);
  }
  expect((await request.get("/api/audit")).status()).toBe(401);
  await signIn(page, director.email, "/audit");
  await expect(
    page.getByLabel("What", { exact: true }).getByRole("option", { name: "Signing in" }),
  ).toHaveCount(0);
  await expect(page.getByRole("row", { name: /Signed in/ })).toHaveCount(0);
  expect((await page.request.get("/api/audit?group=signing-in")).status()).toBe(403);
});

test("can be read by everyone who may, in any size and colour", async ({ page }) => {
  const { admin } = await makeGround();
  await signIn(page, admin.email, "/audit");
  await expect(page.getByRole("heading", { name: "Audit trail" })).toBeVisible();
  // The demo's server works with a login that can't alter the trail.
  await expect(page.getByText("doesn’t fully protect")).toHaveCount(0);
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
});
