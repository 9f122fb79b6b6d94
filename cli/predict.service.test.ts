import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { testDatabase, untilGone } from "@/lib/db/testing";
import { importBundle } from "@/lib/jobs/import/import-bundle";
import { readPredictions } from "@/lib/resgo/predictions";
import { testFolder } from "@/lib/resgo/testing/bundle-files";
import { makeBundle } from "@/lib/resgo/testing/make-bundle";
import { folderStorage } from "@/lib/storage/folder-storage";
import { type StandInOptions, startStandIn } from "@/lib/vlm/testing/stand-in-server";
import { BUILT_CALOT } from "@/tooling/build-commands";

const CASES = 84;

const base = await testFolder();
const bundle = path.join(base, "bundle");
await makeBundle(bundle, [0, CASES], "");
const db = await testDatabase();
const storage = path.join(base, "storage");

const standIns: { kill(): Promise<void> }[] = [];
afterAll(() => Promise.all(standIns.map((standIn) => standIn.kill())));
async function standIn(options: StandInOptions = {}) {
  const started = await startStandIn({ remembers: false, atOnce: 4, delayMs: 10, ...options });
  standIns.push(started);
  return started;
}

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** Starts `calot` as people do. */
function start(...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [BUILT_CALOT, ...args], {
    env: { ...process.env, DATABASE_URL: db.url, STORAGE_DIR: storage, KEY: "secret" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const text = { out: "", err: "" };
  child.stdout!.on("data", (chunk: Buffer) => (text.out += chunk));
  child.stderr!.on("data", (chunk: Buffer) => (text.err += chunk));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, ...text }));
  return { child, ended };
}
const calot = (...args: string[]): Promise<Ended> => start(...args).ended;
const predict = (url: string, ...args: string[]) => [
  ...["predict", "--base-url", url, "--model", "stand-in"],
  ...args,
];
const newOut = async () => path.join(await mkdtemp(path.join(base, "run-")), "out.jsonl");

/** How many lines a run's journal has; 0 where there is none yet. */
async function journalLines(out: string): Promise<number> {
  const text = await readFile(`${out}.journal`, "utf8").catch(() => "");
  return text.split("\n").length - 1;
}

/** Kills a run when its journal has so many lines more than before. */
async function killAfter(
  { child, ended }: ReturnType<typeof start>,
  out: string,
  lines: number,
  signal: NodeJS.Signals,
): Promise<Ended> {
  const before = await journalLines(out);
  while (child.exitCode === null && (await journalLines(out)) < before + lines) await pause(5);
  child.kill(signal);
  return ended;
}

