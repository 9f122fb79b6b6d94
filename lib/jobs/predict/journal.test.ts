import { appendFile, copyFile, mkdtemp, readFile, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RunManifest } from "@/lib/resgo/predictions";
import { readPredictions } from "@/lib/resgo/predictions";
import { testFolder } from "@/lib/resgo/testing/bundle-files";
import type { Reading } from "@/lib/vlm/reading";
import { openJournal } from "./journal";
import { manifestOf } from "./manifest";
import { shardOf, type Task, taskKey, WHOLE } from "./task";
import { DESCRIPTION, fakeReading, fakeTasks } from "./testing";
import { writeOut } from "./write-out";

const base = await testFolder();
const AS_READ = { tasks: [], reread: (reading: Reading) => reading };
const wishes = { name: null, checkpoint: "80", fit: { maxPixels: null, multipleOf: null }, shown: null };
const manifest = manifestOf(DESCRIPTION, wishes);
const tasks = fakeTasks(24);
const newOut = async () => path.join(await mkdtemp(path.join(base, "run-")), "out.jsonl");

/** Reads what a journal doesn't have yet; frame 7 fails. */
async function go(
  out: string,
  { shard = WHOLE, some = tasks }: { shard?: typeof WHOLE; some?: Task[] } = {},
) {
  const journal = await openJournal({ out, shard, manifest, rectify: false, ...AS_READ });
  const asked: number[] = [];
  try {
    for (const task of shardOf(some, shard)) {
      if (journal.earlier(task)) continue;
      asked.push(task.frame);
      if (task.frame === 7) await journal.addFailure(task, "The server is away.");
      else await journal.addReading(task, fakeReading(task));
    }
  } finally {
    await journal.close();
  }
  return asked;
}

const writeAll = (out: string, part: readonly Task[] = tasks) =>
  writeOut(out, { tasks, part }, manifest, false);

/** The bytes of a run that was never interrupted. */
const whole = await newOut();
await go(whole);
expect(await writeAll(whole)).toEqual({ read: 23, failed: 1, missing: 0, written: true });
const expected = await readFile(whole, "utf8");
const journalBytes = await readFile(`${whole}.journal`);

describe("a journal", () => {
  test("becomes a predictions file in the order of the tasks, failures left out", async () => {
    const { manifest: said, lines, problems } = await readPredictions(whole, "out.jsonl");
    expect(problems).toEqual([]);
    expect(said).toMatchObject({ model: "fake", checkpoint: "80", promptVersion: "1", shown: null });
    expect(lines.map(({ frame }) => frame)).toEqual(
      tasks.map(({ frame }) => frame).filter((frame) => frame !== 7),
    );
    expect(lines[3]).toMatchObject({ phase: "D", box: [3, 1, 60 + 3 / 7, 40] });
  });

  test("gives the same bytes again, whatever order its readings came in", async () => {
    const out = await newOut();
    await go(out, { some: [...tasks].reverse() });
    await writeAll(out);
    expect(await readFile(out, "utf8")).toBe(expected);
  });

  test("cut at any byte and gone on with, gives the same bytes", async () => {
    const out = await newOut();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(journalBytes.length),
        fc.uint8Array({ maxLength: 40 }),
        fc.boolean(),
        async (cut, torn, isTorn) => {
          await copyFile(`${whole}.journal`, `${out}.journal`);
          await truncate(`${out}.journal`, cut);
          // What a power cut leaves of a page that never reached the disk.
          if (isTorn)
            await appendFile(
              `${out}.journal`,
              torn.map((byte) => (byte === 10 ? 0 : byte)),
            );
          await go(out);
          const { missing } = await writeAll(out);
          expect(missing).toBe(0);
          expect(await readFile(out, "utf8")).toBe(expected);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("reads a frame again whose line was spoilt, and no other", async () => {
    const out = await newOut();
    const lines = journalBytes.toString().split("\n");
    lines[5] = lines[5]!.slice(0, 20);
    await writeFile(`${out}.journal`, lines.join("\n"));
    expect(await go(out)).toEqual([4]);
    await writeAll(out);
    expect(await readFile(out, "utf8")).toBe(expected);
  });

  test("reads a frame again whose picture is another, or in a rectified run whose phase is", async () => {
    const out = await newOut();
    await go(out);
    const [first, second, ...others] = tasks;
    const some = [
      { ...first!, sha256: "0".repeat(64) },
      { ...second!, referencePhase: "D" as const },
      ...others,
    ];
    expect(await go(out, { some })).toEqual([0]);
    expect(taskKey(some[1]!, false)).toBe(taskKey(second!, false));
    expect(taskKey(some[1]!, true)).not.toBe(taskKey(second!, true));
  });

  test("is one run with those of its parts, which give the same bytes", async () => {
    const out = await newOut();
    const parts = [1, 2, 3].map((index) => ({ index, of: 3 }));
    const asked = await Promise.all(parts.map((shard) => go(out, { shard })));
    expect(asked.flat().sort((a, b) => a - b)).toEqual(tasks.map(({ frame }) => frame));
    expect(await go(out)).toEqual([]);
    expect(await writeAll(out)).toEqual({ read: 23, failed: 1, missing: 0, written: true });
    expect(await readFile(out, "utf8")).toBe(expected);
  });

  test("writes no file while tasks of its part are missing, and none of the others' once they aren't", async () => {
    const out = await newOut();
    const shard = { index: 1, of: 2 };
    await go(out, { shard });
    const counts = { read: 12, failed: 0, missing: 12 };
    expect(await writeAll(out)).toEqual({ ...counts, written: false });
    await expect(readFile(out)).rejects.toThrow("ENOENT");
    expect(await writeAll(out, shardOf(tasks, shard))).toEqual({ ...counts, written: true });
    expect((await readPredictions(out, "out.jsonl")).lines.map(({ frame }) => frame)).toEqual(
      shardOf(tasks, shard).map(({ frame }) => frame),
    );
  });

  test.each<[string, Partial<RunManifest>]>([
    ["model was “fake” and is “other”", { model: "other" }],
    ["checkpoint was “80” and is not given", { checkpoint: null }],
    ["prompt version was “1” and is “2”", { promptVersion: "2" }],
    ["temperature was 0 and is 0.7", { parameters: { ...manifest.parameters, temperature: 0.7 } }],
    ["maxPixels was not given and is 9", { parameters: { ...manifest.parameters, maxPixels: 9 } }],
  ])("refuses to be mixed with another run: %s", async (sentence, change) => {
    const open = openJournal({
      ...AS_READ,
      out: whole,
      shard: WHOLE,
      manifest: { ...manifest, ...change },
      rectify: false,
    });
    await expect(open).rejects.toThrow(`is of another run: ${sentence}.`);
    // Nothing of it has changed, and nobody holds it.
    expect(await go(whole)).toEqual([]);
  });

  test("goes on with a server at another address", async () => {
    const server = { ...manifest.server, baseUrl: "http://elsewhere/v1" };
    const journal = await openJournal({
      ...AS_READ,
      out: whole,
      shard: WHOLE,
      manifest: { ...manifest, server },
      rectify: false,
    });
    expect(journal.earlier(tasks[0]!)).toEqual({ kind: "read", error: null });
    expect(journal.earlier(tasks[7]!)).toEqual({ kind: "failed", why: "The server is away." });
    await journal.close();
  });
});
