import { describe, expect, test } from "vitest";
import { writeFiles } from "@/lib/resgo/testing/bundle-files";
import { importTests, rowVersions } from "./testing";

const at = await importTests();
const { db } = at;
const _audits = () => db.prisma.auditEvent.findMany({ orderBy: { id: "asc" } });

describe("model runs", () => {
  const line = (more: object) =>
    `${JSON.stringify({ video: "V1", frame: 1, phase: "A", box: [1, 2, 30, 40], ...more })}\n`;

  test("come along, and are brought up to date", async () => {
    const manifest = `${JSON.stringify({ model: "SurGo-R1", checkpoint: "80", parameters: { temperature: 0 } })}\n`;
    const rationale = { location: "a", exposure: "b", nextAction: "c", criticalRisk: "d" };
    await writeFiles(at.folder, {
      "predictions/test.jsonl":
        manifest +
        line({ rationale, raw: { turn1: "x" } }) +
        line({ frame: 2, box: null, error: "No answer." }),
    });
    expect((await at.run()).modelRuns).toEqual([
      { model: "SurGo-R1", run: "test", written: 2, unchanged: 0 },
    ]);
    const before = await rowVersions(db);
    expect((await at.run()).modelRuns).toEqual([
      { model: "SurGo-R1", run: "test", written: 0, unchanged: 2 },
    ]);
    expect(
      await db.prisma.modelRun.findMany({
        include: { model: true, predictions: { orderBy: { x1: "asc" } } },
      }),
    ).toMatchObject([
      {
        name: "test",
        checkpoint: "80",
        parameters: { temperature: 0 },
        model: { name: "SurGo-R1" },
        predictions: [
          {
            phase: "A",
            x1: 1,
            y1: 2,
            x2: 30,
            y2: 40,
            rationale,
            raw: { turn1: "x", turn2: null },
            error: null,
          },
          { phase: "A", x1: null, error: "No answer." },
        ],
      },
    ]);
    expect(((await rowVersions(db)) as { audit_event: unknown }).audit_event).toEqual(
      (before as { audit_event: unknown }).audit_event,
    );
    await writeFiles(at.folder, {
      "predictions/test.jsonl":
        manifest + line({ phase: "B" }) + line({ frame: 2, box: null, error: "No answer." }),
    });
    expect((await at.run()).modelRuns).toMatchObject([{ written: 1, unchanged: 1 }]);
  });

  test("tell which lines are no good, and keep the others", async () => {
    await writeFiles(at.folder, {
      "predictions/m.jsonl": `{\n${line({ frame: 99 })}${line({ box: [1, 2, 65, 40] })}${line({ frame: 2, box: [9, 2, 3, 40] })}`,
    });
    const report = await at.run();
    expect(report.problems.map(({ level, file, row }) => [level, file, row])).toEqual([
      ["error", "predictions/m.jsonl", 1],
      ["error", "predictions/m.jsonl", 2],
      ["warning", "predictions/m.jsonl", 3],
      ["warning", "predictions/m.jsonl", 4],
    ]);
    expect(await db.prisma.prediction.findMany({ orderBy: { case: { frameNumber: "asc" } } })).toMatchObject([
      { phase: "A", x1: null, error: "The box leaves the frame, which is 64 × 48 pixels." },
      { phase: "A", x1: null, error: expect.stringContaining("The box is empty") },
    ]);
  });
});
