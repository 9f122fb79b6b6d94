import { randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { findUser } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { makeAssignment, makeCase, makeInstitution } from "@/lib/services/testing/factories";
import { type Client, signedInClient } from "@/tooling/http-client";
import { startCalot } from "@/tooling/start-calot";
import { type Bare, startBare } from "./bare";
import { quantile, type Row } from "./table";

const RESIDENTS = 500;
const PASSWORD = "a password for benches";
/** How many sign in at once. */
const AT_THE_DOOR = 8;
const BOX = [100, 100, 300, 250];
const TURNS = 3;

type Exam = { readonly assignmentId: string; readonly caseIds: readonly string[] };

/**
 * An exam that all of its residents begin in the same moment: each begins, opens the first case, names its phase and draws
 * its zone as soon as the server answers, without a thought. Beside it as many rows at once by the bare app, by turns; the ratio
 * is that of its p95.
 */
export async function benchBeginning(): Promise<Row[]> {
  const emails = Array.from({ length: RESIDENTS }, (_, i) => `bench-${i}@calot.example`);
  const exams: Exam[] = [];
  const calot = await startCalot(async (db) => void exams.push(...(await makeExams(db, emails))));
  const bare = await startBare(calot);
  try {
    const clients = await signIn(calot.url, emails);
    const taken = {
      bare: [] as number[],
      begun: [] as number[],
      opened: [] as number[],
      locked: [] as number[],
    };
    const zones: number[] = [];
    for (const exam of exams) {
      await Promise.all(clients.map(() => storeFour(bare, taken.bare)));
      await Promise.all(
        clients.map(async (client) => {
          const { assignmentId, caseIds } = exam;
          const [caseId] = caseIds;
          const id = randomUUID();
          const lock = { id, caseId, assignmentId, phase: "B", phaseConfidence: 0.5 };
          await timed(taken.begun, () =>
            client.request("POST", `/api/assignments/${assignmentId}/begin`, {}),
          );
          await timed(taken.opened, () =>
            client.request("GET", `/api/stage?case=${caseId}&assignment=${assignmentId}`),
          );
          await timed(taken.locked, () => client.request("POST", "/api/attempts", lock));
          await timed(zones, () => client.request("POST", `/api/attempts/${id}/zone`, { box: BOX }));
        }),
      );
    }
    for (const client of clients) client.close();
    const load = `${RESIDENTS} residents in one moment`;
    const beside = toRow("a bare route of Next’s with one insert", load, taken.bare, "");
    const withRatio = (what: string, ms: readonly number[]): Row => {
      const row = toRow(what, load, ms, "p95 3 s");
      return { ...row, ratio: beside.p95! / row.p95! };
    };
    return [
      beside,
      withRatio("an exam begun", taken.begun),
      withRatio("its first case opened", taken.opened),
      withRatio("its phase locked", taken.locked),
      withRatio("its zone stored and scored", zones),
    ];
  } finally {
    await bare.stop();
    await calot.stop();
  }
}

async function storeFour(bare: Bare, into: number[]): Promise<void> {
  for (let i = 0; i < 4; i++) await timed(into, () => bare.store({ id: randomUUID(), box: BOX }));
}

async function timed(into: number[], request: () => ReturnType<Client["request"]>): Promise<void> {
  const start = performance.now();
  const { status, text } = await request();
  into.push(performance.now() - start);
  if (status >= 400) throw new Error(`${status}: ${text.slice(0, 300)}`);
}

/** An exam for each turn, as each is begun once. */
async function makeExams(db: Database, emails: readonly string[]): Promise<Exam[]> {
  const institutionId = await makeInstitution(db);
  // Soon checked: hundreds sign in.
  const passwordHash = await hash(PASSWORD, { memoryCost: 64, timeCost: 1, parallelism: 1 });
  await db.prisma.user.createMany({
    data: emails.map((email) => ({ institutionId, email, name: email, role: "resident", passwordHash })),
  });
  const people = await db.prisma.user.findMany({ where: { institutionId }, select: { id: true } });
  const readers = await Promise.all(people.map(async ({ id }) => (await findUser(db, id))!));
  const exams: Exam[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const made = [await makeCase(db, institutionId), await makeCase(db, institutionId)];
    const assignmentId = await makeAssignment(db, institutionId, made, readers);
    exams.push({ assignmentId, caseIds: made.map(({ id }) => id) });
  }
  return exams;
}

async function signIn(url: string, emails: readonly string[]): Promise<Client[]> {
  const clients: Client[] = [];
  for (let at = 0; at < emails.length; at += AT_THE_DOOR) {
    const next = emails.slice(at, at + AT_THE_DOOR);
    clients.push(...(await Promise.all(next.map((email) => signedInClient(url, email, PASSWORD)))));
  }
  return clients;
}

function toRow(what: string, load: string, ms: readonly number[], goal: string): Row {
  const sorted = ms.toSorted((a, b) => a - b);
  return {
    what,
    load,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    goal,
  };
}
