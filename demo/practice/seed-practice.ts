import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { answerCase, type KnownCase } from "@/demo/practice/answer-case";
import { type DemoResident, demoResidents } from "@/demo/practice/residents";
import { findUser, type User } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import type { Database } from "@/lib/db/client";
import { boxSchema } from "@/lib/domain/box-schema";
import { type RandomNumbers, seededRandom } from "@/lib/domain/statistics/random";
import { createAssignment } from "@/lib/services/assignments/create-assignment";
import { lockPhase } from "@/lib/services/attempts/lock-phase";
import { submitZone } from "@/lib/services/attempts/submit-zone";
import { publishCaseSet } from "@/lib/services/case-sets/change-status";
import { createCaseSet } from "@/lib/services/case-sets/create-case-set";
import type { Result } from "@/lib/services/result";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Whole weeks that the answers lie back. */
const WEEKS = 14;

/** Cases of the exam that the first two years have sat. */
const EXAM_CASES = 12;

type StoredCase = KnownCase & { readonly id: string; readonly split: string | null };
type Seated = { readonly resident: DemoResident; readonly actor: User; readonly random: RandomNumbers };

/**
 * Fourteen weeks of invented residents at work, up to yesterday: so that whoever signs in as a director or as faculty
 * finds something to look at. Everything goes through the services that a resident's browser would call, as at that
 * time. Done once: where the residents are there, nothing happens.
 */
export async function seedPractice(
  db: Database,
  { institution, faculty, now }: { institution: string; faculty: string; now: Date },
): Promise<number> {
  const [first] = demoResidents;
  if (await db.prisma.user.findUnique({ where: { email: first!.email }, select: { id: true } })) return 0;
  const cases = await loadCases(db, institution);
  const begin = new Date(now.getTime() - WEEKS * 7 * DAY);
  const seated = await seatResidents(db, institution, begin);
  const exam = await giveExam(db, { faculty, cases, seated, now });
  let answers = 0;
  for (const [index, { resident, actor, random }] of seated.entries()) {
    const examAt = exam.opens.getTime() + (6 + index * 5) * HOUR;
    const inExam = new Set(exam.readers.has(actor.id) ? exam.caseIds : []);
    const open = shuffled(cases, random).filter(({ id }) => !exam.caseIds.includes(id));
    const sittings = [
      ...sittingsOf(resident, now, random).map((at) => ({ at, exam: false })),
      ...(inExam.size > 0 ? [{ at: examAt, exam: true }] : []),
    ].sort((a, b) => a.at - b.at);
    for (const sitting of sittings) {
      const seen = sitting.exam
        ? cases.filter(({ id }) => inExam.has(id))
        : open.splice(0, 2 + Math.floor(4 * random()));
      for (const [turn, known] of seen.entries()) {
        const at = new Date(sitting.at + turn * 60_000);
        const learned = (sitting.at - begin.getTime()) / (now.getTime() - begin.getTime());
        const { box, ...answer } = answerCase(resident, known, learned, random);
        const id = randomUUID();
        const where = sitting.exam ? { assignmentId: exam.id } : { mode: "guided" as const };
        const { phase, phaseConfidence, zoneConfidence, elapsedMs } = answer;
        done(
          await lockPhase({ actor, db, now: at }, { id, caseId: known.id, ...where, phase, phaseConfidence }),
        );
        const zoneAt = new Date(at.getTime() + elapsedMs);
        done(await submitZone({ actor, db, now: zoneAt }, id, { box, zoneConfidence, elapsedMs }));
        answers++;
      }
    }
  }
  return answers;
}

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`The demo’s practice could not be made: ${result.failure.detail}`);
  return result.value;
}

/** When a resident sat down to practise, in milliseconds: by day, and by night between two operations. */
function sittingsOf({ sittings, stopped = 0 }: DemoResident, now: Date, random: RandomNumbers): number[] {
  const all: number[] = [];
  for (let week = WEEKS; week > stopped; week--) {
    const times = Math.floor(sittings) + (random() < sittings % 1 ? 1 : 0);
    for (let time = 0; time < times; time++) {
      const at = now.getTime() - week * 7 * DAY + Math.floor(random() * 7 * DAY);
      if (at < now.getTime() - DAY) all.push(at);
    }
  }
  return all;
}

