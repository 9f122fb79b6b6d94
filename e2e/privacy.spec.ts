import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { expect, makePerson, test, withDatabase } from "./fixtures/people";

const NOTICE = `# What we keep

General Hospital keeps your **answers** and their scores:

- for as long as you train here
- and no longer

Ask [our officer](mailto:privacy@hospital.example). <b>Not a tag.</b>`;

test("an institution words a notice; nobody goes on without accepting it, and everybody may leave with their data", async ({
  pageOf,
}) => {
  const { id: institutionId } = await withDatabase(({ prisma }) =>
    prisma.institution.create({ data: { name: `Hospital ${randomUUID()}` } }),
  );
  const admin = await makePerson({ role: "admin", institutionId });
  const resident = await makePerson({ institutionId, name: "Ada Vesalius" });
  const ada = await pageOf(resident, "/progress");
  await expect(ada.getByRole("heading", { level: 1 })).toBeVisible();

  const desk = await pageOf(admin, "/admin");
  await desk.getByRole("link", { name: "See the privacy notice" }).click();
  await expect(desk.getByText("Nobody is asked to accept anything.")).toBeVisible();
  await desk.getByLabel("The notice").fill(NOTICE);
  await desk.getByRole("button", { name: "See how it looks" }).click();
  await expect(desk.getByRole("heading", { name: "What we keep" })).toBeVisible();
  await expectAccessible(desk);
  await desk.getByRole("button", { name: "Put it in force" }).click();

  // Its author first.
  await expect(desk.getByText("Read it before you go on.")).toBeVisible();
  await desk.getByRole("button", { name: "I have read it and accept it" }).click();
  await expect(desk.getByText("In force. 1 person has accepted it, of 2 open accounts.")).toBeVisible();
  await expectAccessible(desk);
  await expectNoSidewaysScrolling(desk);

  // A page that is open is told no more, and every other leads there.
  const asked = () => ada.evaluate(async () => (await fetch("/api/progress")).status);
  expect(await asked()).toBe(401);
  await ada.goto("/history");
  await expect(ada.getByRole("heading", { level: 1, name: /^Privacy notice of Hospital/ })).toBeVisible();
  await expect(ada.getByText("<b>Not a tag.</b>")).toBeVisible();
  await expectAccessible(ada);
  await expectNoSidewaysScrolling(ada);
  await ada.goto("/sign-in?next=/progress");
  await expect(ada.getByText("Read it before you go on.")).toBeVisible();

  const taking = ada.waitForEvent("download");
  await ada.getByRole("link", { name: "Download my data" }).click();
  const files = unzipSync(new Uint8Array(await readFile(await (await taking).path())));
  expect(JSON.parse(strFromU8(files["data.json"]!)).profile).toMatchObject([{ name: "Ada Vesalius" }]);
  await ada.getByRole("button", { name: "Sign out" }).click();
  await ada.waitForURL((url) => url.pathname === "/sign-in");

  const again = await pageOf(resident, "/progress");
  await again.getByRole("button", { name: "I have read it and accept it" }).click();
  await again.waitForURL((url) => url.pathname === "/progress");
  await again.goto("/account");
  await expect(again.getByText(/You accepted the privacy notice of Hospital/)).toBeVisible();

  // Changed in words alone it is read by whoever wants to; changed in substance, by everybody.
  const publish = async (words: string, substantial: boolean) => {
    await desk.goto("/admin/privacy");
    await desk.getByLabel("The notice").fill(words);
    await desk.getByLabel(/^Changed in substance/).setChecked(substantial);
    await desk.getByRole("button", { name: "Publish these words" }).click();
  };
  await publish(`${NOTICE} Thank you.`, false);
  await expect(desk.getByText("Changed in words alone.")).toBeVisible();
  await again.goto("/progress");
  await expect(again).toHaveURL(/\/progress$/);
  await publish(`${NOTICE} And who looked at them.`, true);
  await expect(desk.getByText("It has changed since you accepted it.")).toBeVisible();
  await again.goto("/progress");
  await expect(again.getByText("It has changed since you accepted it.")).toBeVisible();
});
