import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { seedDemo } from "@/demo/seed";
import { SYSTEM } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { addUser } from "@/lib/services/people/add-user";
import { makeCase } from "@/lib/services/testing/factories";
import { freePort } from "@/tooling/free-port";
import { type Client, signedInClient } from "@/tooling/http-client";
import { type Calot, startCalot } from "@/tooling/start-calot";
import { quantile, type Row } from "./table";

const RESIDENTS = 16;
const PASSWORD = "a password for benches";
const TURNS = 15;
/** Cases that each resident answers in a turn: a second or two. */
const CASES_A_TURN = 12;
/** As often as Prometheus asks, and oftener. */
const SCRAPE_MS = 2_000;

/**
 * What metrics and the access log cost: phases locked and zones scored by 16 at once, against a Calot without and one with
 * both, by turns. The processor's time of the server says it where the machine does other things too.
 */
export async function benchSeen(): Promise<Row[]> {
  const metricsPort = await freePort();
  const unseen = await open({});
  const seen = await open({ METRICS_PORT: String(metricsPort), ACCESS_LOG: "on" });
  const scraping = setInterval(() => {
    fetch(`http://127.0.0.1:${metricsPort}/metrics`)
      .then((response) => response.text())
      .catch(() => {});
  }, SCRAPE_MS);
  try {
    const turns = { unseen: [] as Turn[], seen: [] as Turn[] };
    for (let turn = -1; turn < TURNS; turn++) {
      const cases = turn + 1;
      const both = [
        ["unseen", unseen],
        ["seen", seen],
      ] as const;
      // Who comes first changes, for what it leaves to the other.
      for (const [name, one] of turn % 2 === 0 ? both : both.toReversed()) {
        const took = await answer(one, cases * CASES_A_TURN);
        if (turn >= 0) turns[name].push(took);
      }
    }
    const ratioOf = (of: (turn: Turn) => number): number =>
      median(turns.seen.map((turn, at) => of(turn) / of(turns.unseen[at]!)));
    const load = `${RESIDENTS} residents at once`;
    return [
      {
        what: "answers, unseen",
        load,
        perSecond: median(turns.unseen.map((turn) => turn.perSecond)),
        goal: "",
      },
      {
        what: "answers, with metrics and access log",
        load,
        perSecond: median(turns.seen.map((turn) => turn.perSecond)),
        ratio: ratioOf((turn) => turn.perSecond),
        goal: "97 %",
      },
      {
        what: "the server’s processor time for each",
        load,
        ratio: ratioOf((turn) => turn.cpuMs),
        goal: "103 %",
      },
    ];
  } finally {
    clearInterval(scraping);
    for (const { calot, clients } of [unseen, seen]) {
      for (const client of clients) client.close();
      await calot.stop();
    }
  }
}

type Opened = {
  readonly calot: Calot;
  readonly clients: readonly Client[];
  readonly caseIds: readonly string[];
};

async function open(settings: Readonly<Record<string, string>>): Promise<Opened> {
  const calot = await startCalot(seedDemo, settings);
  const { caseIds, emails } = await calot.withDatabase(populate);
  const clients = await Promise.all(emails.map((email) => signedInClient(calot.url, email, PASSWORD)));
  return { calot, clients, caseIds };
}

async function populate(db: Database): Promise<{ caseIds: string[]; emails: string[] }> {
  const emails = Array.from({ length: RESIDENTS }, (_, i) => `seen-${i}@calot.example`);
  const institution = await db.prisma.institution.findFirstOrThrow();
  for (const email of emails) {
    const input = { email, name: email, role: "resident" as const, password: PASSWORD };
    const added = await addUser(
      { actor: SYSTEM, now: new Date(), db },
      { ...input, institution: institution.name },
    );
    if (!added.ok) throw new Error(added.failure.detail);
  }
  const caseIds: string[] = [];
  for (let i = 0; i < (TURNS + 1) * CASES_A_TURN; i++) caseIds.push((await makeCase(db, institution.id)).id);
  return { caseIds, emails };
}

type Turn = { readonly perSecond: number; readonly cpuMs: number };

/** Each resident answers some cases, one after the other. */
async function answer({ calot, clients, caseIds }: Opened, from: number): Promise<Turn> {
  const cpu = await cpuMsOf(calot.serverPid());
  const begun = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (const caseId of caseIds.slice(from, from + CASES_A_TURN)) {
        const id = randomUUID();
        const locked = await client.request("POST", "/api/attempts", { id, caseId, phase: "B" });
        const zone = await client.request("POST", `/api/attempts/${id}/zone`, { box: [100, 100, 300, 250] });
        if (locked.status !== 201 || zone.status !== 200) throw new Error(`${locked.text} ${zone.text}`);
      }
    }),
  );
  const answers = clients.length * CASES_A_TURN;
  const perSecond = (answers / (performance.now() - begun)) * 1000;
  return { perSecond, cpuMs: ((await cpuMsOf(calot.serverPid())) - cpu) / answers };
}

/** What Linux counts in hundredths of a second. */
async function cpuMsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
