import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { runCalot } from "@/cli/testing";
import { seedDemo } from "@/demo/seed";
import type { Database } from "@/lib/db/client";
import { filesOf } from "@/lib/jobs/backup/testing";
import { ownPlace } from "@/lib/storage/open-storage";
import { signedInClient } from "@/tooling/http-client";
import { type Calot, startCalot } from "@/tooling/start-calot";
import { answerExam, type Exam, emailsOf, giveExam, PASSWORD, whatIsStored, ZONE } from "./fixtures/storm";

const RESIDENTS = 120;
const CASES = 6;
/** Of these, each resident answers so many only once the second backup has begun. */
const HELD_BACK = 3;

/** A command in a process of its own, on the database that lies beside a folder of frames. */
const calotAt = (framesFolder: string, args: readonly string[]) =>
  runCalot({ CALOT_HOME: path.dirname(framesFolder), BACKUP_KEY: "5a".repeat(32) }, args);

it("a drill: backed up twice while residents answer through a server, all of it destroyed, restored and served: every answer acknowledged before is there, its score and its frame as they were", async () => {
  const backups = await mkdtemp(path.join(tmpdir(), "calot-drill-"));
  const emails = emailsOf(RESIDENTS);
  let exam: Exam = { assignmentId: "", caseIds: [] };
  const running: Calot[] = [];
  try {
    const first = await startCalot(async (db) => {
      await seedDemo(db);
      const { id } = await db.prisma.institution.findFirstOrThrow();
      const cases = await db.prisma.case.findMany({
        where: { currentVersion: { phase: "B" } },
        orderBy: { id: "asc" },
        take: CASES,
      });
      exam = await giveExam(db, id, emails, cases);
    });
    running.push(first);
    const backUp = async (): Promise<void> => {
      const made = await calotAt(first.framesFolder, ["backup", "--out", backups]);
      process.stdout.write(made.out);
      expect(made.code, made.err).toBe(0);
    };
    // An exam’s answers make no figures before its results are released: one of practice makes some to be compared.
    const practised = await practise(first, emails[0]!);
    while (!(await first.withDatabase(hasFigures))) await sleep(100);
    let before: readonly string[] = [];
    let meanwhile = 0;
    const { sent, refused } = await answerExam({
      ...{ url: first.url, emails, exam, atOnce: 1, heldBack: HELD_BACK },
      async meanwhile({ reached, acknowledged, goOn }) {
        await reached(0.1);
        await backUp();
        await reached(0.4);
        before = acknowledged();
        goOn();
        await backUp();
        meanwhile = acknowledged().length - before.length;
      },
    });
    expect(refused).toEqual([]);
    const scored = await first.withDatabase(scoresOf);
    const seen = await whatIsSeen(first, before);
    const frames = await filesOf(first.framesFolder);
    running.pop();
    // Its database and its frames go with it.
    await first.stop();

    const second = await startCalot(async () => {
      const restored = await calotAt(ownPlace(), ["restore", "--from", backups, "--json"]);
      expect(restored.code, restored.err).toBe(0);
      expect(JSON.parse(restored.out)).toMatchObject({
        differing: 0,
        compared: true,
        missing: 0,
        removed: 0,
      });
    });
    running.push(second);
    const { stored, audited } = await second.withDatabase(whatIsStored);
    process.stdout.write(
      `${before.length} answers were acknowledged before the second backup, ${meanwhile} while it was made, ` +
        `${sent.length} in all; ${stored.length} are in it\n`,
    );
    const there = new Set(stored);
    expect([practised, ...before].filter((answer) => !there.has(answer))).toEqual([]);
    expect(stored.filter((answer) => answer !== practised && !sent.includes(answer))).toEqual([]);
    const scoredAnew = await second.withDatabase(scoresOf);
    // Each step and its row of the trail were written together; of some the phase alone was there.
    expect(audited).toBe(scoredAnew.size + stored.length);
    for (const answer of stored) {
      const id = answer.split(" ")[2]!;
      expect(scoredAnew.get(id)).toEqual(scored.get(id));
    }
    expect(await filesOf(second.framesFolder)).toEqual(frames);
    expect(await whatIsSeen(second, before)).toEqual(seen);
  } finally {
    for (const calot of running) await calot.stop();
    await rm(backups, { recursive: true, force: true });
  }
});

/** Answers a case in free practice; told as the storm tells of its answers. */
async function practise(calot: Calot, email: string): Promise<string> {
  const { id: caseId } = await calot.withDatabase(({ prisma }) =>
    prisma.case.findFirstOrThrow({ where: { currentVersion: { phase: "A" } } }),
  );
  const id = randomUUID();
  const client = await signedInClient(calot.url, email, PASSWORD);
  expect((await client.request("POST", "/api/attempts", { id, caseId, phase: "B" })).status).toBe(201);
  expect((await client.request("POST", `/api/attempts/${id}/zone`, ZONE)).status).toBe(200);
  client.close();
  return `${email} ${caseId} ${id}`;
}

const hasFigures = async ({ prisma }: Database): Promise<boolean> => (await prisma.caseFigures.count()) > 0;

/** Every attempt as it is stored, by its id. */
async function scoresOf({ prisma }: Database): Promise<Map<string, unknown>> {
  return new Map((await prisma.attempt.findMany()).map((attempt) => [attempt.id, attempt]));
}

/** What a server answers to residents: to a zone that was stored before and is sent again, and for the frame of its case. */
async function whatIsSeen(calot: Calot, answers: readonly string[]): Promise<string[]> {
  const seen: string[] = [];
  for (const answer of answers.slice(0, 20)) {
    const [email, caseId, id] = answer.split(" ");
    const client = await signedInClient(calot.url, email!, PASSWORD);
    const zone = await client.request("POST", `/api/attempts/${id}/zone`, ZONE);
    const frame = await client.request("GET", `/api/cases/${caseId}/frame`);
    client.close();
    expect([zone.status, frame.status], `${zone.text} ${frame.text.slice(0, 200)}`).toEqual([200, 200]);
    seen.push(zone.text, frame.text);
  }
  return seen;
}
