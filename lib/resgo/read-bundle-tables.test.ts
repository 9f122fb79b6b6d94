import { describe, expect, test } from "vitest";
import { type ReadOptions, readBundle } from "./read-bundle";
import {
  errorsOf,
  HEADER,
  labelMe,
  picture,
  TEXTS,
  type TestCell,
  type TestFiles,
  takenOf,
  testFolder,
  workbook,
  writeFiles,
  writeSmallBundle,
} from "./testing/bundle-files";

const base = await testFolder();
const read = async (changes: TestFiles = {}, options: ReadOptions = {}) =>
  readBundle(await writeSmallBundle(base, changes), options);

/** The small bundle with its rows in a CSV file. */
const csv = (text: string | Uint8Array): TestFiles => ({ "annotations.xlsx": null, "annotations.csv": text });
const HEAD = `Video,${HEADER}`;
const row = (video: string, frame: string | number, texts: readonly string[] = TEXTS) =>
  `${video},${frame},A,${texts.join(",")}`;
const ALL = [row("V1", 1), row("V1", 2), row("V2", 7)];

let count = 0;
/** A bundle of videos by name, each with the frame 1; what its tables say is given. */
async function named(videos: readonly string[], files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = `${base}/named-${++count}`;
  const frames = await Promise.all(
    videos.map(async (video, index) => [
      [`frames/${video}/000001.jpg`, await picture(64, 48, `#a0${index}030`)] as const,
      [`labelme/${video}/000001.json`, labelMe()] as const,
    ]),
  );
  const bundle = await readBundle(
    await writeFiles(folder, { ...Object.fromEntries(frames.flat()), ...files }),
  );
  return { bundle, taken: takenOf(bundle), errors: errorsOf(bundle) };
}
const sheet = (...rows: TestCell[][]): TestCell[][] => [HEADER, ...rows];
const line = (frame: TestCell): TestCell[] => [frame, "A", ...TEXTS];

