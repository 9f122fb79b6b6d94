import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { open as openFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { seedDemo } from "@/demo/seed";
import { openAccessLog } from "@/lib/seen/access-log";
import { openMetrics } from "@/lib/seen/metrics/open-metrics";
import { readRoutes } from "@/lib/seen/routes";
import { seeRequests } from "@/lib/seen/see-requests";
import { witnessed } from "@/lib/witness";
import { freePort } from "@/tooling/free-port";
import { type Client, signedInClient } from "@/tooling/http-client";
import { type Calot, startCalot } from "@/tooling/start-calot";
import { startBare, storePairs } from "./bare";
import { addResidents, answerAll, cpuMsOf, PASSWORD } from "./residents";
import { quantile, type Row } from "./table";

const RESIDENTS = 16;
const ROUNDS = 5;
/** Cases that each resident answers before it is measured, and then. A new process runs slowly at first. */
const WARM_CASES = 12;
const CASES = 30;
/** As often as Prometheus asks, and oftener. */
const SCRAPE_MS = 5_000;

/**
 * What metrics and the access log cost: phases locked and zones scored by 16 at once, by one Calot whose server is started
 * anew with both and without, in turn, with the bare app beside. The processor's time of the server says it where the machine does other things too.
 */
export async function benchSeen(): Promise<Row[]> {
  const port = await freePort();
  const both = { METRICS_PORT: String(port), ACCESS_LOG: "on" };
  let settings: Readonly<Record<string, string>> = {};
  const calot = await startCalot(seedDemo, () => settings);
  const bare = await startBare(calot);
  const scraping = setInterval(() => {
    fetch(`http://127.0.0.1:${port}/metrics`)
      .then((response) => response.text())
      .catch(() => {});
  }, SCRAPE_MS);
  try {
    const { caseIds, emails } = await calot.withDatabase((db) =>
      addResidents(db, RESIDENTS, 2 * ROUNDS * (WARM_CASES + CASES)),
    );
    const took = { unseen: [] as Turn[], seen: [] as Turn[] };
    const bareRounds: number[] = [];
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
      bareRounds.push(await storePairs(bare, RESIDENTS, CASES));
    }
    const of = (turns: readonly Turn[], figure: keyof Turn): number =>
      median(turns.map((turn) => turn[figure]));
    const ratio = (figure: keyof Turn): number => of(took.seen, figure) / of(took.unseen, figure);
    const load = `${RESIDENTS} residents at once`;
    return [
      { what: "a bare route of Next’s, two inserts", load, perSecond: median(bareRounds), goal: "" },
      {
        what: "answers, unseen",
        load,
        perSecond: of(took.unseen, "perSecond"),
        ratio: of(took.unseen, "perSecond") / median(bareRounds),
        goal: "",
      },
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
    await bare.stop();
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

type Turn = { readonly perSecond: number; readonly cpuMs: number };

/** Each resident answers some cases, one after the other. */
async function answer(calot: Calot, clients: readonly Client[], caseIds: readonly string[]): Promise<Turn> {
  const cpu = await cpuMsOf(calot.serverPid());
  const perSecond = await answerAll(clients, caseIds);
  return { perSecond, cpuMs: ((await cpuMsOf(calot.serverPid())) - cpu) / (clients.length * caseIds.length) };
}

const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
