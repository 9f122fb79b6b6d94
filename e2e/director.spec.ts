import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { findUser } from "@/lib/auth/actor";
import { lockPhase } from "@/lib/services/attempts/lock-phase";
import { submitZone } from "@/lib/services/attempts/submit-zone";
import { casesFor, planFor, type StoredCase } from "./fixtures/cases";
import { copyDemo } from "./fixtures/demo-copy";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";

const DAY_MS = 24 * 60 * 60 * 1000;
const NAMES = ["Nia Okoye", "Pavel Horák", "Rui Tanaka"] as const;
const COHORT = "Class of 2032";

/** Answers of one day: two of each resident, as their browsers would send them. */
async function answerDay(
  people: readonly Person[],
  cases: readonly StoredCase[],
  day: number,
): Promise<number> {
  const at = new Date(Date.now() - (7 - day) * DAY_MS);
  await withDatabase(async (db) => {
    for (const { id } of people) {
      const actor = (await findUser(db, id))!;
      for (const turn of [2 * day, 2 * day + 1]) {
        const known = cases[turn]!;
        const { phase, box } = planFor(turn, known);
        const attemptId = randomUUID();
        const lock = { id: attemptId, caseId: known.id, phase, phaseConfidence: 0.75 };
        expect(await lockPhase({ actor, db, now: at }, lock)).toMatchObject({ ok: true });
        const zone = { box, zoneConfidence: 0.5, elapsedMs: 12_000 };
        expect(await submitZone({ actor, db, now: at }, attemptId, zone)).toMatchObject({ ok: true });
      }
    }
  });
  return 2 * people.length;
}

async function acceptAll(page: Page): Promise<Person[]> {
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV: Links" }).click();
  const file = await readFile(await (await saving).path(), "utf8");
  const links: Record<string, string>[] = parse(file, { bom: true, columns: true });
  const people: Person[] = [];
  for (const row of links) {
    const secret = new URL(row.Link!).pathname.split("/").at(-1);
    const accepted = await page.request.post("/api/invitations/accept", {
      headers: { origin: new URL(page.url()).origin },
      data: { secret, password: "three quiet words together" },
    });
    expect(accepted.status(), await accepted.text()).toBe(201);
    const email = row["E-mail"]!;
    people.push(await withDatabase(({ prisma }) => prisma.user.findUniqueOrThrow({ where: { email } })));
  }
  return people;
}

test("a director invites a cohort by list, watches a week of answers arrive, opens a resident, prints the packet", async ({
  page,
}) => {
  const { institutionId } = await withDatabase((db) => copyDemo(db));
  const director = await makePerson({ role: "director", institutionId });
  const cases = [...(await casesFor(director)).values()];
  await signIn(page, director.email, "/people/invitations");

  await page.getByRole("button", { name: "Invite a list" }).click();
  const rows = NAMES.map((name) => `${name},r-${randomUUID()}@h.example,resident,${COHORT},1`);
  await page.getByLabel("The list").fill(["name,email,role,cohort,year", ...rows].join("\n"));
  await page.getByRole("button", { name: "Show what happens" }).click();
  await page.getByRole("button", { name: "Invite 3 people" }).click();
  await expect(page.getByText("3 people were invited.")).toBeVisible();
  const people = await acceptAll(page);
  // The week that is to be watched has passed: they had joined before it.
  const userIds = people.map(({ id }) => id);
  await withDatabase(({ prisma }) =>
    prisma.membership.updateMany({
      where: { userId: { in: userIds } },
      data: { joinedAt: new Date(Date.now() - 8 * DAY_MS) },
    }),
  );

  await page.goto("/director");
  await expect(page.getByText(`3 residents in 1 cohort.`)).toBeVisible();
  let answers = 0;
  for (let day = 0; day < 6; day++) {
    answers += await answerDay(people, cases, day);
    // New answers show within five seconds; nobody waits for them longer here than a slow machine needs.
    await expect(async () => {
      await page.reload();
      const shown = page
        .getByText(`n = ${answers} answers of 3 residents`)
        .or(page.getByText(/Too few answers/));
      await expect(shown.first()).toBeVisible({ timeout: 1000 });
    }).toPass();
  }
  await expect(page.getByText(`n = ${answers} answers of 3 residents`)).toHaveCount(4);

  await page.getByRole("link", { name: COHORT }).first().click();
  await expect(page.getByRole("heading", { name: COHORT, exact: true })).toBeVisible();
  await page.getByRole("link", { name: NAMES[1] }).click();
  await expect(page.getByRole("heading", { name: NAMES[1], exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Committee packet" }).click();
  await expect(page.getByRole("heading", { name: "Committee packet" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download PDF" }).click();
  const pdf = await readFile(await (await download).path());
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");

  // Who looked is kept.
  const seen = await withDatabase(({ prisma }) =>
    prisma.auditEvent.findMany({
      where: { actorId: director.id },
      select: { action: true, subjectId: true },
    }),
  );
  const [, resident] = people;
  expect(seen).toContainEqual({ action: "packet.export", subjectId: resident!.id });
  expect(seen).toContainEqual({ action: "resident.view", subjectId: resident!.id });
});
