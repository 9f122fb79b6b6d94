import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { Phase } from "@/lib/domain/phases";
import {
  HEADER,
  labelMe,
  picture,
  TEXTS,
  type TestFiles,
  testFolder,
  workbook,
  writeSmallBundle,
} from "@/lib/resgo/testing/bundle-files";
import { makeAssignment, makeUser } from "@/lib/services/testing/factories";
import { loadPrompt, newestPrompt } from "@/lib/vlm/prompts/load-prompt";
import { importTests, NOW } from "../import/testing";
import { bundleSource } from "./bundle-source";
import { databaseSource } from "./database-source";
import type { Source } from "./source";
import type { Conversation } from "./training-row";
import { type TrainingFiles, trainingFiles, writeTrainingSet } from "./write-training-set";

const place = await importTests();
const base = await testFolder();
const quietly = () => {};
const prompt = loadPrompt(newestPrompt());
const twoTurns: Conversation = { stage: 2, prompt, singleTurn: false, withDefinition: true };

const newFiles = async () => trainingFiles(path.join(await mkdtemp(path.join(base, "out-")), "train.jsonl"));

type Row = {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly images: readonly string[];
  readonly id: string;
  readonly videoName: string;
  readonly frame: number;
  readonly phase: Phase;
  readonly boxes: readonly (readonly number[])[];
  readonly entities: readonly string[];
  readonly turn2?: Readonly<Record<Phase, string>>;
};