// Each has a server and files of its own, and waits most of its time.
describe.concurrent("calot predict", () => {
  const toFile = (out: string, ...args: string[]) => ["--reference", bundle, "--out", out, ...args];

  test("killed and stopped again and again, ends with the bytes of a run that never was", {
    timeout: 240_000,
  }, async () => {
    // Slow enough that a signal which comes late on a busy machine still finds the job at work.
    const server = await standIn({ delayMs: 40 });
    const whole = await newOut();
    const uninterrupted = await calot(...predict(server.baseUrl, ...toFile(whole, "--json")));
    expect(uninterrupted.code).toBe(0);
    expect(JSON.parse(uninterrupted.out)).toMatchObject({
      ...{ model: "stand-in", out: whole, cases: CASES, read: CASES, unreadable: 0, failed: 0, missing: 0 },
      ...{ finished: true, end: "done", now: CASES },
    });
    const { lines, problems } = await readPredictions(whole, "out.jsonl");
    expect([lines.length, problems]).toEqual([CASES, []]);

    const out = await newOut();
    const job = predict(server.baseUrl, ...toFile(out, "--concurrency", "4"));
    for (const [signal, code, after] of [
      ["SIGKILL", null, 10],
      ["SIGTERM", 143, 16],
      ["SIGKILL", null, 6],
      ["SIGINT", 130, 8],
      ["SIGKILL", null, 14],
    ] as const) {
      const ended = await killAfter(start(...job), out, after, signal);
      expect(ended.code).toBe(code);
      if (code !== null) expect(ended.err).toMatch(/left\. Run the same command again to go on\.\n$/);
      await expect(stat(out)).rejects.toThrow("ENOENT");
    }
    const last = await calot(...job, "--json");
    expect(last.err).toContain(`reading: ${CASES} of ${CASES}, 0 failed`);
    expect(last.code).toBe(0);
    expect(JSON.parse(last.out)).toMatchObject({ read: CASES, finished: true });
    expect(JSON.parse(last.out).now).toBeLessThanOrEqual(CASES - 40);
    expect((await readFile(out)).equals(await readFile(whole))).toBe(true);

    const again = await calot(...job, "--json");
    expect([again.code, JSON.parse(again.out).now]).toEqual([0, 0]);
    expect((await readFile(out)).equals(await readFile(whole))).toBe(true);

    const other = await calot(...job, "--temperature", "0.5", "--max-pixels", "1000");
    expect(other).toMatchObject({ code: 1, out: "" });
    expect(other.err).toContain(
      "is of another run: temperature was 0 and is 0.5; maxPixels was not given and is 1000.",
    );
  });

  test("outlives a server that dies three times, and loses and doubles nothing", {
    timeout: 240_000,
  }, async () => {
    const server = await standIn();
    const whole = await newOut();
    await calot(...predict(server.baseUrl, ...toFile(whole)));
    const out = await newOut();
    const { ended } = start(...predict(server.baseUrl, ...toFile(out, "--concurrency", "6")));
    for (const lines of [15, 35, 60]) {
      while ((await journalLines(out)) < lines) await pause(5);
      await server.kill();
      await pause(1_500);
      await server.restart();
    }
    expect((await ended).code).toBe(0);
    expect(await journalLines(out)).toBe(CASES + 1);
    expect((await readFile(out)).equals(await readFile(whole))).toBe(true);
  });

  test("gives up on a server that stays away, keeps what was read, and goes on another time", {
    timeout: 180_000,
  }, async () => {
    const server = await standIn();
    const out = await newOut();
    const job = predict(server.baseUrl, ...toFile(out, "--patience", "0.002"));
    const { ended } = start(...job);
    while ((await journalLines(out)) < 20) await pause(5);
    await server.kill();
    const gone = await ended;
    expect(gone.code).toBe(1);
    expect(gone.err).toMatch(/Waiting 1 s; what was read is kept\.\n/);
    expect(gone.err).toMatch(/What was read is kept\. Run the same command again to go on\.\n$/);
    await server.restart();
    expect((await calot(...job)).code).toBe(0);
    expect(await journalLines(out)).toBe(CASES + 1);
  });

  test("counts answers that can't be read as answers, and refusals as failures that can be tried again", {
    timeout: 180_000,
  }, async () => {
    let refuse = true;
    const server = await standIn({
      behave: ({ index, turn }) => {
        if (turn === "phase" && index % 40 === 7) return "wrong-letter";
        return refuse && turn === "phase" && index % 40 === 20 ? { status: 400 } : "well";
      },
    });
    const out = await newOut();
    const job = predict(server.baseUrl, ...toFile(out, "--concurrency", "1", "--json"));
    const first = await calot(...job);
    expect(first.code).toBe(1);
    const { failed, unreadable, failures, finished } = JSON.parse(first.out);
    expect(failed).toBeGreaterThan(0);
    expect(unreadable).toBeGreaterThan(0);
    expect(finished).toBe(true);
    expect(failures[0].why).toContain("400");
    expect((await readPredictions(out, "out")).lines).toHaveLength(CASES - failed);
    expect(first.err).toContain("Run the same command with --retry-failed to try again.");
    refuse = false;
    const kept = await calot(...job);
    expect([kept.code, JSON.parse(kept.out).now]).toEqual([1, 0]);
    const retried = await calot(...job, "--retry-failed");
    expect([retried.code, JSON.parse(retried.out).now]).toEqual([0, failed]);
    expect((await readPredictions(out, "out")).lines).toHaveLength(CASES);
  });

  test("reads one split, a few cases, parts side by side, and pictures beside a reference file", {
    timeout: 180_000,
  }, async () => {
    const server = await standIn();
    const whole = await newOut();
    await calot(...predict(server.baseUrl, ...toFile(whole, "--split", "test")));
    const { lines } = await readPredictions(whole, "out");
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.length).toBeLessThan(CASES / 2);

    const parted = await newOut();
    const part = (n: number) =>
      calot(...predict(server.baseUrl, ...toFile(parted, "--split", "test", "--shard", `${n}/2`, "--json")));
    const parts = await Promise.all([part(1), part(2)]);
    expect(parts.map(({ code }) => code)).toEqual([0, 0]);
    expect((await readFile(parted)).equals(await readFile(whole))).toBe(true);

    const reference = path.join(base, "reference.jsonl");
    const asLine = ({ video, frame }: { video: string; frame: number }) =>
      JSON.stringify({
        video,
        frame,
        width: 854,
        height: 480,
        phase: "A",
        boxes: [[1, 2, 30, 40]],
        split: "test",
      });
    await writeFile(reference, `${lines.slice(0, 5).map(asLine).join("\n")}\n`);
    const few = await newOut();
    const beside = ["--reference", reference, "--frames", path.join(bundle, "frames"), "--limit", "3"];
    expect((await calot(...predict(server.baseUrl, ...beside, "--out", few))).code).toBe(0);
    const text = await readFile(whole, "utf8");
    expect(await readFile(few, "utf8")).toBe(`${text.split("\n").slice(0, 4).join("\n")}\n`);
  });

  test("stops where boxes are in another unit than asked, and reads the answers again without asking", {
    timeout: 180_000,
  }, async () => {
    const server = await standIn();
    const whole = await newOut();
    await calot(...predict(server.baseUrl, ...toFile(whole)));
    const shares = await standIn({ behave: ({ turn }) => (turn === "zone" ? "shares" : "well") });
    const out = await newOut();
    const job = predict(shares.baseUrl, ...toFile(out, "--concurrency", "4", "--json"));
    const first = await calot(...job);
    expect(first.code).toBe(1);
    expect(first.err).toMatch(
      /8 of the first 8 boxes can be none as asked \(thousandths of the frame’s sides\); as shares .*\nStopped\. --box-unit fractions reads them/,
    );
    const { end, read, why } = JSON.parse(first.out);
    expect([end, read < 24, why]).toEqual([
      "other-boxes",
      true,
      expect.stringContaining("--box-unit fractions"),
    ]);
    await expect(stat(out)).rejects.toThrow("ENOENT");
    const asked = shares.counts.questions;
    const again = await calot(...job);
    expect([again.code, shares.counts.questions]).toEqual([1, asked]);

    const other = await calot(...job, "--box-unit", "fractions");
    expect([other.code, JSON.parse(other.out).now, other.err]).toEqual([0, CASES - read, expect.anything()]);
    const boxes = async (file: string) => (await readPredictions(file, "out")).lines.map(({ box }) => box);
    const meant = await boxes(whole);
    for (const [index, box] of (await boxes(out)).entries())
      for (const [side, value] of box!.entries()) expect(value).toBeCloseTo(meant[index]![side]!, 6);

    const going = await newOut();
    const kept = await calot(...predict(shares.baseUrl, ...toFile(going, "--keep-going")));
    expect([kept.code, kept.err.match(/--box-unit fractions reads them/g)?.length]).toEqual([0, 1]);
    expect((await readPredictions(going, "out")).lines.every(({ box }) => box === null)).toBe(true);
  });

  test("waits for a server that is still starting", { timeout: 180_000 }, async () => {
    const server = await standIn();
    await server.kill();
    const out = await newOut();
    const { child, ended } = start(...predict(server.baseUrl, ...toFile(out, "--limit", "5")));
    let told = "";
    child.stderr!.on("data", (chunk: Buffer) => (told += chunk));
    while (!told.includes("Waiting") && child.exitCode === null) await pause(20);
    expect(told).toContain("Waiting");
    await server.restart();
    expect(await ended).toMatchObject({ code: 0 });
  });

  test.each<[string[], string | RegExp]>([
    [["--reference", bundle], "With --reference, say where the predictions go: --out FILE.jsonl.\n"],
    [["--reference", "/nowhere", "--out", "x"], "There is no folder and no file /nowhere.\n"],
    [["--frames", "x"], "--frames goes with a --reference.\n"],
    [["--box-order", "xyhw"], /Allowed choices are xyxy, yxyx, xywh/],
    [["--api-key-env", "NO_SUCH_KEY"], /NO_SUCH_KEY, for the server’s key, is not set/],
    [["--shard", "3/2"], /as in 1\/8/],
    [["--split", "dev"], /Allowed choices are train, test/],
    [["--dataset", "Elsewhere"], /There is no dataset/],
  ])("says in one sentence why %j can't be done", async (args, sentence) => {
    const { code, out, err } = await calot(...predict("http://127.0.0.1:9/v1", ...args));
    expect([code, out]).toEqual([1, ""]);
    expect(err).toEqual(typeof sentence === "string" ? sentence : expect.stringMatching(sentence));
  });

  test("writes over no file that it didn't make", async () => {
    const server = await standIn();
    const out = await newOut();
    await writeFile(out, "somebody's\n");
    const { code, err } = await calot(...predict(server.baseUrl, ...toFile(out, "--limit", "1")));
    expect([code, err]).toEqual([1, expect.stringContaining("is there already")]);
    expect(await readFile(out, "utf8")).toBe("somebody's\n");
    await rm(out);
  });

  test("gives the server its key, and tells it nowhere", async () => {
    const server = await standIn({ apiKey: "secret" });
    const out = await newOut();
    const ended = await calot(
      ...predict(server.baseUrl, ...toFile(out, "--limit", "2", "--api-key-env", "KEY")),
    );
    expect(ended.code).toBe(0);
    expect(`${ended.out}${ended.err}${await readFile(out, "utf8")}`).not.toContain("secret");
  });
});

