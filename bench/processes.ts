import { cpus } from "node:os";
import { seedDemo } from "@/demo/seed";
import { type Client, signedInClient } from "@/tooling/http-client";
import { family, withChildren } from "@/tooling/process-family";
import { startCalot } from "@/tooling/start-calot";
import { startBare, storePairs } from "./bare";
import { addResidents, answerAll, cpuMsOf, PASSWORD } from "./residents";
import { quantile, type Row } from "./table";

const RESIDENTS = 32;
const TURNS = 6;
const CASES = 12;

/** What a turn gave, and how many processors each part of it kept busy. */
type Turn = {
  readonly perSecond: number;
  readonly web: number;
  readonly postgres: number;
  readonly load: number;
};

/**
 * Answers by one web process, and by two beside each other with half of the residents each, by turns; beside them the bare app. Where load, Postgres and
 * processes share the processors, what they take of them says what there was to be had.
 */
export async function benchProcesses(): Promise<Row[]> {
  const calot = await startCalot(seedDemo);
  const beside = await calot.startBeside();
  const bare = await startBare(calot);
  try {
    const { caseIds, emails } = await calot.withDatabase((db) =>
      addResidents(db, RESIDENTS, CASES * (2 * TURNS + 2)),
    );
    const at = (url: string, some: readonly string[]): Promise<Client[]> =>
      Promise.all(some.map((email) => signedInClient(url, email, PASSWORD)));
    const half = emails.length / 2;
    const all = { one: await at(calot.url, emails), two: await at(beside.url, emails.slice(half)) };
    const clients = { one: all.one, two: [...all.one.slice(0, half), ...all.two] };
    const postgres = await calot.withDatabase(async ({ pool }) => {
      const { rows } = await pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      const [parent] = await family(rows[0]!.pid);
      return parent!;
    });
    let begun = 0;
    const measure = async (some: readonly Client[]): Promise<Turn> => {
      const web = [calot.serverPid(), beside.pid];
      const busy = async () => ({
        web: await cpuMsOf(...web),
        postgres: await cpuMsOf(...(await withChildren(postgres))),
        load: cpuMsOfThis(),
      });
      const [before, start] = [await busy(), performance.now()];
      const perSecond = await answerAll(some, caseIds.slice(begun, begun + CASES));
      begun += CASES;
      const [after, ms] = [await busy(), performance.now() - start];
      const share = (of: keyof typeof after): number => (after[of] - before[of]) / ms;
      return { perSecond, web: share("web"), postgres: share("postgres"), load: share("load") };
    };
    const turns = { one: [] as Turn[], two: [] as Turn[] };
    const bareTurns: number[] = [];
    for (const warm of [clients.one, clients.two]) await measure(warm);
    await storePairs(bare, RESIDENTS, CASES);
    for (let turn = 0; turn < TURNS; turn++) {
      const order = turn % 2 === 0 ? (["one", "two"] as const) : (["two", "one"] as const);
      for (const each of order) turns[each].push(await measure(clients[each]));
      bareTurns.push(await storePairs(bare, RESIDENTS, CASES));
    }
    for (const client of [...all.one, ...all.two]) client.close();
    const of = (which: keyof typeof turns, figure: keyof Turn): number =>
      median(turns[which].map((turn) => turn[figure]));
    const load = `${RESIDENTS} residents at once`;
    const ratio = of("two", "perSecond") / of("one", "perSecond");
    const taken = (which: keyof typeof turns): string =>
      `${load}; processors, of ${cpus().length}: web ${of(which, "web").toFixed(2)}, Postgres ${of(which, "postgres").toFixed(2)}, load ${of(which, "load").toFixed(2)}`;
    return [
      { what: "a bare route of Next’s, two inserts", load, perSecond: median(bareTurns), goal: "" },
      {
        what: "answers, by one web process",
        load: taken("one"),
        perSecond: of("one", "perSecond"),
        ratio: of("one", "perSecond") / median(bareTurns),
        goal: "",
      },
      {
        what: "answers, by two",
        load: taken("two"),
        perSecond: of("two", "perSecond"),
        ratio,
        goal: "180 % where there are processors for it",
      },
    ];
  } finally {
    await bare.stop();
    await beside.stop();
    await calot.stop();
  }
}

/** The processor's time of this process so far, in milliseconds. */
function cpuMsOfThis(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
