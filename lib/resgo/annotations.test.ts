import { describe, expect, test } from "vitest";
import type { Sheet } from "@/lib/tables/sheet";
import { type DenseCell, denseRows } from "@/lib/tables/testing/dense-rows";
import { readAnnotations } from "./annotations";
import type { ColumnNames } from "./columns";
import { columnNamesSchema, roleOf } from "./columns";
import { HEADER, TEXTS } from "./testing/bundle-files";

const videos = new Map([
  ["v1", "V1"],
  ["v2", "V2"],
]);

const sheet = (rows: DenseCell[][], name: string | null = "V1", merges: Sheet["merges"] = []): Sheet => ({
  file: "a.xlsx",
  name,
  rows: denseRows(rows),
  merges,
});
const read = (rows: DenseCell[][], name: string | null = "V1", extra: ColumnNames = {}) =>
  readAnnotations([sheet(rows, name)], videos, extra);
const frames = (result: ReturnType<typeof read>) =>
  result.rows.map(({ video, frame }) => `${video}/${frame}`);

describe("names of columns", () => {
  test.each([
    ["Frame", "frame"],
    ["frame_number", "frame"],
    ["Frame No.", "frame"],
    ["Frame #", "frame"],
    ["Video Frame Number", "frame"],
    ["Image name", "frame"],
    ["帧号 Frame", "frame"],
    ["Video", "video"],
    ["Video ID", "video"],
    ["Phase", "phase"],
    ["Surgical Phase", "phase"],
    ["a. Phase", "phase"],
    ["Anatomic", "location"],
    ["b. Anatomic", "location"],
    ["Anatomical description", "location"],
    ["Location", "location"],
    ["Reasoning", "exposure"],
    ["Exposure quality reasoning", "exposure"],
    ["Exposure", "exposure"],
    ["Next step", "nextAction"],
    ["Next-step", "nextAction"],
    ["NEXT ACTION", "nextAction"],
    ["Next step (planned)", "nextAction"],
    ["Risk reminder", "criticalRisk"],
    ["Critical risk reminders", "criticalRisk"],
    ["Critical_Risk", "criticalRisk"],
    ["Surgeon", null],
    ["Phase duration", null],
    ["Next-step & critical risk reminders", null],
    ["", null],
  ])("%j is the %s", (name, role) => {
    expect(roleOf(name, {})).toBe(role);
  });

  test("others are given by hand, in any script", () => {
    const extra = columnNamesSchema.parse({ phase: "阶段", nextAction: ["Plan A", "下一步"] });
    expect(roleOf(" 阶段 ", extra)).toBe("phase");
    expect(roleOf("plan a", extra)).toBe("nextAction");
    expect(columnNamesSchema.safeParse({ stage: "Stage" }).success).toBe(false);
    expect(columnNamesSchema.safeParse({ phase: [] }).success).toBe(false);
  });
});

