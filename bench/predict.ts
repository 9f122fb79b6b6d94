// Also runs alone: `npx tsx bench/predict.ts`.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { request } from "undici";
import { openJournal } from "@/lib/jobs/predict/journal";
import { manifestOf } from "@/lib/jobs/predict/manifest";
import { predict } from "@/lib/jobs/predict/predict";
import { prepareImage } from "@/lib/jobs/predict/prepare-image";
import { referenceTasks } from "@/lib/jobs/predict/reference-tasks";
import { type Task, WHOLE } from "@/lib/jobs/predict/task";
import { writeOut } from "@/lib/jobs/predict/write-out";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { makeBundle } from "@/lib/resgo/testing/make-bundle";
import { prepareReader } from "@/lib/vlm/prepare-reader";
import { loadPrompt, newestPrompt } from "@/lib/vlm/prompts/load-prompt";
import { type Row, toTable } from "./table";

/** As many as ResGo has. */
const CASES = 2_686;
const ROUNDS = 2;
const PROMPT = newestPrompt();
const PICTURES = path.resolve("../shared/data/real-frames/frames");
/** Answers at once, and how long each takes in milliseconds. */
const SERVERS = [
  [16, 50],
  [64, 400],
] as const;
const AS_IT_IS = { maxPixels: null, multipleOf: null };
const CONCURRENCY = 96;

/**
 * The batch job against servers that can do so much and no more: pictures from a bundle's folder, two turns a case, a
 * journal on the disk and the predictions file at the end. Beside it what such a server does on this machine when
 * the same questions, made beforehand, are sent by nothing but a loop: its ratio is to what the server's figures
 * promise, and the job's is to the loop.
 */
export async function benchPredict(): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "calot-bench-"));
  try {
    const bundle = path.join(folder, "bundle");
    await makeBundle(bundle, [0, CASES], PICTURES);
    const { tasks } = await referenceTasks(bundle, null, { split: null, limit: null }, () => {});
    const rows: Row[] = [];
    for (const [atOnce, delayMs] of SERVERS) {
      const seconds = { alone: 0, job: 0 };
      const { baseUrl, end } = await startServer(atOnce, delayMs);
      // In turns, so that whatever else the machine does falls on both.
      for (let round = 0; round < ROUNDS; round++) {
        const some = tasks.filter((_, index) => index % ROUNDS === round);
        seconds.alone += await secondsAlone(some, baseUrl);
        seconds.job += await secondsOfJob(some, baseUrl, path.join(folder, `${atOnce}-${round}.jsonl`));
      }
      end();
      const load = `${atOnce} answers at once, ${delayMs} ms each`;
      const most = atOnce / (delayMs / 1_000) / 2;
      const [alone, job] = [CASES / seconds.alone, CASES / seconds.job];
      rows.push(
        { what: "cases whose questions a loop sends", load, perSecond: alone, ratio: alone / most, goal: "" },
        {
          what: "cases read by the batch job",
          load,
          perSecond: job,
          ratio: job / alone,
          goal: "97 % of the loop",
        },
      );
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sends the questions of all cases, and throws the answers away. */
async function secondsAlone(tasks: readonly Task[], baseUrl: string): Promise<number> {
  const prompt = loadPrompt(PROMPT);
  const conversations = await Promise.all(
    tasks.map(async (task) => {
      const image = await prepareImage(await task.load(), task, AS_IT_IS);
      const url = `data:${image.mediaType};base64,${Buffer.from(image.bytes).toString("base64")}`;
      const picture = { type: "image_url", image_url: { url } };
      const first = { role: "user", content: [picture, { type: "text", text: prompt.askPhase() }] };
      const zone = prompt.askZone("A", { coordinates: "relative-1000", frame: task, withDefinition: true });
      const second = [first, { role: "assistant", content: "A" }, { role: "user", content: zone }];
      return [[first], second].map((messages) =>
        Buffer.from(JSON.stringify({ model: "stand-in", messages, temperature: 0 })),
      );
    }),
  );
  const headers = { "content-type": "application/json" };
  const start = performance.now();
  await eachAtOnce(conversations, CONCURRENCY, async (bodies) => {
    for (const body of bodies) {
      const answer = await request(`${baseUrl}/chat/completions`, { method: "POST", headers, body });
      await answer.body.dump();
    }
  });
  return (performance.now() - start) / 1_000;
}

async function secondsOfJob(tasks: readonly Task[], baseUrl: string, out: string): Promise<number> {
  const stop = new AbortController().signal;
  const reader = await prepareReader(
    {
      ...{ baseUrl, apiKey: null, model: "stand-in", prompt: PROMPT, coordinates: "relative-1000" },
      ...{ boxUnit: null, boxOrder: null },
      study: { rectify: false, singleTurn: false, noDefinition: false },
      ...{ samples: 1, temperature: null, maxTokens: 1_024, seed: 1, timeoutMs: 60_000 },
    },
    stop,
  );
  const wishes = { name: null, checkpoint: null, fit: AS_IT_IS, shown: null };
  const manifest = manifestOf(reader.description, wishes);
  const start = performance.now();
  const journal = await openJournal({
    ...{ out, shard: WHOLE, manifest, rectify: false, tasks },
    reread: (reading) => reading,
  });
  const { tally } = await predict(tasks, reader, journal, {
    ...{ shard: WHOLE, concurrency: CONCURRENCY, patienceMs: 0, graceMs: 0, fit: AS_IT_IS, keepGoing: true },
    ...{ retryFailed: false, stop, clock: { now: () => performance.now(), wait: (ms) => pause(ms) } },
  });
  await journal.close();
  await writeOut(out, { tasks, part: tasks }, manifest, false);
  const seconds = (performance.now() - start) / 1_000;
  if (tally.read !== tasks.length) throw new Error(`${tally.failed} cases failed.`);
  return seconds;
}

async function startServer(atOnce: number, delayMs: number): Promise<{ baseUrl: string; end(): void }> {
  const server: ChildProcess = spawn(
    process.execPath,
    ["--import", "tsx", "bench/predict-server.ts", String(atOnce), String(delayMs)],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const [line] = (await once(server.stdout!, "data")) as [Buffer];
  return { baseUrl: line.toString().trim(), end: () => server.stdin!.end() };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.stdout.write(`${toTable(await benchPredict())}\n`);
}