function shuffled<T>(items: readonly T[], random: RandomNumbers): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

async function loadCases(db: Database, institution: string): Promise<StoredCase[]> {
  const rows = await db.prisma.case.findMany({
    where: { publication: "published", video: { dataset: { institution: { name: institution } } } },
    include: { video: true, currentVersion: { include: { frame: true } } },
    orderBy: [{ video: { name: "asc" } }, { frameNumber: "asc" }],
  });
  const random = seededRandom(1);
  return rows.map(({ id, video, currentVersion }) => ({
    id,
    split: video.split,
    phase: currentVersion!.phase!,
    boxes: z.array(boxSchema).parse(currentVersion!.boxes),
    width: currentVersion!.frame.width,
    height: currentVersion!.frame.height,
    difficulty: random(),
  }));
}

/** Accounts that nobody can sign in to, in the cohorts of their years. */
async function seatResidents(db: Database, institution: string, since: Date): Promise<Seated[]> {
  const passwordHash = await hashPassword(randomBytes(32).toString("base64url"));
  const { id: institutionId } = await db.prisma.institution.findUniqueOrThrow({
    where: { name: institution },
  });
  const seated: Seated[] = [];
  for (const [index, resident] of demoResidents.entries()) {
    const { name, email, cohort, year } = resident;
    const { id } = await db.prisma.user.create({
      data: {
        institutionId,
        email,
        name,
        role: "resident",
        passwordHash,
        createdAt: since,
        training: { create: { year, since } },
        memberships: {
          create: {
            joinedAt: since,
            cohort: {
              connectOrCreate: {
                where: { institutionId_name: { institutionId, name: cohort } },
                create: { institutionId, name: cohort },
              },
            },
          },
        },
      },
    });
    seated.push({ resident, actor: (await findUser(db, id))!, random: seededRandom(100 + index) });
  }
  // Those who can sign in are of the year that their cohort is named after.
  for (const { cohort, year } of demoResidents) {
    const peers = await db.prisma.user.findMany({
      where: { institutionId, training: { none: {} }, memberships: { some: { cohort: { name: cohort } } } },
    });
    await db.prisma.training.createMany({ data: peers.map(({ id }) => ({ userId: id, year, since })) });
  }
  return seated;
}

type Exam = {
  readonly id: string;
  readonly caseIds: readonly string[];
  readonly readers: ReadonlySet<string>;
  readonly opens: Date;
};

/** An exam of the test split for the first two years, closed two weeks ago and released since. */
async function giveExam(
  db: Database,
  options: {
    readonly faculty: string;
    readonly cases: readonly StoredCase[];
    readonly seated: readonly Seated[];
    readonly now: Date;
  },
): Promise<Exam> {
  const { id: facultyId } = await db.prisma.user.findUniqueOrThrow({ where: { email: options.faculty } });
  const actor = (await findUser(db, facultyId))!;
  const opens = new Date(options.now.getTime() - 28 * DAY);
  const ctx = { actor, db, now: new Date(opens.getTime() - DAY) };
  const caseIds = options.cases
    .filter(({ split }, index) => split === "test" && index % 2 === 0)
    .slice(0, EXAM_CASES)
    .map(({ id }) => id);
  const set = done(
    await createCaseSet(ctx, {
      name: "Autumn reading test",
      description: "Frames of procedures that nobody has practised on.",
      purpose: "pre",
      caseIds,
    }),
  );
  done(await publishCaseSet(ctx, set.id));
  const readers = options.seated.filter(({ resident }) => resident.year < 3).map(({ actor: { id } }) => id);
  const local = (days: number): string => new Date(opens.getTime() + days * DAY).toISOString().slice(0, 16);
  const assignment = done(
    await createAssignment(ctx, {
      name: "Autumn reading test",
      instructions: "Twelve frames, one attempt each. Results are released once everybody is through.",
      opens: local(0),
      due: local(12),
      closes: local(14),
      timeLimitMinutes: 40,
      release: { kind: "at", at: local(15) },
      caseSetId: set.id,
      mode: "exam",
      attemptsAllowed: 1,
      shuffled: true,
      modelShown: true,
      audience: { cohortIds: [], userIds: readers },
    }),
  );
  return { id: assignment.id, caseIds, readers: new Set(readers), opens };
}
