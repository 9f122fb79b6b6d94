import { randomUUID } from "node:crypto";
import { seedDemo } from "@/demo/seed";
import { hashPassword } from "@/lib/auth/password";
import { makeBenchData } from "@/lib/jobs/bench-data/make-bench-data";
import { type Client, signedInClient } from "@/tooling/http-client";
import { startCalot } from "@/tooling/start-calot";
import { type Bare, startBare } from "./bare";
import { quantile, type Row } from "./table";

const SIZE = { seed: 1, cases: 10_000, sets: 200, attempts: 1_000_000, residents: 200, cohorts: 10 };
const LOAD = "10,000 cases, 200 sets, 1,000,000 attempts";
const TIMES = 40;
/** Turns that aren't counted: what is asked first takes longer. */
const WARM = 3;
const GOAL = "p95 100 ms";

/**
 * Pages of the library and of case sets against the production build, with as much in the database as it should bear: each
 * by turns with the bare app’s page, which asks the same database one thing.
 */
export async function benchLibrary(): Promise<Row[]> {
  const calot = await startCalot(seedDemo);
  let bare: Bare | null = null;
  try {
    const password = randomUUID();
    const passwordHash = await hashPassword(password);
    const { setId, runId, assignmentId, caseId } = await calot.withDatabase(async (db) => {
      await makeBenchData(db, SIZE, passwordHash, new Date());
      const institution = { name: "Calot bench" };
      const set = await db.prisma.caseSet.findFirstOrThrow({ where: { institution, status: "draft" } });
      const run = await db.prisma.modelRun.findFirstOrThrow({ where: { dataset: { institution } } });
      const assignment = await db.prisma.assignment.findFirstOrThrow({ where: { institution } });
      const one = await db.prisma.case.findFirstOrThrow();
      return { setId: set.id, runId: run.id, assignmentId: assignment.id, caseId: one.id };
    }, "owner");
    const beside = await startBare(calot);
    bare = beside;
    const bareMs: number[] = [];
    const measure = async (who: Client, what: string, path: string): Promise<Row> => {
      const ms: number[] = [];
      const bareBeside: number[] = [];
      for (let turn = -WARM; turn < TIMES; turn++) {
        const own = await timed(() => who.request("GET", path));
        const other = await timed(() => beside.open(caseId));
        if (turn < 0) continue;
        ms.push(own);
        bareBeside.push(other);
      }
      bareMs.push(...bareBeside);
      return { ...toRow(what, ms, GOAL), ratio: sum(bareBeside) / sum(ms) };
    };
    const client = await signedInClient(calot.url, "faculty@bench.example", password);
    const rows: Row[] = [];
    for (const [what, path] of [
      ["library, first page with the count", "/api/library"],
      ["library, hardest first", "/api/library?order=hardest"],
      ["library, words of rationales", "/api/library?text=cystic+artery"],
      ["library, a model's misses", `/api/library?run=${runId}&outcome=miss`],
      ["library, contested", "/api/library?contested=yes"],
      ["library, the page itself", "/library"],
      ["list of case sets", "/case-sets"],
      ["a case set in the builder", `/case-sets/${setId}`],
      ["list of assignments", "/assignments"],
      ["an assignment with its readers", `/assignments/${assignmentId}`],
      ["results of an assignment, the matrix", `/assignments/${assignmentId}/results`],
    ] as const) {
      rows.push(await measure(client, what, path));
    }
    client.close();
    const resident = await signedInClient(calot.url, "resident1@bench.example", password);
    rows.push(await measure(resident, "a resident’s home", "/home"));
    resident.close();
    return [toRow("a bare page of Next’s with one query", bareMs, ""), ...rows];
  } finally {
    await bare?.stop();
    await calot.stop();
  }
}

async function timed(request: () => ReturnType<Client["request"]>): Promise<number> {
  const start = performance.now();
  const { status, text } = await request();
  const ms = performance.now() - start;
  if (status !== 200) throw new Error(`${status}: ${text.slice(0, 300)}`);
  return ms;
}

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

function toRow(what: string, ms: readonly number[], goal: string): Row {
  const sorted = ms.toSorted((a, b) => a - b);
  return {
    what,
    load: LOAD,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    goal,
  };
}
