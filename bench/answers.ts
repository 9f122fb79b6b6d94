import { randomUUID } from "node:crypto";
import { seedDemo } from "@/demo/seed";
import { type Client, signedInClient } from "@/tooling/http-client";
import { startCalot } from "@/tooling/start-calot";
import { type Bare, startBare } from "./bare";
import { addResidents, PASSWORD } from "./residents";
import { quantile, type Row } from "./table";

const CASES = 600;
const PAGE_SECONDS = 3;
const TURNS = 3;

const loads = [
  { residents: 1, answersEach: 600, goals: { answer: "67 %", page: "p50 10 ms" } },
  { residents: 16, answersEach: 300, goals: { answer: "70 %", page: "120 a second" } },
  { residents: 64, answersEach: 120, goals: { answer: "", page: "" } },
] as const;

/**
 * Lock-in, zone and case page against the production build, the load being made on the same machine. By turns with a bare
 * app of Next’s on the same database: answers beside its route that stores a row, a case page beside its page that asks one
 * thing.
 */
export async function benchAnswers(): Promise<Row[]> {
  const calot = await startCalot(seedDemo);
  const bare = await startBare(calot);
  try {
    const most = Math.max(...loads.map(({ residents }) => residents));
    const { caseIds, emails } = await calot.withDatabase((db) => addResidents(db, most, CASES));
    const clients = await Promise.all(emails.map((email) => signedInClient(calot.url, email, PASSWORD)));
    await answer(clients.slice(0, 4), caseIds.slice(0, 250));
    await store(clients.slice(0, 4), bare, 250);
    await openPages(clients.slice(0, 4), caseIds, 2, whole);
    const rows: Row[] = [];
    for (const { residents, answersEach, goals } of loads) {
      const some = clients.slice(0, residents);
      const load = residents === 1 ? "1 resident" : `${residents} residents at once`;
      const stored = { bare: noSamples(), locks: noSamples(), zones: noSamples() };
      for (let turn = 0; turn < TURNS; turn++) {
        const each = answersEach / TURNS;
        const answered = await answer(some, caseIds.slice(turn * each, (turn + 1) * each));
        add(stored.bare, await store(some, bare, each));
        add(stored.locks, answered.locks);
        add(stored.zones, answered.zones);
      }
      rows.push(
        toRow("a bare route of Next’s with one insert", load, stored.bare, ""),
        {
          ...toRow("phase locked", load, stored.locks, goals.answer),
          ratio: ratioOf(stored.locks, stored.bare),
        },
        {
          ...toRow("zone stored and scored", load, stored.zones, goals.answer),
          ratio: ratioOf(stored.zones, stored.bare),
        },
      );
      const opened = { bare: noSamples(), whole: noSamples(), kept: noSamples() };
      for (let turn = 0; turn < TURNS; turn++) {
        add(opened.bare, await openPages(some, caseIds, PAGE_SECONDS, (_, id) => bare.open(id)));
        add(opened.whole, await openPages(some, caseIds, PAGE_SECONDS, whole));
        add(opened.kept, await openPages(some, caseIds, PAGE_SECONDS, filled));
      }
      rows.push(
        toRow("a bare page of Next’s with one query", load, opened.bare, ""),
        {
          ...toRow("case page, the page sent too", load, opened.whole, goals.page),
          ratio: ratioOf(opened.whole, opened.bare),
        },
        {
          ...toRow("case page, the page kept", load, opened.kept, "80 %"),
          ratio: ratioOf(opened.kept, opened.bare),
        },
      );
    }
    for (const client of clients) client.close();
    return rows;
  } finally {
    await bare.stop();
    await calot.stop();
  }
}

type Answer = { readonly status: number; readonly text: string };
type Samples = { ms: number[]; perSecond: number };

const ratioOf = (one: Samples, other: Samples): number => one.perSecond / other.perSecond;

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
): Promise<{ locks: Samples; zones: Samples }> {
  const attempts = new Map(
    clients.map((client) => [client, caseIds.map((caseId) => ({ id: randomUUID(), caseId }))]),
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

/** As many rows of the bare app's by each, of the size of a zone. */
const store = (clients: readonly Client[], bare: Bare, each: number): Promise<Samples> =>
  together(clients, async (_, ms) => {
    for (let i = 0; i < each; i++) {
      await timed(ms, 201, () => bare.store({ id: randomUUID(), box: [100, 100, 300, 250] }));
    }
  });

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
