import { existsSync } from "node:fs";
import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Encoding } from "@/lib/domain/uploads/encodings";
import { testFolder } from "../testing/bundle-files";
import { type RawEntry, rawZip, unicodePath } from "../testing/raw-zip";
import { unpackZip } from "./unpack-zip";

const base = await testFolder();
const LIMITS = { entries: 100, bytes: 1_000_000 };

async function written(bytes: Uint8Array): Promise<string> {
  const file = path.join(await mkdtemp(path.join(base, "zip-")), "a.zip");
  await writeFile(file, bytes);
  return file;
}

const archive = (entries: readonly RawEntry[], zip?: Parameters<typeof rawZip>[1]): Promise<string> =>
  written(rawZip(entries, zip));
/** A file with a Unix mode. */
const withMode = (name: string, mode: number): RawEntry => ({ name, attributes: mode * 0x10000 });

const newFolder = async (): Promise<string> => path.join(await mkdtemp(path.join(base, "to-")), "unpacked");

async function unpack(file: string, limits = LIMITS, encoding: Encoding | null = null) {
  const folder = await newFolder();
  const problems = await unpackZip(file, folder, limits, { encoding });
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  return { problems, folder, names };
}

/** The names that an archive unpacks to. */
const namesOf = async (entries: readonly RawEntry[], encoding: Encoding | null = null): Promise<string[]> =>
  (await unpack(await archive(entries), LIMITS, encoding)).names;

