// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { sortChosen } from "./chosen-files";
import { droppedFiles } from "./dropped-files";

const named = (name: string, content = "x"): File => new File([content], name);

type Entry = FileSystemFileEntry | FileSystemDirectoryEntry;

const fileEntry = (name: string, content = "x") =>
  ({
    name,
    isDirectory: false,
    file: (take: (file: File) => void) => take(named(name, content)),
  }) as unknown as Entry;

/** As browsers have it: a few entries at a time, then none. */
function folder(name: string, inside: readonly Entry[]): Entry {
  const createReader = () => {
    let given = 0;
    return {
      readEntries: (take: (some: readonly Entry[]) => void) => {
        take(inside.slice(given, given + 2));
        given += 2;
      },
    };
  };
  return { name, isDirectory: true, createReader } as unknown as Entry;
}

/** A drop, whose folders are files too, as far as `getAsFile` tells. */
const drop = (...entries: readonly Entry[]): DataTransfer =>
  ({
    items: entries.map((entry) => ({
      kind: "file",
      webkitGetAsEntry: () => entry,
      getAsFile: () => named(entry.name),
    })),
  }) as unknown as DataTransfer;

async function chosenBy(data: DataTransfer) {
  const { files, unreadFolders } = await droppedFiles(data);
  const chosen = sortChosen(files, unreadFolders);
  return chosen.kind === "frames"
    ? { names: chosen.files.map(({ name }) => name), leftOut: chosen.leftOut }
    : chosen;
}

const VIDEO = folder("VID18", [
  fileEntry("frame_1.jpg"),
  fileEntry(".DS_Store"),
  fileEntry("frame_2.jpg"),
  folder("more", [fileEntry("frame_3.png")]),
]);
const FRAMES = ["frame_1.jpg", "frame_2.jpg", "frame_3.png"];

test("a dropped folder is the pictures in it, also beside a picture", async () => {
  expect(await chosenBy(drop(VIDEO))).toEqual({ names: FRAMES, leftOut: 0 });
  expect(await chosenBy(drop(VIDEO, fileEntry("frame_4.jpg")))).toEqual({
    names: [...FRAMES, "frame_4.jpg"],
    leftOut: 0,
  });
});

test("a folder that can’t be read is to be opened, never left out", async () => {
  const closed = {
    name: "VID18",
    isDirectory: true,
    createReader: () => ({
      readEntries: (_: unknown, fail: (error: Error) => void) => fail(new Error("no")),
    }),
  } as unknown as Entry;
  for (const dropped of [drop(closed), drop(closed, fileEntry("frame_4.jpg"))]) {
    expect(await chosenBy(dropped)).toEqual({
      kind: "none",
      problem: "A folder can’t be read here: open it, and drop the pictures in it.",
    });
  }
});

test.each<[string, readonly File[], RegExp]>([
  ["an unpacked bundle", [named("frame_1.jpg"), named("labels.json")], /Zip the bundle’s whole folder/],
  ["an empty picture", [named("frame_1.jpg", "")], /frame_1\.jpg: it has 0 bytes/],
  [
    "two of one name",
    [named("frame_1.jpg"), named("frame_1.jpg")],
    /^Two of the pictures are called frame_1/,
  ],
  [
    "more than may be sent",
    Array.from({ length: 20_001 }, (_, i) => named(`frame_${i}.jpg`)),
    /^20,001 pictures are more than one upload takes: 20,000 at most/,
  ],
])("%s is told of before anything is sent", (_, files, problem) => {
  expect(sortChosen(files)).toEqual({ kind: "none", problem: expect.stringMatching(problem) });
});
