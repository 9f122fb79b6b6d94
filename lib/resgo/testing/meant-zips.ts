import fc from "fast-check";
import { type RawEntry, rawZip, unicodePath } from "./raw-zip";

/** An archive with what its packer meant. */
export type MeantZip = {
  readonly bytes: Buffer;
  /** The files of the bundle, by their paths in it. */
  readonly files: ReadonlyMap<string, string>;
  /** In which encoding names are that don't say how they are written; null where they all do, or are UTF-8. */
  readonly encoding: string | null;
  /** What may keep it from being read; null where nothing may. */
  readonly hindrance: string | null;
};

const VIDEOS = [
  ...["V01", "VID 18", "手术18", "胆囊 3", "手術表1", "ビデオ1", "술기 2", "目 1"],
  ...["Vidéo 18", "João", "Müller", "José 3", "Видео 2", "Šibenik"],
];

/** The code pages of systems that write names in them; a name with other letters they mark as UTF-8. */
const CODE_PAGES = ["gb18030", "shift_jis", "big5", "euc-kr", "ibm866", "windows-1252"] as const;

const table = new Map<string, ReadonlyMap<string, Buffer>>();

/** The bytes of letters in an encoding, which is only known from reading it. */
function lettersOf(encoding: string): ReadonlyMap<string, Buffer> {
  const known = table.get(encoding);
  if (known) return known;
  const letters = new Map<string, Buffer>();
  const add = (...bytes: number[]): void => {
    const letter = new TextDecoder(encoding).decode(Buffer.from(bytes));
    if (letter.length === 1 && letter !== "\ufffd" && !letters.has(letter))
      letters.set(letter, Buffer.from(bytes));
  };
  for (let first = 0; first < 256; first++) add(first);
  for (let first = 0x81; first < 0xff; first++)
    for (let second = 0x40; second < 0xff; second++) add(first, second);
  table.set(encoding, letters);
  return letters;
}

function inCodePage(name: string, encoding: string): Buffer | null {
  const bytes = [...name].map((letter) => lettersOf(encoding).get(letter));
  return bytes.every((one) => one !== undefined) ? Buffer.concat(bytes as Buffer[]) : null;
}

const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

/** A name as a packer writes it. */
function packed(name: string, packer: string): Pick<RawEntry, "name" | "marked" | "extra"> {
  if (isAscii(name)) return { name };
  if (packer === "marks names") return { name, marked: true };
  if (packer === "writes them as they are") return { name };
  if (packer === "takes accents apart") return { name: name.normalize("NFD") };
  if (packer === "writes them twice") {
    const old = Buffer.from(name.replaceAll(/[^ -~]/g, "?"));
    return { name: old, extra: unicodePath(name, old) };
  }
  const bytes = inCodePage(name, packer);
  return bytes === null ? { name, marked: true } : { name: bytes };
}

const PACKERS = [
  "marks names",
  "writes them as they are",
  "takes accents apart",
  "writes them twice",
  ...CODE_PAGES,
] as const;

/** Archives as packers of several systems write them, and as they are after something has happened to them. */
export const meantZip: fc.Arbitrary<MeantZip> = fc
  .record({
    videos: fc.uniqueArray(fc.constantFrom(...VIDEOS), { minLength: 1, maxLength: 3 }),
    frames: fc.uniqueArray(fc.nat(9_999), { minLength: 1, maxLength: 3 }),
    packer: fc.constantFrom(...PACKERS),
    around: fc.constantFrom("", "./", "resgo/", "Bundle 2/resgo/"),
    slash: fc.constantFrom("/", "/", "\\"),
    beside: fc.boolean(),
    folders: fc.boolean(),
    descriptor: fc.boolean(),
    method: fc.constantFrom(0, 8, 8, 8, 9),
    zip64: fc.boolean(),
    before: fc.constantFrom("", "", "#!/bin/sh\n"),
    after: fc.constantFrom("", "", "\0\0\0\0"),
    damage: fc.option(
      fc.oneof(
        fc.record({ at: fc.nat(), byte: fc.nat(255) }),
        fc.record({ at: fc.nat(), byte: fc.constant(null) }),
      ),
    ),
  })
  .map(({ videos, frames, packer, around, slash, beside, folders, descriptor, method, damage, ...zip }) => {
    const files = new Map<string, string>([["annotations.csv", "Video,Frame\n"]]);
    for (const video of videos) {
      for (const frame of frames) {
        const name = String(frame).padStart(6, "0");
        files.set(`frames/${video}/${name}.jpg`, `picture ${frame} of ${video}`.repeat(20));
        files.set(`labelme/${video}/${name}.json`, `labels ${frame} of ${video}`);
      }
    }
    const written = (name: string): Pick<RawEntry, "name" | "marked" | "extra"> =>
      packed((around + name).replaceAll("/", slash), packer);
    const entries: RawEntry[] = [...files].map(([name, content]) => ({
      ...written(name),
      content,
      method,
      descriptor,
    }));
    if (folders) {
      entries.unshift({ ...written("frames/"), content: "" }, { ...written("labelme/"), content: "" });
    }
    if (beside)
      entries.push({ name: "__MACOSX/._a" }, { name: "README.txt" }, { name: `${around}.DS_Store` });
    const whole = rawZip(entries, { ...zip, before: Buffer.from(zip.before), after: Buffer.from(zip.after) });
    const bytes = damaged(whole, damage);
    const unmarked = entries.some(
      (entry) => !entry.marked && !isAscii(Buffer.from(entry.name as string).toString("latin1")),
    );
    return {
      bytes,
      files,
      encoding: (CODE_PAGES as readonly string[]).includes(packer) && unmarked ? packer : null,
      hindrance: bytes.equals(whole) ? (method === 9 ? "another method" : null) : "a byte is changed or lost",
    };
  });

function damaged(whole: Buffer, damage: { at: number; byte: number | null } | null): Buffer {
  if (damage === null) return whole;
  const at = damage.at % whole.length;
  if (damage.byte === null) return Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1)]);
  const bytes = Buffer.from(whole);
  bytes[at] = damage.byte;
  return bytes;
}
