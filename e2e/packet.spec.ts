import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";

type Ground = { readonly director: Person; readonly resident: Person; readonly cohortId: string };

async function makeGround(): Promise<Ground> {
  const institutionId = await withDatabase(async ({ prisma }) => {
    const { id } = await prisma.institution.create({
      data: { name: `Packet ${randomUUID()}`, timeZone: "America/Chicago" },
    });
    return id;
  });
  const director = await makePerson({ role: "director", institutionId });
  const resident = await makePerson({ institutionId });
  const cohortId = await withDatabase(async ({ prisma }) => {
    await prisma.user.update({ where: { id: resident.id }, data: { name: "Ana Muñoz" } });
    const { id } = await prisma.cohort.create({
      data: { institutionId, name: "Year 3", memberships: { create: { userId: resident.id } } },
    });
    return id;
  });
  return { director, resident, cohortId };
}

test("sets the program’s milestones by keyboard, writes a note and prints the packet", async ({
  page,
  pageOf,
}) => {
  const { director, resident, cohortId } = await makeGround();
  await signIn(page, director.email, "/milestones");
  await page.getByRole("button", { name: "Begin with the example" }).click();
  await expect(page.getByRole("listitem").filter({ has: page.getByLabel("Code") })).toHaveCount(4);
  const code = (at: number) => page.getByLabel("Code").nth(at);
  await code(0).fill("MK-2");
  await page.getByRole("button", { name: "Move MK-2 down" }).focus();
  await page.keyboard.press("Enter");
  await expect(code(1)).toHaveValue("MK-2");
  await page.getByRole("button", { name: "Remove Example 4" }).click();
  await page.getByLabel("Levels, %").first().fill("60, 40");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Level 2 must be higher than level 1.")).toBeVisible();
  await page.getByLabel("Levels, %").first().fill("40, 60");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Stored. The packets use them from now on.")).toBeVisible();
  await page.reload();
  await expect(code(1)).toHaveValue("MK-2");
  await expectAccessible(page);

  await page.goto(`/residents/${resident.id}`);
  await page.getByLabel("A note for the committee and the resident").fill("Stay off the duct.");
  await page.getByRole("button", { name: "Write the note" }).click();
  await expect(page.getByText("Stored. The resident is told that there is a note.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Stay off the duct." })).toBeVisible();

  await page.getByRole("link", { name: "Committee packet" }).click();
  await expect(page.getByRole("heading", { name: "Committee packet" })).toBeVisible();
  await expect(page.getByText("MK-2")).toBeVisible();
  await expect(page.getByRole("link", { name: "US Letter" })).toHaveAttribute("aria-current", "page");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download PDF" }).click();
  expect((await download).suggestedFilename()).toMatch(/^calot-packet-[0-9a-f]{8}\.pdf$/);

  const pdf = await page.request.get(`/api/packet/residents/${resident.id}?paper=letter`);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  const text = (await pdf.body()).toString("latin1");
  expect(text).toMatch(/^%PDF-1\.7/);
  expect(text).toContain("/MediaBox [0 0 612 792]");
  const csv = await page.request.get(`/api/packet/residents/${resident.id}?format=csv`);
  const rows = parse(await csv.text(), { columns: true, bom: true }) as Record<string, string>[];
  expect(rows).toContainEqual(expect.objectContaining({ section: "note", text: "Stay off the duct." }));
  expect(rows).toContainEqual(expect.objectContaining({ section: "milestone", item: "MK-2", figure: "acc" }));
  const whole = await page.request.get(`/api/packet/cohorts/${cohortId}`);
  expect([whole.status(), whole.headers()["content-type"]]).toEqual([200, "application/pdf"]);

  // The resident reads what was written.
  const theirs = await pageOf(resident, "/progress");
  await expect(theirs.getByText("Stay off the duct.")).toBeVisible();
});

test("is closed to everyone else", async ({ request, requestsOf }) => {
  const { resident, cohortId } = await makeGround();
  for (const person of [resident, await makePerson({ role: "director" })]) {
    const theirs = await requestsOf(person);
    expect((await theirs.get(`/residents/${resident.id}/packet`)).status()).toBe(404);
    expect((await theirs.get(`/api/packet/residents/${resident.id}`)).status()).toBe(404);
    expect((await theirs.get(`/api/packet/cohorts/${cohortId}`)).status()).toBe(404);
  }
  expect((await request.get(`/api/packet/residents/${resident.id}`)).status()).toBe(401);
});

test("can be read by everyone who may, in any size and colour", async ({ page }) => {
  const { director, resident } = await makeGround();
  await signIn(page, director.email, `/residents/${resident.id}/packet`);
  await expect(page.getByRole("heading", { name: "Committee packet" })).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
});
