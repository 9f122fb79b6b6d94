import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { get } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { runCalot } from "@/cli/testing";
import { rebuildFigures } from "@/lib/services/kept-figures/rebuild-figures";
import { refreshDueFigures } from "@/lib/services/kept-figures/refresh-due-figures";
import { type Deployment, type Program, startDeployment, whyNoDeployment } from "@/tooling/start-deployment";
import { answerExam, type Exam, emailsOf, makeExam, whatIsStored } from "./fixtures/storm";

const RESIDENTS = Number(process.env.CALOT_STORM_RESIDENTS ?? 500);
const CASES = Number(process.env.CALOT_STORM_CASES ?? 6);
/** Of these, each resident answers so many only once two versions serve together. */
const HELD_BACK = 2;

const killed = async (program: Pick<Program, "kill" | "start">): Promise<void> => {
  await program.kill();
  await sleep(1_000);
  await program.start();
};

/** How many zones a web process has stored and answered. */
async function zonesOf(web: Program): Promise<number> {
  const line =
    /^calot_http_requests_total\{method="POST",route="\/api\/attempts\/\{id\}\/zone",status="200"\} (\d+)$/m;
  return Number(line.exec(await web.metrics())?.[1] ?? 0);
}

/** Waits until requests through nginx have reached each web process: one that was away it leaves out for some seconds. */
async function reachable({ nginx, webs }: Deployment): Promise<void> {
  const asked = async (web: Program): Promise<boolean> =>
    /route="\/sign-in",status="200"\}/.test(await web.metrics());
  while (!(await Promise.all(webs.map(asked))).every(Boolean)) {
    await new Promise((resolve, reject) => {
      const asking = get(`${nginx.url}/sign-in`, { ca: nginx.ca }, (answer) =>
        answer.resume().once("end", resolve),
      );
      asking.once("error", reject);
    });
  }
}

it.skipIf(whyNoDeployment)(
  "500 residents in an exam, each process killed in turn, Postgres failing over to its standby and a newer version taking over: every acknowledged answer is stored once, none lost",
  async () => {
    const emails = emailsOf(RESIDENTS);
    let exam: Exam = { assignmentId: "", caseIds: [] };
    const deployment = await startDeployment(
      async (db) => {
        exam = await makeExam(db, emails, CASES);
      },
      { webs: 2 },
    );
    const newer = await newerVersion();
    const { nginx, bouncer, webs, worker, ownerUrl, withDatabase } = deployment;
    const events: string[] = [];
    const together = { all: 0, newer: 0, older: 0 };
    try {
      const begun = performance.now();
      const tell = (what: string): void => {
        events.push(`${((performance.now() - begun) / 1000).toFixed(0)} s: ${what}`);
      };
      const { sent, refused, seconds, longest } = await answerExam({
        ...{ url: nginx.url, ca: nginx.ca, emails, exam, atOnce: 1 },
        heldBack: HELD_BACK,
        async meanwhile({ reached, acknowledged, goOn }) {
          await reached(0.08);
          tell("the first web process is killed");
          await killed(webs[0]!);
          await reached(0.14);
          tell("the worker is killed");
          await killed(worker);
          await reached(0.2);
          tell("the second web process is killed");
          await killed(webs[1]!);
          await reached(0.28);
          tell("Postgres is killed, and the standby takes its place");
          await deployment.failOver();
          tell("it has");
          await reached(0.36);
          tell("PgBouncer is killed");
          await killed(bouncer);
          await reached(0.42);
          tell("nginx is ended");
          await killed(nginx);
          await reached(0.48);
          tell("the newer version migrates, beside two servers of this one");
          const migrateBy = (...args: string[]) =>
            runCalot({ DATABASE_URL: ownerUrl(), DATABASE_POOLER: "" }, ["migrate", ...args], newer);
          expect((await migrateBy("--dry-run")).out).toMatch(
            /^29990101000000_newer: rolling, .*\nServers of the version before go on .*\n$/,
          );
          expect(await migrateBy()).toMatchObject({ code: 0, err: "" });
          await webs[0]!.stop();
          await webs[0]!.start(newer);
          tell("the newer version serves, and a server of this one starts anew beside it");
          await webs[1]!.stop();
          await webs[1]!.start();
          await worker.stop();
          await worker.start(newer);
          await reachable(deployment);
          const before = { all: acknowledged().length, zones: await Promise.all(webs.map(zonesOf)) };
          tell(`both serve, after ${before.all} answers`);
          goOn();
          await reached(0.95);
          together.all = acknowledged().length - before.all;
          const zones = await Promise.all(webs.map(zonesOf));
          together.newer = zones[0]! - before.zones[0]!;
          together.older = zones[1]! - before.zones[1]!;
          tell(
            `${together.all} more came while both served: ${together.newer} by the newer, ${together.older} by this one`,
          );
          await webs[1]!.stop();
          await webs[1]!.start(newer);
          tell("the newer version serves alone");
        },
      });
      process.stdout.write(
        `${sent.length} answers in ${seconds.toFixed(0)} s; the longest request took ${longest.toFixed(0)} s\n${events.join("\n")}\n`,
      );
      expect(refused).toEqual([]);
      expect(sent).toHaveLength(RESIDENTS * CASES);
      expect(together.all).toBeGreaterThan(0.1 * sent.length);
      expect(together.newer).toBeGreaterThan(0);
      expect(together.older).toBeGreaterThan(0);
      await withDatabase(async (db) => {
        const { stored, audited } = await whatIsStored(db);
        expect([...stored].sort()).toEqual([...sent].sort());
        expect(audited).toBe(2 * sent.length);
        // Each chore did each thing once: what is kept is what comes out when it is made from scratch.
        await refreshDueFigures(db, new Date());
        const differences = await rebuildFigures(db, new Date());
        expect(differences.filter(({ different }) => different > 0)).toEqual([]);
      });
    } finally {
      await deployment.stop();
      await rm(newer, { recursive: true, force: true });
    }
  },
);

/** This version with a migration more, which servers of this one may go on beside. */
async function newerVersion(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "calot-newer-"));
  for (const name of await readdir(".")) {
    if (name !== "prisma" && name !== ".git") await symlink(path.resolve(name), path.join(folder, name));
  }
  await cp("prisma", path.join(folder, "prisma"), { recursive: true });
  const migration = path.join(folder, "prisma", "migrations", "29990101000000_newer");
  await mkdir(migration);
  await writeFile(
    path.join(migration, "migration.sql"),
    `-- rolling: yes, because servers of before neither read nor write it
ALTER TABLE "attempt" ADD COLUMN "newer" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX CONCURRENTLY "attempt_newer" ON "attempt" ("newer");
`,
  );
  return folder;
}
