import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { open as openFile, readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { seedDemo } from "@/demo/seed";
import { SYSTEM } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { openAccessLog } from "@/lib/seen/access-log";
import { openMetrics } from "@/lib/seen/metrics/open-metrics";
import { readRoutes } from "@/lib/seen/routes";
import { seeRequests } from "@/lib/seen/see-requests";
import { addUser } from "@/lib/services/people/add-user";
import { makeCase } from "@/lib/services/testing/factories";
import { witnessed } from "@/lib/witness";
import { freePort } from "@/tooling/free-port";
import { type Client, signedInClient } from "@/tooling/http-client";
import { type Calot, startCalot } from "@/tooling/start-calot";
import { quantile, type Row } from "./table";

const RESIDENTS = 16;
const PASSWORD = "a password for benches";
const ROUNDS = 5;
/** Cases that each resident answers before it is measured, and then. A new process runs slowly at first. */
const WARM_CASES = 12;
const CASES = 30;
/** As often as Prometheus asks, and oftener. */
const SCRAPE_MS = 5_000;

/**
 * What metrics and the access log cost: phases locked and zones scored by 16 at once, by one Calot whose server is started
 * anew with both and without, in turn. The processor's time of the server says it where the machine does other things too.
 */
export async function benchSeen(): Promise<Row[]> {
  const port = await freePort();
  const both = { METRICS_PORT: String(port), ACCESS_LOG: "on" };
  let settings: Readonly<Record<string, string>> = {};
  const calot = await startCalot(seedDemo, () => settings);
  const scraping = setInterval(() => {
    fetch(`http://127.0.0.1:${port}/metrics`)
      .then((response) => response.text())
      .catch(() => {});
  }, SCRAPE_MS);
  try {
    const { caseIds, emails } = await calot.withDatabase(populate);
    const took = { unseen: [] as Turn[], seen: [] as Turn[] };
    let begun = 0;
    const measure = async (into: Turn[], given: typeof settings): Promise<void> => {
      settings = given;
      await calot.killServer();
      await calot.startServer();
      const clients = await Promise.all(emails.map((email) => signedInClient(calot.url, email, PASSWORD)));
      await answer(calot, clients, caseIds.slice(begun, begun + WARM_CASES));
      begun += WARM_CASES;
      into.push(await answer(calot, clients, caseIds.slice(begun, begun + CASES)));
      begun += CASES;
      for (const client of clients) client.close();
    };
    for (let round = 0; round < ROUNDS; round++) {
      // Who comes first changes, for what it leaves to the other.
      const order = [() => measure(took.unseen, {}), () => measure(took.seen, both)];
      for (const each of round % 2 === 0 ? order : order.toReversed()) await each();
    }
    const of = (turns: readonly Turn[], figure: keyof Turn): number =>
      median(turns.map((turn) => turn[figure]));
    const ratio = (figure: keyof Turn): number => of(took.seen, figure) / of(took.unseen, figure);
    const load = `${RESIDENTS} residents at once`;
    return [
      { what: "answers, unseen", load, perSecond: of(took.unseen, "perSecond"), goal: "" },
      {
        what: "answers, with metrics and access log",
        load,
        perSecond: of(took.seen, "perSecond"),
        ratio: ratio("perSecond"),
        goal: "97 %",
      },
      { what: "the server’s processor time for each", load, ratio: ratio("cpuMs"), goal: "103 %" },
      await alone(of(took.unseen, "cpuMs")),
    ];
  } finally {
    clearInterval(scraping);
    await calot.stop();
  }
}

/** Requests of four statements each, with nothing else to do. */
const ALONE = 50_000;
const STATEMENTS = 4;

/**
 * What is done for metrics and the access log alone, beside the processor's time of a request: two of them make an answer.
 *
 * @param answerMs the processor's time of the server for an answer
 */
async function alone(answerMs: number): Promise<Row> {
  const routeOf = await readRoutes(".next", []);
  const without = await seenMs(seeRequests(routeOf, []));
  const metrics = openMetrics({
    version: "bench",
    pool: () => ({ used: 0, idle: 0, waiting: 0, limit: 0 }),
    queues: async () => null,
  });
  const file = await openFile("/dev/null", "a");
  const accessLog = openAccessLog(file.fd);
  const begin = seeRequests(routeOf, [metrics, accessLog]);
  await seenMs(begin);
  const took = (await seenMs(begin)) - without;
  await accessLog.close();
  await file.close();
  metrics.close();
  return {
    what: "metrics and access log of a request, alone",
    load: `${STATEMENTS} statements each`,
    p50: took,
    ratio: (answerMs + 2 * took) / answerMs,
    goal: "103 %",
  };
}

/** @returns the processor's time for a request, in milliseconds */
async function seenMs(begin: ReturnType<typeof seeRequests>): Promise<number> {
  const request = {
    method: "POST",
    url: `/api/attempts/${randomUUID()}/zone`,
    headers: {},
    socket: { bytesWritten: 0, remoteAddress: "192.0.2.7" },
  } as unknown as IncomingMessage;
  const before = process.cpuUsage();
  for (let i = 0; i < ALONE; i++) {
    const response = Object.assign(new EventEmitter(), {
      setHeader: () => {},
      headersSent: true,
      statusCode: 200,
    });
    begin(request, response as unknown as ServerResponse);
    for (let each = 0; each < STATEMENTS; each++) await witnessed("statement", "bench", async () => 1);
    response.emit("close");
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / ALONE;
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
  for (let i = 0; i < 2 * ROUNDS * (WARM_CASES + CASES); i++)
    caseIds.push((await makeCase(db, institution.id)).id);
  return { caseIds, emails };
}

type Turn = { readonly perSecond: number; readonly cpuMs: number };

/** Each resident answers some cases, one after the other: a phase, then its zone. */
async function answer(calot: Calot, clients: readonly Client[], caseIds: readonly string[]): Promise<Turn> {
  const cpu = await cpuMsOf(calot.serverPid());
  const begun = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (const caseId of caseIds) {
        const id = randomUUID();
        const locked = await client.request("POST", "/api/attempts", { id, caseId, phase: "B" });
        const zone = await client.request("POST", `/api/attempts/${id}/zone`, { box: [100, 100, 300, 250] });
        if (locked.status !== 201 || zone.status !== 200) throw new Error(`${locked.text} ${zone.text}`);
      }
    }),
  );
  const answers = clients.length * caseIds.length;
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