describe("unpackZip", () => {
  test("unpacks files, and leaves out what systems add", async () => {
    const inside = [
      "frames/V1/1.jpg",
      "annotations.csv",
      "__MACOSX/._x",
      "frames/.DS_Store",
      "frames/V1/._1.jpg",
    ];
    expect(await namesOf(inside.map((name) => ({ name })))).toEqual(["annotations.csv", "frames/V1/1.jpg"]);
  });

  test("takes “./” and doubled slashes for what they lead to, and makes no files of folders", async () => {
    const names = await namesOf([
      { name: "./" },
      { name: "./a.txt" },
      { name: "./b//c.txt" },
      { name: "d/./e.txt" },
      { name: "f/", content: "" },
      { name: "g", content: "", attributes: 0x10 },
    ]);
    expect(names).toEqual(["a.txt", "b/c.txt", "d/e.txt"]);
  });

  test("takes back slashes for slashes", async () => {
    expect(await namesOf([{ name: "a\\b.txt" }, { name: "c" }])).toEqual(["a/b.txt", "c"]);
  });

  test.each(["../evil", "a/../../evil", "/etc/evil", "C:/evil", "..\\evil", "a\\..\\..\\evil"])(
    "refuses the archive with %s, and writes nothing outside",
    async (name) => {
      const file = await archive([{ name: "good" }, { name }]);
      const folder = await newFolder();
      await expect(unpackZip(file, folder, LIMITS)).rejects.toThrow("outside of it");
      expect(existsSync(path.join(path.dirname(folder), "evil"))).toBe(false);
    },
  );

  test.each(["a\u0007b", "n".repeat(300), "a\nb", ""])("refuses the name %j", async (name) => {
    await expect(unpack(await archive([{ name }]))).rejects.toThrow("name that can’t be used");
  });

  test("does not make links or devices, and says so", async () => {
    const file = await archive([
      { ...withMode("link.jpg", 0o120777), content: "/etc/passwd" },
      withMode("pipe", 0o010644),
      withMode("good", 0o100644),
    ]);
    const { names, problems } = await unpack(file);
    expect(names).toEqual(["good"]);
    expect(problems.map(({ file: name, message }) => [name, message])).toEqual([
      ["link.jpg", "A symbolic link in the archive was not unpacked."],
      ["pipe", "This is no file and was not unpacked."],
    ]);
  });

  test("refuses bombs: by count, by size in all, by ratio", async () => {
    const many = await archive(Array.from({ length: 101 }, (_, n) => ({ name: `f${n}` })));
    await expect(unpack(many)).rejects.toThrow("101 files; 100 are the most");
    const large = await archive([{ name: "a", content: new Uint8Array(1_000_001) }]);
    await expect(unpack(large)).rejects.toThrow("unpacks to more than 1 MB");
    const zeros = await archive([{ name: "zeros.jpg", content: new Uint8Array(50_000_000) }]);
    await expect(unpack(zeros, { entries: 1, bytes: 1e9 })).rejects.toThrow(/unpacks to \d+ times its size/);
  });

  test("refuses an entry that holds more than it claims", async () => {
    const bytes = rawZip([{ name: "lies", content: new Uint8Array(100_000) }]);
    // The size in the directory, which readers go by.
    bytes.writeUInt32LE(10, bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
    const file = await written(bytes);
    await expect(unpack(file)).rejects.toThrow("The archive is damaged");
  });

  test("takes neither of two whose names are one or nearly one, unless they are the same", async () => {
    const { names, problems } = await unpack(
      await archive([
        { name: "A.txt" },
        { name: "a.TXT" },
        { name: "twice", content: "1" },
        { name: "twice", content: "2" },
        { name: "same" },
        { name: "same" },
        { name: "é", content: "composed", marked: true },
        { name: "e\u0301", content: "decomposed", marked: true },
      ]),
    );
    expect(names).toEqual(["same"]);
    expect(problems.map(({ level, file, message }) => [level, file, message])).toEqual([
      ["error", "a.TXT", "Its name differs from A.txt by no more than case; neither was unpacked."],
      ["error", "twice", "The archive holds this file twice, and not alike; neither was unpacked."],
      ["warning", "same", "The archive holds this file twice, alike; it counts once."],
      ["error", "é", "The archive holds this file twice, and not alike; neither was unpacked."],
    ]);
  });

  test("refuses a file that is a folder too", async () => {
    await expect(unpack(await archive([{ name: "a" }, { name: "a/b" }]))).rejects.toThrow(
      "a file and as a folder",
    );
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["a picture", Buffer.from("\xff\xd8\xff not a zip", "latin1")],
    ["a cut archive", Buffer.from(zipSync({ "a.txt": new Uint8Array(1000) })).subarray(0, 60)],
  ])("refuses %s", async (_, bytes) => {
    await expect(unpack(await written(bytes))).rejects.toThrow(
      "The archive is damaged, or is no zip archive",
    );
  });

  test("stops when it is told to", async () => {
    const file = await archive([{ name: "a" }]);
    const signal = AbortSignal.abort(new Error("stopping"));
    await expect(unpackZip(file, await newFolder(), LIMITS, { signal })).rejects.toThrow("stopping");
  });
});

describe("the names in an archive", () => {
  const gbk = Buffer.from([0xca, 0xd6, 0xca, 0xf5, 0x31]); // 手术1
  const sjis = Buffer.from([0x95, 0x5c, 0x31]); // 表1: its second byte is a backslash's
  const cp850 = Buffer.from([0x4a, 0x6f, 0xc6, 0x6f]); // João

  test.each([
    ["UTF-8 that says so", [{ name: "手术", marked: true }], "手术"],
    ["UTF-8 that doesn’t", [{ name: "手术" }], "手术"],
    ["letters and accents apart, as a Mac packs them", [{ name: "Vide\u0301o 18" }], "Vidéo 18"],
    ["accented letters", [{ name: "João" }], "João"],
    ["an accented letter after a capital", [{ name: "Müller" }], "Müller"],
    ["an accented letter at the end", [{ name: "José 3" }], "José 3"],
    ["another alphabet", [{ name: "Видео" }], "Видео"],
    ["UTF-8 beside a name of an older system", [{ name: cp850, extra: unicodePath("João", cp850) }], "João"],
    [
      "UTF-8 beside a name whose letters were lost",
      [{ name: "??1", extra: unicodePath("手术1", Buffer.from("??1")) }],
      "手术1",
    ],
    [
      "the name where the field beside is another's",
      [{ name: "b", extra: unicodePath("a", Buffer.from("c")) }],
      "b",
    ],
  ])("are read as %s", async (_, entries, name) => {
    expect(await namesOf(entries)).toEqual([name]);
  });

  test("of an older system are refused, unless their encoding is named", async () => {
    await expect(namesOf([{ name: gbk }])).rejects.toThrow(
      "The archive doesn’t say how the names of its files are written, so their letters can’t be known: “????1”.",
    );
    expect(await namesOf([{ name: gbk }], "gb18030")).toEqual(["手术1"]);
    expect(await namesOf([{ name: sjis }], "shift_jis")).toEqual(["表1"]);
    await expect(namesOf([{ name: gbk }], "big5")).resolves.not.toEqual(["手术1"]);
    await expect(namesOf([{ name: Buffer.from([0xff, 0x41]) }], "gb18030")).rejects.toThrow(
      "neither Unicode nor gb18030",
    );
  });

  test("of a western system are refused, for it packs in another code page than it writes in", async () => {
    await expect(namesOf([{ name: cp850 }])).rejects.toThrow("their letters can’t be known: “Jo?o”");
    await expect(namesOf([{ name: cp850 }], "windows-1252")).rejects.toThrow("one of several code pages");
  });

  test("that are UTF-8 by chance are refused, but for another one in the archive that is by no chance", async () => {
    const mu = Buffer.from([0xc4, 0xbf, 0x31]); // 目1 in GBK, Ŀ1 in UTF-8
    await expect(namesOf([{ name: mu }])).rejects.toThrow("their letters can’t be known");
    expect(await namesOf([{ name: mu }], "gb18030")).toEqual(["目1"]);
    expect(await namesOf([{ name: mu }, { name: "手术" }])).toEqual(["Ŀ1", "手术"]);
    await expect(namesOf([{ name: gbk }, { name: "手术" }])).rejects.toThrow("their letters can’t be known");
  });

  test("that say they are UTF-8 and aren’t are refused", async () => {
    await expect(namesOf([{ name: gbk, marked: true }])).rejects.toThrow(
      "says that a name is UTF-8, and it isn’t",
    );
  });
});

describe("archives of other packers", () => {
  test.each([
    [9, "Deflate64"],
    [12, "BZIP2"],
    [14, "LZMA"],
    [93, "Zstandard"],
    [95, "XZ"],
    [77, "77"],
  ])("packed by method %i are told by its name", async (method, name) => {
    await expect(unpack(await archive([{ name: "a", method }]))).rejects.toThrow(
      `packed by a method that Calot can’t read, ${name} (“a”). Pack it anew by Deflate`,
    );
  });

  test.each([
    ["the oldest way", { flags: 1 }],
    ["AES", { method: 99 }],
    ["a certificate", { flags: 0x41 }],
  ])("encrypted by %s are told to be", async (_, entry) => {
    await expect(unpack(await archive([{ name: "a", ...entry }]))).rejects.toThrow(
      "The archive is encrypted.",
    );
  });

  test.each([
    ["sizes after the content", [{ name: "a", descriptor: true }], {}],
    ["records for 4 GB and more", [{ name: "a" }], { zip64: true }],
    ["something before", [{ name: "a" }], { before: Buffer.from("#!/bin/sh\nexit\n") }],
    [
      "something before, and records for 4 GB",
      [{ name: "a" }],
      { before: Buffer.from("MZ..."), zip64: true },
    ],
    ["something after", [{ name: "a" }], { after: Buffer.alloc(70_000) }],
    ["a comment", [{ name: "a" }], { comment: "made by me" }],
  ])("with %s are read", async (_, entries, zip) => {
    const { names, problems } = await unpack(await archive(entries, zip));
    expect({ names, problems }).toEqual({ names: ["a"], problems: [] });
  });

  test("of two, one after the other, neither is read", async () => {
    const file = await archive([{ name: "a" }], { before: rawZip([{ name: "b" }]) });
    await expect(unpack(file)).rejects.toThrow("holds two archives");
  });

  test.each([
    ["RAR", "Rar!\u001a\u0007\u0000"],
    ["7z", "7z\u00bc\u00af\u0027\u001c"],
    ["gzip", "\u001f\u008b\b"],
    ["tar", `${"a".padEnd(257, "\0")}ustar`],
  ])("of another kind, %s, are told by its name", async (name, start) => {
    await expect(unpack(await written(Buffer.from(start, "latin1")))).rejects.toThrow(
      `The file is packed as ${name}. Pack it as zip.`,
    );
  });

  test("of several parts are told to be", async () => {
    const bytes = rawZip([{ name: "a" }]);
    bytes.writeUInt16LE(3, bytes.length - 18);
    await expect(unpack(await written(bytes))).rejects.toThrow("one part of an archive of several");
  });

  test("that hold more than they count, or other than they say, are refused", async () => {
    await expect(unpack(await archive([{ name: "a" }, { name: "b" }], { count: 1 }))).rejects.toThrow(
      "more files than it says of itself",
    );
    await expect(unpack(await archive([{ name: "a", localName: "b" }]))).rejects.toThrow("is damaged");
    const bytes = rawZip([{ name: "a", content: "content", method: 0 }]);
    bytes.write("C", bytes.indexOf("content"));
    await expect(unpack(await written(bytes))).rejects.toThrow("not what its checksum says");
  });
});