describe("calot predict into the database, and calot predictions import", () => {
  const runOf = (name: string) =>
    db.prisma.modelRun.findFirst({ where: { name }, include: { _count: { select: { predictions: true } } } });

  test("give the same, whichever way it came", { timeout: 300_000 }, async () => {
    await db.prisma.institution.create({ data: { name: "Hospital" } });
    await importBundle(db, folderStorage(storage), bundle, { dataset: "D", now: new Date() });
    const server = await standIn({ delayMs: 120 });
    const job = predict(server.baseUrl, "--checkpoint", "80", "--concurrency", "4");

    for (const signal of ["SIGKILL", "SIGTERM"] as const) {
      const { child, ended } = start(...job);
      const before = (await runOf("phase-then-go"))?._count.predictions ?? 0;
      const isFurther = async () => ((await runOf("phase-then-go"))?._count.predictions ?? 0) > before;
      while (child.exitCode === null && !(await isFurther())) await pause(20);
      child.kill(signal);
      expect((await ended).code).toBe(signal === "SIGKILL" ? null : 143);
      await untilGone(db.url, "predict");
      expect(await runOf("phase-then-go")).toMatchObject({ finishedAt: null, shown: false });
    }
    const last = await calot(...job, "--json");
    expect(last.code).toBe(0);
    expect(JSON.parse(last.out)).toMatchObject({
      ...{ run: "phase-then-go", dataset: "D", cases: CASES, read: CASES, missing: 0, finished: true },
    });
    expect(JSON.parse(last.out).now).toBeLessThan(CASES);
    const run = await runOf("phase-then-go");
    expect(run).toMatchObject({
      ...{ checkpoint: "80", promptVersion: "phase-then-go-1", shown: true, _count: { predictions: CASES } },
      server: { software: "vllm 0.12.0" },
    });
    expect(run!.finishedAt!.getTime()).toBeGreaterThan(run!.startedAt!.getTime());

    // Nothing is killed from here on.
    const prompt = await standIn();
    const out = await newOut();
    await calot(...predict(prompt.baseUrl, "--reference", bundle, "--out", out, "--name", "from a file"));
    const imported = await calot("predictions", "import", out, "--dataset", "d", "--json");
    expect(imported.code).toBe(0);
    expect(JSON.parse(imported.out)).toEqual({
      ...{ dataset: "D", model: "stand-in", run: "from a file", written: CASES, unchanged: 0, problems: [] },
    });
    const again = await calot("predictions", "import", out, "--json");
    expect(JSON.parse(again.out)).toMatchObject({ written: 0, unchanged: CASES });
    const { rows } = await db.pool.query(
      `SELECT count(*)::int AS same FROM prediction a JOIN prediction b USING (case_id)
       WHERE a.run_id = $1 AND b.run_id = $2
         AND (a.phase, a.phase_probabilities, a.x1, a.y1, a.x2, a.y2, a.rationale, a.raw, a.error)
           IS NOT DISTINCT FROM (b.phase, b.phase_probabilities, b.x1, b.y1, b.x2, b.y2, b.rationale, b.raw, b.error)`,
      [run!.id, (await runOf("from a file"))!.id],
    );
    expect(rows).toEqual([{ same: CASES }]);

    const other = await calot(...predict(prompt.baseUrl, "--checkpoint", "90"));
    expect([other.code, other.err]).toEqual([
      1,
      expect.stringContaining(
        "The run phase-then-go of stand-in is another: checkpoint was “80” and is “90”.",
      ),
    ]);
    expect((await calot(...predict(prompt.baseUrl, "--no-definition", "--limit", "3"))).code).toBe(0);
    expect(await runOf("no definition")).toMatchObject({ shown: false, finishedAt: null });
    expect((await calot(...predict(prompt.baseUrl, "--no-definition"))).code).toBe(0);
    expect(await runOf("no definition")).toMatchObject({ shown: false, finishedAt: expect.any(Date) });
  });

  test("stop where boxes are in another unit, and read what is stored again", {
    timeout: 180_000,
  }, async () => {
    const shares = await standIn({ behave: ({ turn }) => (turn === "zone" ? "shares" : "well") });
    const job = predict(shares.baseUrl, "--dataset", "D", "--name", "shares", "--json");
    const first = await calot(...job, "--limit", "10");
    expect([first.code, JSON.parse(first.out)]).toEqual([
      1,
      expect.objectContaining({ end: "other-boxes", finished: false }),
    ]);
    expect(await runOf("shares")).toMatchObject({ finishedAt: null, parameters: { boxUnit: null } });
    const asked = shares.counts.questions;
    const other = await calot(...job, "--limit", "10", "--box-unit", "fractions");
    expect([other.code, JSON.parse(other.out).now, shares.counts.questions]).toEqual([0, 0, asked]);
    expect(await runOf("shares")).toMatchObject({ parameters: { boxUnit: "fractions" } });
    const { rows } = await db.pool.query(
      `SELECT count(*)::int AS same FROM prediction a JOIN prediction b USING (case_id)
       JOIN model_run r ON r.id = a.run_id AND r.name = 'shares'
       JOIN model_run s ON s.id = b.run_id AND s.name = 'from a file'
       WHERE abs(a.x1 - b.x1) + abs(a.y2 - b.y2) < 0.001 AND a.error IS NULL AND a.rationale = b.rationale`,
    );
    expect(rows).toEqual([{ same: 10 }]);
  });

  test("tell what is wrong with a file, by its row", async () => {
    const file = path.join(base, "wrong.jsonl");
    const line = (more: object) => JSON.stringify({ video: "VID01", frame: 100, phase: "A", ...more });
    await writeFile(
      file,
      [line({}), line({ frame: 1 }), "{", line({ box: [0, 0, 9_999, 1] })]
        .map((each) => `${each}\n`)
        .join(""),
    );
    const { code, out } = await calot("predictions", "import", file, "--hide");
    expect(code).toBe(1);
    expect(out).toContain("error: wrong.jsonl, row 2: VID01, frame 1: the dataset has no such case");
    expect(out).toContain("error: wrong.jsonl, row 3: The line is not JSON");
    expect(out).toContain("warning: wrong.jsonl, row 4: VID01, frame 100: predicted in row 1 already");
    expect(out).toContain("warning: wrong.jsonl, row 4: VID01, frame 100: The box leaves the frame");
    expect(await runOf("wrong")).toMatchObject({ shown: false });
    const gone = await calot("predictions", "import", "/nowhere.jsonl");
    expect(gone).toEqual({ code: 1, out: "", err: "/nowhere.jsonl: The file is gone.\n" });
  });
});
