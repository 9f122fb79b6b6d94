import path from "node:path";
import { demoResidents } from "@/demo/practice/residents";
import { SYSTEM } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { DEMO_PASSWORD, demoAccounts } from "@/lib/domain/people/demo-accounts";
import { importBundle } from "@/lib/jobs/import/import-bundle";
import { addUser } from "@/lib/services/people/add-user";
import { openFrames } from "@/lib/storage/open-storage";
import { CommandError } from "@/tooling/command-error";
import { seedPractice } from "./practice/seed-practice";

const INSTITUTION = "Calot demo hospital";
const COHORT = "Surgery, year 3";
const BUNDLE = path.resolve("demo/bundle");

/** Whether a database holds accounts that no demo made. */
export async function holdsOtherUsers(db: Database): Promise<boolean> {
  const own = [...demoAccounts, ...demoResidents].map(({ email }) => email);
  return (
    (await db.prisma.user.findFirst({ where: { email: { notIn: own } }, select: { id: true } })) !== null
  );
}

/** Puts the demo's accounts and cases into a database; what is there already stays as it is. */
export async function seedDemo(db: Database, say: (line: string) => void = () => {}): Promise<void> {
  for (const { email, name, role } of demoAccounts) {
    if (await db.prisma.user.findUnique({ where: { email }, select: { id: true } })) continue;
    const added = await addUser(
      { actor: SYSTEM, now: new Date(), db },
      {
        email,
        name,
        role,
        password: DEMO_PASSWORD,
        institution: INSTITUTION,
        cohort: role === "resident" ? COHORT : undefined,
      },
    );
    if (!added.ok) throw new CommandError(added.failure.detail);
  }
  const report = await importBundle(db, openFrames(), BUNDLE, {
    institution: INSTITUTION,
    now: new Date(),
  });
  const [problem] = report.problems.filter(({ level }) => level === "error");
  if (problem) throw new CommandError(`The demo’s own cases could not be imported: ${problem.message}`);
  if (report.new > 0) say(`The demo’s ${report.new} cases are imported.`);
}

/** Puts the answers of invented residents there, for directors and faculty to look at; once. */
export async function seedDemoPractice(db: Database, say: (line: string) => void): Promise<void> {
  const faculty = demoAccounts.find(({ role }) => role === "faculty")!.email;
  const answers = await seedPractice(db, { institution: INSTITUTION, faculty, now: new Date() });
  if (answers > 0) say(`${demoResidents.length} invented residents have given ${answers} answers.`);
}