describe("CSV", () => {
  test("lines that end in different ways are rows each", async () => {
    const bundle = await read(csv(`${HEAD}\r\n${ALL.join("\n")}\r`));
    expect(bundle.problems).toEqual([]);
    expect(takenOf(bundle)).toEqual(["V1/1", "V1/2", "V2/7"]);
    expect(bundle.samples[0]!.rationale.criticalRisk).toBe(TEXTS[3]);
  });

  test("a quotation mark that would take in other rows stops the bundle at its cell", async () => {
    const open = row("V1", 1, [TEXTS[0]!, TEXTS[1]!, TEXTS[2]!, '"stay off the duct']);
    const bundle = await read(csv([HEAD, open, ...ALL.slice(1)].join("\n")));
    expect(bundle.unusable).toBe(true);
    expect(errorsOf(bundle)).toMatchObject([{ file: "annotations.csv", row: 2, column: "G" }]);
    expect(errorsOf(bundle)[0]!.message).toContain("quotation mark");
  });

  test("a text with a comma outside quotation marks refuses its row alone", async () => {
    const long = row("V1", 1, ["Over the duct", " lateral", ...TEXTS.slice(1)]);
    const bundle = await read(csv([HEAD, long, ...ALL.slice(1)].join("\n")));
    expect(takenOf(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(errorsOf(bundle)[0]).toMatchObject({
      row: 2,
      message: expect.stringContaining("8 cells under 7 columns"),
    });
  });

  test("a text cut in two by its comma is refused where a column of notes takes its end", async () => {
    const head = `${HEAD},Notes`;
    const full = ALL.map((row) => `${row},`);
    const cut = `${row("V1", 1, ["Over the duct", "lateral", ...TEXTS.slice(1)])},`;
    const bundle = await read(csv([head, cut, ...full.slice(1)].join("\n")));
    expect(takenOf(bundle)).toEqual(["V1/2", "V2/7"]);
    const lost = row("V1", 1, [`${TEXTS[0]}${TEXTS[1]}`, ...TEXTS.slice(2), "a note"]);
    expect(takenOf(await read(csv([head, lost, ...full.slice(1)].join("\n"))))).toEqual(["V1/2", "V2/7"]);
  });

  test("a row broken by a line end is refused with the row that it may be a part of", async () => {
    const broken = `${ALL[0]}\nand the hepatic artery`;
    const bundle = await read(csv([HEAD, broken, ...ALL.slice(1)].join("\n")));
    expect(takenOf(bundle)).toEqual(["V2/7"]);
    expect(errorsOf(bundle).flatMap(({ row }) => row ?? [])).toEqual([2, 3, 4]);
  });

  test("names of columns that stand again in another order end the table", async () => {
    const turned = `${HEAD.split(",").reverse().join(",")}\nr,n,e,l,A,7,V2`;
    const bundle = await read(csv([HEAD, ...ALL.slice(0, 2), HEAD, turned].join("\n")));
    expect(takenOf(bundle)).toEqual(["V1/1", "V1/2"]);
    expect(errorsOf(bundle)[0]).toMatchObject({
      row: 5,
      message: expect.stringContaining("in another order"),
    });
  });

  test("what is not Unicode stops the bundle, unless its encoding is named", async () => {
    const gbk = Buffer.concat([
      Buffer.from(`${HEAD}\n${ALL.slice(1).join("\n")}\nV1,1,A,`),
      Buffer.from("cebbd3da", "hex"),
      Buffer.from(`,${TEXTS.slice(1).join(",")}\n`),
    ]);
    const refused = await read(csv(gbk));
    expect(refused.unusable).toBe(true);
    expect(errorsOf(refused)).toMatchObject([
      { file: "annotations.csv", row: 4, message: expect.stringContaining("CSV UTF-8") },
    ]);
    const bundle = await read(csv(gbk), { encoding: "gb18030" });
    expect(bundle.problems).toEqual([]);
    expect(bundle.samples[0]!.rationale.location).toBe("位于");
  });

  test.each([
    ["UTF-16 with the higher byte first", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["UTF-16 without a mark", (text: string) => Buffer.from(text, "utf16le")],
  ])("%s is read", async (_, encode) => {
    const bundle = await read(csv(encode([HEAD, ...ALL].join("\r\n"))));
    expect(bundle.problems).toEqual([]);
    expect(bundle.samples).toHaveLength(3);
  });

  test("a text that was read in another encoding before is refused at its cell", async () => {
    const spoilt = row("V1", 1, ["Calotâ€™s triangle", ...TEXTS.slice(1)]);
    const bundle = await read(csv([HEAD, spoilt, ...ALL.slice(1)].join("\n")));
    expect(takenOf(bundle)).toEqual(["V1/2", "V2/7"]);
    expect(errorsOf(bundle)).toMatchObject([
      { row: 2, column: "D", message: expect.stringContaining("“â€™”") },
    ]);
  });
});

describe("names of videos", () => {
  const LONG = ["2027-01-14_OR2_laparoscopic-chole_case01", "2027-02-02_OR1_laparoscopic-chole_case02"];

  test("sheets cut after 31 letters find their video", async () => {
    const sheets = Object.fromEntries(LONG.map((name) => [name.slice(0, 31), sheet(line(1))]));
    const { bundle, taken } = await named(LONG, { "annotations.xlsx": await workbook(sheets) });
    expect(taken).toEqual(LONG.map((name) => `${name}/1`));
    expect(bundle.problems.filter(({ sheet }) => sheet !== null)).toMatchObject([
      { level: "warning", message: expect.stringContaining(LONG[0]!) },
      { level: "warning", message: expect.stringContaining(LONG[1]!) },
    ]);
  });

  test("a cut sheet that may be of two videos is one error, with what to do", async () => {
    const alike = [
      "2027-01-14_OR2_laparoscopic-cholecystectomy-1",
      "2027-01-14_OR2_laparoscopic-cholecystectomy-2",
    ];
    const { taken, errors } = await named(alike, {
      "annotations.xlsx": await workbook({ [alike[0]!.slice(0, 31)]: sheet(line(1)) }),
    });
    expect(taken).toEqual([]);
    expect(errors.filter(({ sheet }) => sheet !== null)).toMatchObject([
      { message: expect.stringContaining("add a column Video") },
    ]);
  });

  test("signs that a sheet's name can't have may be others there", async () => {
    const { taken } = await named(["V01 [left port]", "V02"], {
      "annotations.xlsx": await workbook({ "V01 (left port)": sheet(line(1)), V02: sheet(line(1)) }),
    });
    expect(taken).toEqual(["V01 [left port]/1", "V02/1"]);
  });

  test("a video that became a date is said to be one, in a workbook and in CSV", async () => {
    const days = ["2027-01-14", "2027-02-02"];
    const cells = days.map((day) => [new Date(day), ...line(1)]);
    const dates = await named(days, {
      "annotations.xlsx": await workbook({ Annotations: [["Video", ...HEADER], ...cells] }),
    });
    expect(dates.taken).toEqual([]);
    expect(dates.errors.slice(0, 2)).toMatchObject([
      { row: 2, column: "A", message: expect.stringContaining("The video is a date, 2027-01-14") },
      { row: 3, column: "A", message: expect.stringContaining("The video is a date, 2027-02-02") },
    ]);
    const american = await named(days, {
      "annotations.csv": [HEAD, row("1/14/2027", 1), row("2/2/2027", 1)].join("\n"),
      "splits.csv": "video,split\n1/14/2027,train\n2/2/2027,test\n",
    });
    expect(american.bundle.unusable).toBe(true);
    expect(american.errors.map(({ file, row }) => [file, row])).toEqual([
      ["annotations.csv", 2],
      ["annotations.csv", 3],
      ["splits.csv", 2],
      ["splits.csv", 3],
    ]);
    for (const { message } of american.errors) expect(message).toContain("looks like a date");
  });

  test("zeros that were dropped are found again, with a warning", async () => {
    const { bundle, taken, errors } = await named(["01", "02"], {
      "annotations.xlsx": await workbook({
        All: [
          ["Video", ...HEADER],
          [1, ...line(1)],
          [2, ...line(1)],
        ],
      }),
      "splits.csv": "video,split\n1,train\n2,test\n",
    });
    expect(errors).toEqual([]);
    expect(taken).toEqual(["01/1", "02/1"]);
    expect(bundle.samples.map(({ split }) => split)).toEqual(["train", "test"]);
    expect(bundle.problems.map(({ level }) => level)).toEqual(["warning", "warning", "warning", "warning"]);
  });

  test.each([
    ["two folders may be meant", ["V01", "V001"], ["V1"]],
    ["the folder's own name is there too", ["V01", "V02"], ["V1", "V01", "V02"]],
    ["two spellings are there", ["V01", "V02"], ["V1", "V001", "V02"]],
  ])("no zeros are guessed where %s, which is said once a video", async (_, videos, names) => {
    const { errors } = await named(videos, {
      "annotations.csv": [HEAD, ...names.flatMap((name) => [row(name, 1), row(name, 5)])].join("\n"),
    });
    const said = errors.filter(({ message }) => message.includes("may mean") || message.includes("“V1”"));
    expect(said[0]!.message).toContain("2 rows were not read");
    expect(new Set(said.map(({ message }) => message)).size).toBe(said.length);
  });

  test("width, case and what nobody sees make no other video", async () => {
    const { bundle, taken } = await named(["VID18", "VID19"], {
      "annotations.csv": [HEAD, row("ＶＩＤ１８", "１"), row("\u200bvid\u00ad19", "١")].join("\n"),
      "splits.csv": "video,split\nVID18,train\nVID19,test\n",
    });
    expect(bundle.problems).toEqual([]);
    expect(taken).toEqual(["VID18/1", "VID19/1"]);
  });

  test("a total below the rows is passed over with a warning", async () => {
    const bundle = await read(csv([HEAD, ...ALL, "Total,3,,,,,"].join("\n")));
    expect(bundle.samples).toHaveLength(3);
    expect(bundle.problems).toMatchObject([{ level: "warning", row: 5, column: "A" }]);
  });

  test("a video that no folder has is one error for all its rows", async () => {
    const { taken, errors } = await named(["V1"], {
      "annotations.csv": [HEAD, row("V1", 1), row("V9", 1), row("V9", 2), row("V9", 3)].join("\n"),
    });
    expect(taken).toEqual(["V1/1"]);
    expect(errors).toMatchObject([
      { row: 3, column: "A", message: expect.stringContaining("3 rows were not read") },
    ]);
  });
});

describe("a split that can't be placed", () => {
  test.each([
    ["no video's, while a video has none", "video,split\nV1,train\nV3,test\n", { row: 3 }],
    ["a word that is none", "video,split\nV1,train\nV2,tset\n", { row: 3, column: "B" }],
    ["a row that is broken", "video,split\nV1,train\nV2\n", { row: 3 }],
    ["a name that a spreadsheet spoilt", "video,split\nV1,train\nV2,test\n1.2E+11,test\n", { row: 4 }],
  ])("stops the bundle: %s", async (_, splits, place) => {
    const bundle = await read({ "splits.csv": splits });
    expect(bundle.unusable).toBe(true);
    expect(errorsOf(bundle)).toMatchObject([{ file: "splits.csv", ...place }]);
  });

  test("does not where every video has its own: the bundle is a part of something larger", async () => {
    const bundle = await read({ "splits.csv": "video,split\nV1,train\nV2,test\nV3,test\n" });
    expect(bundle.samples).toHaveLength(3);
    expect(bundle.problems).toEqual([]);
  });

  test("may be in a workbook", async () => {
    const bundle = await read({
      "splits.csv": null,
      "splits.xlsx": await workbook({
        S: [["Splits of 2027"], ["Video", "Split"], ["V1", "train"], ["V2", "test"]],
      }),
    });
    expect(bundle.problems).toEqual([]);
    expect(bundle.samples.map(({ split }) => split)).toEqual(["train", "train", "test"]);
  });
});

test("a picture whose name is a copy's or a clock's is refused by name, with what to do", async () => {
  const odd = [
    "VID18_000167 2",
    "VID18_000168-3",
    "000169_1",
    "VID18_000170 (1)",
    "frame_00-12-05",
    "still 14-05-33",
  ];
  const bundle = await read(
    Object.fromEntries(
      await Promise.all(odd.map(async (name) => [`frames/V1/${name}.jpg`, await picture()] as const)),
    ),
  );
  expect(takenOf(bundle)).toEqual(["V1/1", "V1/2", "V2/7"]);
  expect(
    errorsOf(bundle)
      .map(({ file }) => file)
      .sort(),
  ).toEqual(odd.map((name) => `frames/V1/${name}.jpg`).sort());
  for (const { message } of errorsOf(bundle)) expect(message).toContain("as in 000166.jpg");
});
