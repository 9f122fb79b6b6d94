import { randomUUID } from "node:crypto";
import { seedDemo } from "@/demo/seed";
import { SYSTEM } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { addUser } from "@/lib/services/people/add-user";
import { makeCase } from "@/lib/services/testing/factories";
import { type Client, signedInClient } from "@/tooling/http-client";
import { startCalot } from "@/tooling/start-calot";
import { startBarePage } from "./bare-page";
import { quantile, type Row } from "./table";

const CASES = 500;
const PASSWORD = "a password for benches";
const PAGE_SECONDS = 3;
const TURNS = 3;

const loads = [
  { residents: 1, answersEach: 500, goals: { zone: "p50 5 ms", page: "p50 10 ms" } },
  { residents: 16, answersEach: 250, goals: { zone: "350 a second", page: "120 a second" } },
  { residents: 64, answersEach: 100, goals: { zone: "", page: "" } },
] as const;

/**
 * Lock-in, zone and case page against the production build, the load being made on the same machine. A case page is set
 * beside a bare page of Next’s that asks the same database one thing, by turns.
 */
export async function benchAnswers(): Promise<Row[]> {
  const calot = await startCalot(seedDemo);
  const bare = await startBarePage(calot.databaseUrl);
  try {
    const most = Math.max(...loads.map(({ residents }) => residents));
    const { caseIds, emails } = await calot.withDatabase((db) => populate(db, most));
    const clients = await Promise.all(emails.map((email) => signedInClient(calot.url, email, PASSWORD)));
    await answer(clients.slice(0, 4), caseIds, 250);
    await openPages(clients.slice(0, 4), caseIds, 2, whole);
    const rows: Row[] = [];
    for (const { residents, answersEach, goals } of loads) {
      const some = clients.slice(0, residents);
      const load = residents === 1 ? "1 resident" : `${residents} residents at once`;
      const { locks, zones } = await answer(some, caseIds, answersEach);
      rows.push(
        toRow("phase locked", load, locks, ""),
        toRow("zone stored and scored", load, zones, goals.zone),
      );
      const opened = { bare: noSamples(), whole: noSamples(), kept: noSamples() };
      for (let turn = 0; turn < TURNS; turn++) {
        add(opened.bare, await openPages(some, caseIds, PAGE_SECONDS, bare.open));
        add(opened.whole, await openPages(some, caseIds, PAGE_SECONDS, whole));
        add(opened.kept, await openPages(some, caseIds, PAGE_SECONDS, filled));
      }
      const ratioOf = ({ perSecond }: Samples): number => perSecond / opened.bare.perSecond;
      rows.push(
        toRow("a bare page of Next’s with one query", load, opened.bare, ""),
        {
          ...toRow("case page, the page sent too", load, opened.whole, goals.page),
          ratio: ratioOf(opened.whole),
        },
        { ...toRow("case page, the page kept", load, opened.kept, "80 %"), ratio: ratioOf(opened.kept) },
      );
    }
    for (const client of clients) client.close();
    return rows;
  } finally {
    await bare.stop();
    await calot.stop();
  }
}

async function populate(db: Database, residents: number): Promise<{ caseIds: string[]; emails: string[] }> {
  const emails = Array.from({ length: residents }, (_, i) => `bench-${i}@calot.example`);
  const institution = (await db.prisma.institution.findFirstOrThrow()).name;
  for (const email of emails) {
    const input = { email, name: email, role: "resident" as const, password: PASSWORD, institution };
    const added = await addUser({ actor: SYSTEM, now: new Date(), db }, input);
    if (!added.ok) throw new Error(added.failure.detail);
  }
  const { institutionId } = await db.prisma.user.findUniqueOrThrow({ where: { email: emails[0]! } });
  const caseIds: string[] = [];
  for (let i = 0; i < CASES; i++) caseIds.push((await makeCase(db, institutionId)).id);
  return { caseIds, emails };
}

type Answer = { readonly status: number; readonly text: string };
type Samples = { ms: number[]; perSecond: number };

const noSamples = (): Samples => ({ ms: [], perSecond: 0 });

/** Of as many turns as there are, each of them as long. */
function add(samples: Samples, { ms, perSecond }: Samples): void {
  samples.ms.push(...ms);
  samples.perSecond += perSecond / TURNS;
}

async function timed(into: number[], status: number, request: () => Promise<Answer>): Promise<void> {
  const start = performance.now();
  const answer = await request();
  into.push(performance.now() - start);
  if (answer.status !== status) throw new Error(`${answer.status}: ${answer.text.slice(0, 300)}`);
}

/** All clients at once, each one request after the other. */
async function together(
  clients: readonly Client[],
  work: (client: Client, samples: number[]) => Promise<void>,
): Promise<Samples> {
  const ms: number[] = [];
  const start = performance.now();
  await Promise.all(clients.map((client) => work(client, ms)));
  return { ms, perSecond: (ms.length / (performance.now() - start)) * 1000 };
}

/** Phases first and zones after them, so that each rate is of its own kind alone. Every zone has a case of its own. */
async function answer(
  clients: readonly Client[],
  caseIds: readonly string[],
  answersEach: number,
): Promise<{ locks: Samples; zones: Samples }> {
  const attempts = new Map(
    clients.map((client) => [
      client,
      caseIds.slice(0, answersEach).map((caseId) => ({ id: randomUUID(), caseId })),
    ]),
  );
  const locks = await together(clients, async (client, ms) => {
    for (const { id, caseId } of attempts.get(client)!) {
      await timed(ms, 201, () => client.request("POST", "/api/attempts", { id, caseId, phase: "B" }));
    }
  });
  const zones = await together(clients, async (client, ms) => {
    for (const { id } of attempts.get(client)!) {
      await timed(ms, 200, () =>
        client.request("POST", `/api/attempts/${id}/zone`, { box: [100, 100, 300, 250] }),
      );
    }
  });
  return { locks, zones };
}

/** A case as a browser opens it for the first time, and as one does that has kept the page. */
const whole = async (client: Client, caseId: string): Promise<Answer> => {
  await client.request("GET", `/practice/${caseId}`);
  return filled(client, caseId);
};
const filled = (client: Client, caseId: string): Promise<Answer> =>
  client.request("GET", `/api/stage?case=${caseId}`);

function openPages(
  clients: readonly Client[],
  caseIds: readonly string[],
  forSeconds: number,
  open: (client: Client, caseId: string) => Promise<Answer>,
): Promise<Samples> {
  const until = performance.now() + forSeconds * 1000;
  return together(clients, async (client, ms) => {
    for (let turn = clients.indexOf(client) * 7; performance.now() < until; turn++) {
      const caseId = caseIds[turn % caseIds.length]!;
      await timed(ms, 200, () => open(client, caseId));
    }
  });
}

function toRow(what: string, load: string, samples: Samples, goal: string): Row {
  const sorted = samples.ms.sort((a, b) => a - b);
  return {
    what,
    load,
    perSecond: samples.perSecond,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    goal,
  };
}
