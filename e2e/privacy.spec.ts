import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { setEnv } from "@/lib/env";
import { letGo } from "@/lib/services/retention/let-go";
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
  await desk.getByRole("link", { name: "See what holds" }).click();
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

const DAY_MS = 24 * 3_600_000;

/** Rounds of the chore, a day each, of a server that sends mails: all that it writes goes out. */
async function daysFrom(begin: Date, days: number): Promise<void> {
  setEnv({ SMTP_URL: "smtp://mail.hospital.example", NEXTAUTH_URL: "https://calot.example" });
  await withDatabase(async (db) => {
    for (let day = 0; day < days; day++) {
      const now = new Date(begin.getTime() + day * DAY_MS);
      await letGo(db, now);
      await db.prisma.mail.updateMany({
        where: { key: { startsWith: "parting " }, sentAt: null },
        data: { sentAt: now, tries: 1 },
      });
    }
  });
  setEnv({ SMTP_URL: "", NEXTAUTH_URL: "" });
}

test("an institution says how long what is personal stays; who has left is told, comes back and stays, or goes", async ({
  pageOf,
}) => {
  const { id: institutionId } = await withDatabase(({ prisma }) =>
    prisma.institution.create({ data: { name: `Hospital ${randomUUID()}` } }),
  );
  const admin = await makePerson({ role: "admin", institutionId });
  const [ada, ben] = [
    await makePerson({ institutionId, name: "Ada Vesalius" }),
    await makePerson({ institutionId, name: "Ben Billroth" }),
  ];
  const today = new Date();
  await withDatabase(({ prisma }) =>
    prisma.user.updateMany({
      where: { id: { in: [ada.id, ben.id] } },
      data: { deactivatedAt: new Date(today.getTime() - 800 * DAY_MS) },
    }),
  );

  const desk = await pageOf(admin, "/admin/privacy");
  await expect(desk.getByText("No rule is set: closed accounts stay as they are.")).toBeVisible();
  await desk.getByLabel("Months after closing").fill("24");
  await desk.getByRole("button", { name: "See whom it would concern" }).click();
  await expect(
    desk.getByRole("heading", { name: "With 24 months it would concern 2 closed accounts" }),
  ).toBeVisible();
  await expect(desk.getByText("Not told yet.")).toHaveCount(2);
  await expectAccessible(desk);
  await desk.getByRole("button", { name: "Set this rule" }).click();
  await expect(desk.getByText("In force: 24 months after closing.")).toBeVisible();
  await expect(desk.getByRole("heading", { name: "It concerns 2 closed accounts" })).toBeVisible();

  // Told for the first time, and once more; nobody goes.
  await daysFrom(today, 28);
  const mails = await withDatabase(({ prisma }) =>
    prisma.mail.findMany({ where: { userId: ada.id }, orderBy: { createdAt: "asc" } }),
  );
  expect(mails.map(({ subject }) => subject)).toEqual(Array(2).fill("Your closed account for Calot"));
  expect(mails[0]!.text).toContain("or your account opened again");
  await desk.reload();
  await expect(desk.getByText(/Told on/)).toHaveCount(2);
  await expectNoSidewaysScrolling(desk);

  // One of them asks to come back, and is there again, with what is kept of it.
  await desk.getByRole("link", { name: "Ada Vesalius" }).click();
  await desk.getByRole("button", { name: "Open the account again" }).click();
  await expect(desk.getByRole("button", { name: "Close the account" })).toBeVisible();
  await daysFrom(new Date(today.getTime() + 28 * DAY_MS), 5);
  const again = await pageOf(ada, "/account");
  const taking = again.waitForEvent("download");
  await again.getByRole("link", { name: "Download my data" }).click();
  const files = unzipSync(new Uint8Array(await readFile(await (await taking).path())));
  expect(JSON.parse(strFromU8(files["data.json"]!))).toMatchObject({
    profile: [{ name: "Ada Vesalius" }],
    parting: [{ "days waited": 27 }],
  });

  // The other has gone, and left no name.
  await desk.goto("/admin/privacy");
  await expect(desk.getByRole("heading", { name: "It concerns 0 closed accounts" })).toBeVisible();
  const names = await withDatabase(({ prisma }) =>
    prisma.user.findMany({ where: { institutionId, role: "resident" }, select: { name: true } }),
  );
  expect(names.map(({ name }) => name).sort()).toEqual(["Ada Vesalius", "Former resident"]);
  await desk.getByRole("button", { name: "Take the rule away" }).click();
  await expect(desk.getByText("No rule is set: closed accounts stay as they are.")).toBeVisible();
});