describe("readAnnotations", () => {
  test("reads a sheet of a video", () => {
    const { rows, problems } = read([HEADER, [166, "Phase A", ...TEXTS]]);
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      {
        video: "V1",
        frame: 166,
        place: { file: "a.xlsx", sheet: "V1", row: 2 },
        entries: {
          phase: { text: "Phase A", column: "B" },
          location: { text: TEXTS[0], column: "C" },
          criticalRisk: { text: TEXTS[3], fault: null, column: "F" },
        },
      },
    ]);
  });

  test("finds the names below title rows, in any order and column", () => {
    const rows: DenseCell[][] = [
      ["Go Zone annotations", "Frame"],
      [],
      [null, "made by", "Dr. A"],
      [null, "Risk reminder", "Next step", "Reasoning", "Anatomic", "Phase", "Frame"],
      [null, "risk", "next", "why", "where", "C", "000012"],
    ];
    const result = read(rows);
    expect(frames(result)).toEqual(["V1/12"]);
    expect(result.rows[0]!.entries.location).toEqual({ text: "where", fault: null, column: "E" });
    expect(result.rows[0]!.place.row).toBe(5);
  });

  test("reads the video from its column, whatever the sheet is called", () => {
    const rows: DenseCell[][] = [
      ["Video", ...HEADER],
      ["v2", 1, "A", ...TEXTS],
      ["V1", 2, "A", ...TEXTS],
    ];
    expect(frames(read(rows, "Sheet1"))).toEqual(["V2/1", "V1/2"]);
    expect(frames(read(rows, null))).toEqual(["V2/1", "V1/2"]);
  });

  test("asks for the video of a row without one", () => {
    const { rows, problems } = read([
      ["Video", ...HEADER],
      ["", 1, "A", ...TEXTS],
    ]);
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([
      { level: "error", row: 2, column: "A", message: "Frame 1 has no video." },
    ]);
  });

  test("takes a table without video as that of the only video there is, and says so", () => {
    const only = new Map([["v1", "V1"]]);
    const { rows, problems } = readAnnotations([sheet([HEADER, [1, "A", ...TEXTS]], "Sheet1")], only, {});
    expect(rows).toMatchObject([{ video: "V1", frame: 1 }]);
    expect(problems).toMatchObject([{ level: "warning", message: expect.stringContaining("V1 is meant") }]);
  });

  test("can't tell the video of a CSV file without that column", () => {
    expect(read([HEADER, [1, "A", ...TEXTS]], null).problems).toMatchObject([
      { level: "error", message: "No column names the video of a row." },
    ]);
  });

  test.each([
    [new Date("2024-01-05"), "is a date"],
    ["2024-01-05", "looks like a date"],
    [12.5, "12.5 is not a frame number"],
    ["twelve", "“twelve” is not a frame number"],
    [null, "There is no frame number"],
    [{ fault: { error: "#N/A" } }, "The cell of the frame number holds the error #N/A."],
    ["V2_000003.jpg", "is a frame of V2, but the row is about V1"],
  ])("refuses %o for a frame number, at its cell", (cell, message) => {
    const { rows, problems } = read([HEADER, [cell, "A", ...TEXTS]]);
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ level: "error", file: "a.xlsx", sheet: "V1", row: 2, column: "A" }]);
    expect(problems[0]!.message).toContain(message);
  });

  test("takes texts as they are, without the space around them", () => {
    const { rows } = read([HEADER, [1, " A ", " one\r\ntwo\u0000 ", 7, true, new Date(0)]]);
    expect(rows[0]!.entries).toMatchObject({
      phase: { text: "A" },
      location: { text: "one\ntwo" },
      exposure: { text: "7" },
      nextAction: { text: "TRUE" },
      criticalRisk: { text: "", fault: "date" },
    });
  });

  test("skips blank rows, names repeated, notes, and what merged cells leave of a row", () => {
    const rows: DenseCell[][] = [
      HEADER,
      [1, "A", ...TEXTS],
      [null, null, null, null, null, null],
      [],
      HEADER,
      [2, "B", ...TEXTS],
      ["   ", "", null, null, null, null, "seen by the chief"],
      ["Total: 2 frames", null, null, null, null, null],
    ];
    const result = read(rows);
    expect(frames(result)).toEqual(["V1/1", "V1/2"]);
    expect(result.problems).toMatchObject([{ level: "warning", row: 8 }]);
  });

  test("fills merged cells: one phase for three frames", () => {
    const rows: DenseCell[][] = [
      HEADER,
      [1, "B", ...TEXTS],
      [2, null, ...TEXTS],
      [3, null, ...TEXTS],
      [null, null, null, null, null, null],
    ];
    const merges = [{ fromRow: 2, fromColumn: 1, toRow: 5, toColumn: 1 }];
    const { rows: read, problems } = readAnnotations([sheet(rows, "V1", merges)], videos, {});
    expect(read.map(({ frame, entries }) => [frame, entries.phase.text])).toEqual([
      [1, "B"],
      [2, "B"],
      [3, "B"],
    ]);
    expect(problems).toEqual([]);
  });

  test("reads names in two rows, where the first is merged over the second", () => {
    const rows: DenseCell[][] = [
      ["Frame", "Phase", "Anatomic", "Reasoning", "Planning", null],
      [null, null, null, null, "Next step", "Risk reminder"],
      [1, "A", ...TEXTS],
    ];
    const down = [0, 1, 2, 3].map((col) => ({ fromRow: 1, fromColumn: col, toRow: 2, toColumn: col }));
    const merges = [...down, { fromRow: 1, fromColumn: 4, toRow: 1, toColumn: 5 }];
    const result = readAnnotations([sheet(rows, "V1", merges)], videos, {});
    expect(result).toMatchObject({
      rows: [{ frame: 1, entries: { criticalRisk: { text: TEXTS[3] } } }],
      problems: [],
    });
  });

  test("says which columns are missing, and which are there twice", () => {
    expect(
      read([
        ["Frame", "Phase"],
        [1, "A"],
      ]).problems,
    ).toMatchObject([
      {
        level: "error",
        row: 1,
        message: "No column is read as the location, the exposure, the next action, the critical risk.",
      },
    ]);
    const twice = read([
      [...HEADER, "Location"],
      [1, "A", ...TEXTS, "?"],
    ]);
    expect(twice.rows).toEqual([]);
    expect(twice.problems).toMatchObject([{ level: "error", row: 1, column: "G" }]);
  });

  test("passes over a sheet of notes with a warning, and over a video's sheet with an error", () => {
    expect(read([["Some notes"]], "Notes").problems).toMatchObject([{ level: "warning", sheet: "Notes" }]);
    expect(read([["Some notes"]], "V1").problems).toMatchObject([{ level: "error", sheet: "V1" }]);
    expect(read([[null], []], "Sheet3")).toEqual({ rows: [], problems: [] });
  });
});
