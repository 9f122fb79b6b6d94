import { writeFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPredictions, unknownRun } from "./predictions";
import { testFolder } from "./testing/bundle-files";
import { manifestLine, predictionLine } from "./write-predictions";

const folder = await testFolder();

async function read(content: string | Buffer, name = "surgo-r1.jsonl") {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return readPredictions(file, `predictions/${name}`);
}

const whole = {
  video: "V1",
  frame: 3,
  phase: "B",
  phaseProbabilities: { A: 0.1, B: 0.9 },
  box: [1, 2, 30, 40],
  rationale: { location: "a", exposure: "b", nextAction: "c", criticalRisk: "d" },
  raw: { turn1: "B", turn2: "<box>" },
  error: null,
  samples: [{ seed: 1, box: [1, 2, 30, 40], raw: "<box>", error: null }],
};

describe("readPredictions", () => {
  test("reads whole lines, and lines with the least there can be", async () => {
    const { name, manifest, lines, problems } = await read(
      `${JSON.stringify(whole)}\r\n\n{"video":"V1","frame":4}`,
    );
    expect(problems).toEqual([]);
    expect(name).toBe("surgo-r1");
    expect(manifest).toEqual(unknownRun("surgo-r1"));
    expect(lines).toEqual([
      { ...whole, row: 1 },
      {
        video: "V1",
        frame: 4,
        row: 3,
        phase: null,
        phaseProbabilities: null,
        box: null,
        rationale: null,
        raw: null,
        error: null,
        samples: null,
      },
    ]);
  });

  test("reads what the first line says of the model", async () => {
    const first = {
      model: " SurGo-R1 ",
      checkpoint: "step-80",
      promptVersion: "2",
      parameters: { temperature: 0 },
    };
    const { manifest, lines } = await read(`\ufeff${JSON.stringify(first)}\n${JSON.stringify(whole)}\n`);
    expect(manifest).toEqual({ ...unknownRun("SurGo-R1"), ...first, model: "SurGo-R1" });
    expect(lines).toMatchObject([{ row: 2 }]);
  });

  test("reads back what is written", async () => {
    const manifest = {
      model: "SurGo-R1",
      name: "rectified",
      checkpoint: null,
      promptVersion: "1",
      parameters: { samples: 3, study: { rectify: true } },
      server: { baseUrl: "http://gpu:8000/v1" },
      startedAt: new Date("2026-01-02T03:04:05Z"),
      finishedAt: null,
      shown: false,
    };
    const { row: _, ...line } = (await read(JSON.stringify(whole))).lines[0]!;
    const found = await read(`${manifestLine(manifest)}\n${predictionLine(line, line)}\n`);
    expect(found).toEqual({ name: "rectified", manifest, lines: [{ ...line, row: 2 }], problems: [] });
    expect(manifestLine(unknownRun("m"))).toBe(
      '{"model":"m","checkpoint":null,"promptVersion":null,"parameters":{}}',
    );
  });

  test("of two lines about one frame the later counts", async () => {
    const { lines, problems } = await read(
      `${JSON.stringify({ ...whole, error: "no answer" })}\n${JSON.stringify({ ...whole, video: "v1" })}\n`,
    );
    expect(lines).toMatchObject([{ row: 2, error: null }]);
    expect(problems).toMatchObject([{ level: "warning", file: "predictions/surgo-r1.jsonl", row: 2 }]);
  });

  test.each([
    ["{", "not JSON"],
    ["[]", "not a prediction"],
    ["null", "not a prediction"],
    ['{"video":"V1"}', "frame"],
    ['{"video":"V1","frame":-1}', "frame"],
    ['{"video":"V1","frame":1.5}', "frame"],
    ['{"video":"V1","frame":1,"phase":"E"}', "phase"],
    ['{"video":"V1","frame":1,"box":[1,2,3]}', "box"],
    ['{"video":"V1","frame":1,"box":[1,2,3,1e999]}', "box.3"],
    ['{"video":"V1","frame":1,"phaseProbabilities":{"A":2}}', "phaseProbabilities.A"],
    [`"${"a".repeat(4_100_000)}"`, "longer than 4 MB"],
  ])("names the row of a line that is none: %.40s", async (line, message) => {
    const { lines, problems } = await read(
      `${JSON.stringify(whole)}\n${line}\n${JSON.stringify({ ...whole, frame: 9 })}\n`,
    );
    expect(lines).toHaveLength(2);
    expect(problems).toMatchObject([
      {
        level: "error",
        file: "predictions/surgo-r1.jsonl",
        row: 2,
        message: expect.stringContaining(message),
      },
    ]);
  });

  test("keeps nothing that a database can't", async () => {
    const { lines } = await read(JSON.stringify({ ...whole, error: "a\u0000b\ud800" }));
    expect(lines[0]!.error).toBe("ab\ufffd");
    const { problems } = await read(JSON.stringify({ model: "m", parameters: { stop: "\u0000" } }));
    expect(problems).toMatchObject([{ level: "error", row: 1 }]);
  });

  test("reads lines across the pieces a file is read in, whatever their length", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(70_000), { maxLength: 12 }), async (lengths) => {
        const content = lengths.map((length, frame) =>
          JSON.stringify({ video: "Ü", frame, error: "é".repeat(length) }),
        );
        const { lines, problems } = await read(content.join("\n"), "pieces.jsonl");
        expect(problems).toEqual([]);
        expect(lines.map(({ error }) => error?.length ?? 0)).toEqual(lengths);
      }),
      { numRuns: 20 },
    );
  });
});
