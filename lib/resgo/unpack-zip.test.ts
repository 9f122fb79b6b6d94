import { createWriteStream, existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { testFolder } from "./testing/bundle-files";
import { unpackZip } from "./unpack-zip";

const base = await testFolder();
const LIMITS = { entries: 100, bytes: 1_000_000 };

type Entry = { name: string; content?: Uint8Array | string; mode?: number };

/** An archive with names as they are given, whatever they are. */
async function archive(entries: readonly Entry[], change?: (bytes: Buffer) => Buffer): Promise<string> {
  const file = path.join(await mkdtemp(path.join(base, "zip-")), "a.zip");
  const zip = new ZipFile();
  // Names are put in afterwards: the writer refuses to make a hostile archive.
  const stand = entries.map(({ name }, index) => String(index).padStart(Buffer.byteLength(name), "_"));
  for (const [index, { content = "x", mode }] of entries.entries()) {
    zip.addBuffer(Buffer.from(content), stand[index]!, mode === undefined ? {} : { mode });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  let bytes: Buffer = await readFile(file);
  for (const [index, { name }] of entries.entries()) {
    const [from, to] = [Buffer.from(stand[index]!), Buffer.from(name)];
    for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + to.length)) to.copy(bytes, at);
  }
  bytes = change ? change(bytes) : bytes;
  await writeFile(file, bytes);
  return file;
}

const newFolder = async (): Promise<string> => path.join(await mkdtemp(path.join(base, "to-")), "unpacked");

async function unpack(file: string, limits = LIMITS) {
  const folder = await newFolder();
  const unpacked = await unpackZip(file, folder, limits);
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(unpacked.root, path.join(entry.parentPath, entry.name)))
    .sort();
  return { ...unpacked, folder, names };
}

describe("unpackZip", () => {
  test("unpacks a bundle, with or without a folder around it, and leaves out what systems add", async () => {
    const inside = ["frames/V1/1.jpg", "annotations.csv", "__MACOSX/._x", "frames/.DS_Store"];
    const bare = await unpack(await archive(inside.map((name) => ({ name }))));
    expect(bare.names).toEqual(["annotations.csv", "frames/V1/1.jpg"]);
    const wrapped = await unpack(await archive([{ name: "resgo/frames/V1/1.jpg" }, { name: "resgo/a.csv" }]));
    expect(wrapped.names).toEqual(["a.csv", "frames/V1/1.jpg"]);
    expect(path.basename(wrapped.root)).toBe("resgo");
    const framesAlone = await unpack(await archive([{ name: "frames/V1/1.jpg" }]));
    expect(framesAlone.names).toEqual(["frames/V1/1.jpg"]);
  });

  test("takes back slashes for slashes", async () => {
    expect((await unpack(await archive([{ name: "a\\b.txt" }, { name: "c" }]))).names).toEqual([
      "a/b.txt",
      "c",
    ]);
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

  test.each(["a\u0007b", "a//b", "./a", "n".repeat(300), "a\nb"])("refuses the name %j", async (name) => {
    await expect(unpack(await archive([{ name }]))).rejects.toThrow("name that can’t be used");
  });

  test("does not make links or devices, and says so", async () => {
    const file = await archive([
      { name: "link.jpg", content: "/etc/passwd", mode: 0o120777 },
      { name: "pipe", content: "", mode: 0o010644 },
      { name: "good", mode: 0o100644 },
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
    const claimed = 10;
    const file = await archive([{ name: "lies", content: new Uint8Array(100_000) }], (bytes) => {
      // The size in the directory, which readers go by.
      const at = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
      bytes.writeUInt32LE(claimed, at + 24);
      return bytes;
    });
    await expect(unpack(file)).rejects.toThrow("The archive is damaged");
  });

  test("takes the first of two alike, and says so of the second", async () => {
    const { names, problems } = await unpack(await archive([{ name: "A.txt" }, { name: "a.TXT" }]));
    expect(names).toEqual(["A.txt"]);
    expect(problems).toHaveLength(1);
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
    const file = path.join(await mkdtemp(path.join(base, "zip-")), "a.zip");
    await writeFile(file, bytes);
    await expect(unpack(file)).rejects.toThrow("The archive is damaged, or is no zip archive");
  });

  test("stops when it is told to", async () => {
    const file = await archive([{ name: "a" }]);
    const signal = AbortSignal.abort(new Error("stopping"));
    await expect(unpackZip(file, await newFolder(), LIMITS, { signal })).rejects.toThrow("stopping");
  });
});
