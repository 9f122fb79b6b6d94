import { randomUUID } from "node:crypto";
import { seedDemo } from "@/demo/seed";
import { hashPassword } from "@/lib/auth/password";
import { makeBenchData } from "@/lib/jobs/bench-data/make-bench-data";
import { type Client, signedInClient } from "@/tooling/http-client";
import { startCalot } from "@/tooling/start-calot";
import { quantile, type Row } from "./table";

const SIZE = { seed: 1, cases: 10_000, sets: 200, attempts: 1_000_000, residents: 200, cohorts: 10 };
const LOAD = "10,000 cases, 200 sets, 1,000,000 attempts";
const TIMES = 40;
const GOAL = "p95 100 ms";

/** Pages of the library and of case sets against the production build, with as much in the database as it should bear. */
export async function benchLibrary(): Promise<Row[]> {
  const calot = await startCalot(seedDemo);
  try {
    const password = randomUUID();
    const passwordHash = await hashPassword(password);
    const { setId, runId, assignmentId } = await calot.withDatabase(async (db) => {
      await makeBenchData(db, SIZE, passwordHash, new Date());
      const institution = { name: "Calot bench" };
      const set = await db.prisma.caseSet.findFirstOrThrow({ where: { institution, status: "draft" } });
      const run = await db.prisma.modelRun.findFirstOrThrow({ where: { dataset: { institution } } });
      const assignment = await db.prisma.assignment.findFirstOrThrow({ where: { institution } });
      return { setId: set.id, runId: run.id, assignmentId: assignment.id };
    }, "owner");
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
    return rows;
  } finally {
    await calot.stop();
  }
}

async function measure(client: Client, what: string, path: string): Promise<Row> {
  const ms: number[] = [];
  for (let turn = -3; turn < TIMES; turn++) {
    const start = performance.now();
    const { status, text } = await client.request("GET", path);
    if (status !== 200) throw new Error(`${path} answers ${status}: ${text.slice(0, 300)}`);
    if (turn >= 0) ms.push(performance.now() - start);
  }
  ms.sort((a, b) => a - b);
  return {
    what,
    load: LOAD,
    p50: quantile(ms, 0.5),
    p95: quantile(ms, 0.95),
    p99: quantile(ms, 0.99),
    goal: GOAL,
  };
}