async function rowsOf({ rows }: TrainingFiles): Promise<Row[]> {
  return (await readFile(rows, "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const namesOf = (rows: readonly Row[]) => rows.map(({ videoName, frame }) => `${videoName}/${frame}`);

async function written(sources: readonly Source[], conversation = twoTurns) {
  const files = await newFiles();
  const manifest = await writeTrainingSet(sources, files, conversation, quietly);
  return { files, manifest, rows: await rowsOf(files) };
}

const bundle = async (changes: TestFiles = {}, stage: 1 | 2 = 2) =>
  bundleSource(await writeSmallBundle(base, changes), stage, quietly);

async function stored(name = "D", stage: 1 | 2 = 2): Promise<Source> {
  const { id } = await place.db.prisma.dataset.findFirstOrThrow({ where: { name } });
  return databaseSource(place.db, place.storage, id, stage, NOW);
}

const caseOf = (frameNumber: number) => place.db.prisma.case.findFirstOrThrow({ where: { frameNumber } });

describe("rows of a bundle", () => {
  test("are its train split, with both turns as a model is asked them, and boxes in thousandths", async () => {
    const { rows, manifest, files } = await written([await bundle()]);
    expect(namesOf(rows)).toEqual(["V1/1", "V1/2"]);
    const [first] = rows;
    const how = {
      coordinates: "relative-1000",
      frame: { width: 64, height: 48 },
      withDefinition: true,
    } as const;
    expect(first).toMatchObject({
      messages: [{ role: "user", content: `<image>${prompt.askPhase()}` }],
      phase: "A",
      boxes: [[125, 125, 625, 625]],
      rationale: { location: TEXTS[0], exposure: TEXTS[1], nextAction: TEXTS[2], criticalRisk: TEXTS[3] },
      width: 64,
      height: 48,
      turn2: { A: prompt.askZone("A", how), D: prompt.askZone("D", how) },
    });
    // A trainer has meanings of its own for some names of columns: `video`, `label`, `answer`.
    expect(Object.keys(first!)).toEqual([
      ...["messages", "images", "id", "videoName", "frame", "phase", "boxes", "rationale", "entities"],
      ...["width", "height", "turn2"],
    ]);
    expect(first!.entities).toContain("target cystic duct");
    expect(first!.entities).toContain("constraint common bile duct");
    expect(path.isAbsolute(first!.images[0]!)).toBe(true);
    expect(existsSync(first!.images[0]!)).toBe(true);
    expect(manifest).toMatchObject({
      rows: 2,
      videos: ["V1"],
      phases: { A: 1, B: 1, C: 0, D: 0 },
      leftOut: { test: 1, noSplit: 0 },
      prompt: { version: prompt.version, digest: prompt.digest },
      sharing: true,
    });
    expect(JSON.parse(await readFile(files.manifest, "utf8"))).toEqual(manifest);
    expect(await readdir(path.dirname(files.rows))).toEqual(["train.jsonl", "train.manifest.json"]);
  });

  test("give the same bytes again, whatever order their files were written in", async () => {
    const source = await bundle();
    const [first, second] = [await written([source]), await written([source])];
    expect(await readFile(second.files.rows)).toEqual(await readFile(first.files.rows));
    expect(await readFile(second.files.manifest)).toEqual(await readFile(first.files.manifest));
  });

  test("of stage 1 have no second turn, and need no box", async () => {
    const boxless = { "labelme/V1/000002.json": labelMe([]) };
    const { rows } = await written([await bundle(boxless, 1)], { ...twoTurns, stage: 1 });
    expect(namesOf(rows)).toEqual(["V1/1", "V1/2"]);
    expect(rows.map(({ boxes }) => boxes.length)).toEqual([1, 0]);
    expect(rows.every((row) => row.turn2 === undefined)).toBe(true);
    await expect(bundle(boxless)).rejects.toThrow("Not everything in");
  });

  test("of a single turn ask everything at once; without definitions none is told", async () => {
    const source = await bundle();
    const single = await written([source], { ...twoTurns, singleTurn: true });
    expect(single.rows[0]!.turn2).toBeUndefined();
    expect(single.rows[0]!.messages[0]!.content).toContain("bbox_2d");
    const bare = await written([source], { ...twoTurns, withDefinition: false });
    expect(bare.rows[0]!.turn2!.A).not.toContain("Surgical Context");
    expect(bare.manifest.noDefinition).toBe(true);
  });

  test("show a picture upright that its file turns", async () => {
    const turned = await sharp(await picture(48, 64, "#a04030"))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { rows, files } = await written([await bundle({ "frames/V1/000001.jpg": turned })]);
    const [file] = rows[0]!.images;
    expect(path.dirname(file!)).toBe(files.pictures);
    expect(await sharp(file).metadata()).toMatchObject({ width: 64, height: 48 });
    expect((await sharp(file).metadata()).orientation ?? 1).toBe(1);
    expect(rows[1]!.images[0]).toContain("000002.jpg");
  });

  test("take names as they are", async () => {
    const name = "V 1 “<image>” $& ü";
    const { rows } = await written([
      await bundle({
        "frames/V1/000001.jpg": null,
        "frames/V1/000002.jpg": null,
        "labelme/V1/000001.json": null,
        "labelme/V1/000002.json": null,
        [`frames/${name}/000001.jpg`]: await picture(64, 48, "#104030"),
        [`labelme/${name}/000001.json`]: labelMe(),
        "annotations.xlsx": await workbook({
          All: [
            ["Video", ...HEADER],
            [name, 1, "A", ...TEXTS],
            ["V2", 7, "C", ...TEXTS],
          ],
        }),
        "splits.csv": `video,split\n${name},train\nV2,test\n`,
      }),
    ]);
    expect(rows[0]).toMatchObject({ videoName: name, frame: 1 });
    expect(rows[0]!.images[0]).toContain(`/${name}/`);
    expect(rows[0]!.messages[0]!.content.split("<image>")).toHaveLength(2);
  });

  test("are refused where anything of it can’t be read, with what and where", async () => {
    await expect(bundle({ "frames/V2/000007.jpg": "no picture" })).rejects.toMatchObject({
      problems: [expect.objectContaining({ file: "frames/V2/000007.jpg" })],
    });
  });

  test("are refused where there is nothing to learn from", async () => {
    const source = await bundle({ "splits.csv": "video,split\nV1,test\nV2,test\n" });
    await expect(written([source])).rejects.toThrow("no video is in the split train");
  });

  test("are refused where a picture is in train and in test, at another quality and size", async () => {
    const [frame] = await readdir("demo/bundle/frames/V01");
    const resized = (width: number, height: number, quality: number) =>
      sharp(path.join("demo/bundle/frames/V01", frame!))
        .resize(width, height, { fit: "fill" })
        .jpeg({ quality })
        .toBuffer();
    const source = await bundle({
      "frames/V1/000002.jpg": await resized(640, 480, 95),
      "labelme/V1/000002.json": labelMe([{}], { imageWidth: 640, imageHeight: 480 }),
      "frames/V2/000007.jpg": await resized(320, 240, 60),
      "labelme/V2/000007.json": labelMe([{}], { imageWidth: 320, imageHeight: 240 }),
    });
    const files = await newFiles();
    await expect(writeTrainingSet([source], files, twoTurns, quietly)).rejects.toThrow(
      /V1, frame 2 \(train, .*\) and V2, frame 7 \(test, .*\) show the same/,
    );
    expect(await readdir(path.dirname(files.rows))).toEqual([]);
  });

  test("are refused where a video is in test in another of the bundles", async () => {
    const other = await bundle({
      "dataset.json": '{"name":"Other"}',
      "frames/V1/000001.jpg": await picture(64, 48, "#204030"),
      "frames/V1/000002.jpg": await picture(64, 48, "#205030"),
      "frames/V2/000007.jpg": await picture(64, 48, "#206030"),
      "splits.csv": "video,split\nV1,test\nV2,train\n",
    });
    await expect(written([await bundle(), other])).rejects.toThrow(/V1 \(train in .*, test in Other\)/);
    await expect(written([await bundle(), other])).rejects.toThrow(/V2 \(train in Other, test in /);
  });

  test("of terms that forbid to hand it on are written, and say so beside them", async () => {
    const source = await bundle({ "dataset.json": '{"name":"Closed","licence":"Ours","sharing":false}' });
    const { manifest, files } = await written([source]);
    expect(manifest.sharing).toBe(false);
    expect(await readFile(files.terms, "utf8")).toContain("Closed: not to be handed on.");
  });

  test("leave no file where they can’t be written", async () => {
    const files = await newFiles();
    await mkdir(files.rows);
    await expect(writeTrainingSet([await bundle()], files, twoTurns, quietly)).rejects.toMatchObject({
      code: "EISDIR",
    });
    expect((await readdir(path.dirname(files.rows))).filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});

describe("rows of the database", () => {
  test("are those of the bundle it came from, with the originals’ pictures beside them", async () => {
    await place.run();
    const { rows, manifest, files } = await written([await stored()]);
    const ofBundle = await written([await bundleSource(place.folder, 2, quietly)]);
    const same = ({ images: _, id: __, ...row }: Row) => row;
    expect(rows.map(same)).toEqual(ofBundle.rows.map(same));
    const pixels = (file: string) => sharp(file).raw().toBuffer();
    for (const [index, { images }] of rows.entries()) {
      expect(path.dirname(images[0]!)).toBe(files.pictures);
      expect(await pixels(images[0]!)).toEqual(await pixels(ofBundle.rows[index]!.images[0]!));
    }
    expect(manifest).toMatchObject({ rows: 2, leftOut: { test: 1, notPublished: 0, heldBack: 0 } });
  });

  test("write pictures that are missing or were changed, and leave the others", async () => {
    await place.run();
    const files = await newFiles();
    const write = async () => writeTrainingSet([await stored()], files, twoTurns, quietly);
    await write();
    const [first, second] = (await readdir(files.pictures)).map((name) => path.join(files.pictures, name));
    const before = await readFile(first!);
    await writeFile(first!, "damaged");
    await rm(second!);
    await write();
    expect(await readFile(first!)).toEqual(before);
    expect(await readdir(files.pictures)).toHaveLength(2);
  });

  test("leave out drafts, retired cases, removed pictures and datasets that are closed, and count them", async () => {
    await place.run();
    const { id } = await caseOf(1);
    const data = [{ publication: "draft" }, { retiredAt: NOW, retiredBecause: "wrong" }] as const;
    for (const change of data) {
      await place.db.prisma.case.update({ where: { id }, data: change });
      const { rows, manifest } = await written([await stored()]);
      expect([namesOf(rows), manifest.leftOut.notPublished]).toEqual([["V1/2"], 1]);
      await place.db.prisma.case.update({
        where: { id },
        data: { publication: "published", retiredAt: null, retiredBecause: null },
      });
    }
    const frame = { versions: { some: { caseId: id } } };
    const removed = { removedAt: NOW, removedBecause: "a face" };
    await place.db.prisma.frame.updateMany({ where: frame, data: removed });
    expect(namesOf((await written([await stored()])).rows)).toEqual(["V1/2"]);
    await place.db.prisma.dataset.updateMany({ data: { publication: "draft" } });
    await expect(written([await stored()])).rejects.toThrow("2 are not published");
  });

  test("never are a case that an exam holds back, open or to come, nor its picture elsewhere", async () => {
    await place.run();
    const { institutionId } = await place.db.prisma.dataset.findFirstOrThrow();
    const resident = await makeUser(place.db, institutionId);
    const given = await caseOf(1);
    const exam = async (options: Parameters<typeof makeAssignment>[4]) => {
      await place.db.pool.query("TRUNCATE assignment CASCADE");
      await makeAssignment(place.db, institutionId, [given], [resident], options);
      const { rows, manifest } = await written([await stored()]);
      return [namesOf(rows), manifest.leftOut.heldBack];
    };
    const [before, after] = [new Date(NOW.getTime() - 1000), new Date(NOW.getTime() + 1000)];
    const without = [["V1/2"], 1];
    const whole = [["V1/1", "V1/2"], 0];
    expect(await exam({ opensAt: before })).toEqual(without);
    expect(await exam({ opensAt: after })).toEqual(without);
    expect(await exam({ opensAt: before, resultsReleasedAt: after })).toEqual(without);
    expect(await exam({ opensAt: before, resultsReleasedAt: before })).toEqual(whole);
    expect(await exam({ mode: "guided", opensAt: before })).toEqual(without);
    expect(await exam({ mode: "guided", opensAt: after })).toEqual(whole);
    // The exam has the same picture in another dataset.
    await place.run({ dataset: "Copy" });
    const other = await place.db.prisma.case.findFirstOrThrow({
      where: { frameNumber: 2, video: { dataset: { name: "Copy" } } },
    });
    await makeAssignment(place.db, institutionId, [other], [resident], { opensAt: before });
    expect(namesOf((await written([await stored()])).rows)).toEqual(["V1/1"]);
  });

  test("know nothing of another institution’s exams", async () => {
    await place.run();
    const elsewhere = await place.db.prisma.institution.create({ data: { name: "Elsewhere" } });
    await makeAssignment(place.db, elsewhere.id, [await caseOf(1)], [], { opensAt: NOW });
    expect(namesOf((await written([await stored()])).rows)).toEqual(["V1/1", "V1/2"]);
  });

  test("are refused where another dataset of the institution tests on the same picture", async () => {
    await place.run();
    await place.run({ dataset: "Copy" });
    await place.db.prisma.video.updateMany({
      where: { name: "V1", dataset: { name: "Copy" } },
      data: { split: "test" },
    });
    await expect(written([await stored()])).rejects.toThrow(
      "V1, frame 1 (train, D) and V1, frame 1 (test, Copy)",
    );
  });

  test("are those of the current version", async () => {
    await place.run();
    const { currentVersionId } = await caseOf(1);
    const { id: _, ...version } = await place.db.prisma.caseVersion.findUniqueOrThrow({
      where: { id: currentVersionId! },
    });
    const next = await place.db.prisma.caseVersion.create({
      data: { ...version, boxes: [[0, 0, 32, 24]], noGo: [], number: 2, phase: "D" },
    });
    await place.db.prisma.case.update({
      where: { id: version.caseId },
      data: { currentVersionId: next.id },
    });
    const { rows } = await written([await stored()]);
    expect(rows[0]).toMatchObject({ phase: "D", boxes: [[0, 0, 500, 500]] });
  });

  test("say in a sentence which picture is gone", async () => {
    await place.run();
    const gone = { ...place.storage, readOriginal: async () => null };
    const { id } = await place.db.prisma.dataset.findFirstOrThrow();
    const source = await databaseSource(place.db, gone, id, 2, NOW);
    await expect(written([source])).rejects.toThrow("V1, frame 1: Its picture is not in the storage.");
  });
});
