import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addResidents, answerAll, answerCase, PASSWORD } from "@/bench/residents";
import { seedDemo } from "@/demo/seed";
import { type Client, signedInClient } from "@/tooling/http-client";
import { type Calot, startCalot } from "@/tooling/start-calot";

/** CALOT_SOAK_MINUTES makes it shorter, to try it. */
const MINUTES = Number(process.env.CALOT_SOAK_MINUTES ?? 60);
const LOOKS = 12;
const RESIDENTS = 16;
const CASES = 400;

/** What the server's process holds. */
type Look = {
  readonly minute: number;
  readonly memoryMb: number;
  readonly files: number;
  readonly answers: number;
};

let calot: Calot;
let clients: readonly Client[];
let caseIds: readonly string[];
beforeAll(async () => {
  calot = await startCalot(seedDemo);
  const made = await calot.withDatabase((db) => addResidents(db, RESIDENTS, CASES));
  caseIds = made.caseIds;
  clients = await Promise.all(made.emails.map((email) => signedInClient(calot.url, email, PASSWORD)));
});
afterAll(async () => {
  for (const client of clients) client.close();
  await calot.stop();
});

it(
  `in ${MINUTES} minutes at half of what it can, memory and open files stay as they are`,
  async () => {
    const most = await answerAll(clients, caseIds.slice(0, 100));
    const everyMs = (1000 * RESIDENTS) / (most / 2);
    const until = performance.now() + MINUTES * 60_000;
    let answers = 0;
    const answering = Promise.all(
      clients.map(async (client, i) => {
        await sleep((i / RESIDENTS) * everyMs);
        for (let turn = i * 7; performance.now() < until; turn++) {
          const caseId = caseIds[turn % caseIds.length]!;
          const next = performance.now() + everyMs;
          await answerCase(client, caseId);
          answers++;
          if (turn % 10 === 0) await lookAround(client, caseId);
          await sleep(Math.max(0, next - performance.now()));
        }
      }),
    );
    const looks: Look[] = [];
    const begun = performance.now();
    for (let look = 1; look <= LOOKS; look++) {
      await sleep((begun + (look / LOOKS) * MINUTES * 60_000 - performance.now()) * 0.999);
      looks.push({
        minute: Math.round((performance.now() - begun) / 6_000) / 10,
        ...(await held()),
        answers,
      });
    }
    await answering;
    process.stdout.write(`${most.toFixed(0)} answers a second at most\n`);
    for (const { minute, memoryMb, files, answers } of looks) {
      process.stdout.write(
        `${minute} min: ${memoryMb.toFixed(0)} MB, ${files} files open, ${answers} answers\n`,
      );
    }
    // The first quarter fills what is kept on purpose: statements, tokens, the pages' modules.
    const filled = looks.slice(LOOKS / 4);
    const middle = filled.slice(0, filled.length / 3);
    const last = filled.slice(-filled.length / 3);
    expect(mean(last, "memoryMb")).toBeLessThan(mean(middle, "memoryMb") * 1.1);
    expect(mean(last, "files")).toBeLessThan(mean(middle, "files") + 4);
  },
  (MINUTES + 5) * 60_000,
);

/** What else residents ask for. */
async function lookAround(client: Client, caseId: string): Promise<void> {
  for (const path of [`/api/stage?case=${caseId}`, "/", "/progress", `/api/cases/${caseId}/frame`]) {
    await client.request("GET", path);
  }
}

async function held(): Promise<Pick<Look, "memoryMb" | "files">> {
  const at = `/proc/${calot.serverPid()}`;
  const kB = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`${at}/status`, "utf8"))![1];
  return { memoryMb: Number(kB) / 1024, files: (await readdir(`${at}/fd`)).length };
}

function mean(looks: readonly Look[], of: "memoryMb" | "files"): number {
  return looks.reduce((sum, look) => sum + look[of], 0) / looks.length;
}
