import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { PHASES } from "@/lib/domain/phases";
import { BundleError } from "@/lib/resgo/list-files";
import { termsText } from "@/lib/resgo/write-bundle";
import { refuseLeaks } from "./refuse-leaks";
import { type LeftOut, type Source, TrainExportError, type TrainingCase } from "./source";
import { type Conversation, trainingRow } from "./training-row";

/** What beside a file of rows belongs to it. */
export type TrainingFiles = {
  /** The rows, as JSON Lines. */
  readonly rows: string;
  readonly manifest: string;
  /** Written where a dataset's terms forbid to hand it on: for whoever finds the files without having asked for them. */
  readonly terms: string;
  /** A folder for pictures that no file shows as a trainer has to see them. */
  readonly pictures: string;
};

/** @param out the file of rows */
export function trainingFiles(out: string): TrainingFiles {
  const rows = path.resolve(out);
  const stem = rows.replace(/\.jsonl$/i, "");
  return {
    rows,
    manifest: `${stem}.manifest.json`,
    terms: `${stem}.TERMS.txt`,
    pictures: `${stem}.frames`,
  };
}

/** What is told of a file of rows, and stands in its manifest. */
export type TrainingManifest = {
  readonly stage: number;
  readonly prompt: { readonly version: string; readonly digest: string };
  readonly singleTurn: boolean;
  readonly noDefinition: boolean;
  readonly coordinates: "relative-1000";
  readonly datasets: readonly object[];
  readonly rows: number;
  readonly videos: readonly string[];
  readonly phases: Readonly<Record<string, number>>;
  readonly leftOut: LeftOut;
  /** Whether the terms of every dataset allow to hand it on. */
  readonly sharing: boolean;
  /** Of the file of rows, in hexadecimal. */
  readonly sha256: string;
};

/**
 * Writes a trainer's rows, in the order of videos and frames, with a manifest beside them: each is there whole or not at all, and
 * the same data give the same bytes. Pictures are written before, those that are missing or differ.
 *
 * @throws TrainExportError, and the file system's errors where nothing can be written
 */
export async function writeTrainingSet(
  sources: readonly Source[],
  files: TrainingFiles,
  conversation: Conversation,
  onProgress: (stage: string, done: number, total: number) => void,
): Promise<TrainingManifest> {
  const cases = sources.flatMap((source) => source.cases).sort(byVideoAndFrame);
  const leftOut = sumOf(sources.map((source) => source.leftOut));
  if (cases.length === 0) throw new TrainExportError(nothingToWrite(sources, leftOut));
  refuseTwice(cases);
  await refuseLeaks(sources, (done, total) => onProgress("comparing with test", done, total));
  const lines: string[] = [];
  for (const [index, one] of cases.entries()) {
    const image = await pictureOf(one, files.pictures);
    lines.push(`${JSON.stringify(trainingRow(one, image, conversation))}\n`);
    onProgress("writing", index + 1, cases.length);
  }
  const manifest: TrainingManifest = {
    stage: conversation.stage,
    prompt: { version: conversation.prompt.version, digest: conversation.prompt.digest },
    singleTurn: conversation.singleTurn,
    noDefinition: !conversation.withDefinition,
    coordinates: "relative-1000",
    datasets: sources.map(describe),
    rows: cases.length,
    videos: [...new Set(cases.map(({ video }) => video))],
    phases: Object.fromEntries(
      PHASES.map((phase) => [phase, cases.filter((one) => one.phase === phase).length]),
    ),
    leftOut,
    sharing: sources.every(({ terms }) => terms.sharing),
    sha256: hashOf(lines),
  };
  const forbidding = sources.filter(({ terms }) => !terms.sharing).map(({ terms }) => termsText(terms));
  await putAll(files, lines, `${JSON.stringify(manifest, null, 2)}\n`, forbidding);
  return manifest;
}

/** @param cases in their order */
function refuseTwice(cases: readonly TrainingCase[]): void {
  const twice = cases.find((one, index) => index > 0 && byVideoAndFrame(cases[index - 1]!, one) === 0);
  if (!twice) return;
  throw new TrainExportError(`${twice.dataset} has ${twice.video}, frame ${twice.frame} twice.`);
}

/** By code units, which no language's rules change. */
function byVideoAndFrame(a: TrainingCase, b: TrainingCase): number {
  return compare(a.video, b.video) || a.frame - b.frame || compare(a.dataset, b.dataset);
}

const compare = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

function sumOf(all: readonly LeftOut[]): LeftOut {
  const of = (key: keyof LeftOut): number => all.reduce((sum, each) => sum + each[key], 0);
  return {
    test: of("test"),
    noSplit: of("noSplit"),
    notPublished: of("notPublished"),
    heldBack: of("heldBack"),
    incomplete: of("incomplete"),
  };
}

function nothingToWrite(sources: readonly Source[], leftOut: LeftOut): string {
  const names = sources.map(({ terms }) => terms.name).join(", ");
  const others = leftOut.notPublished + leftOut.heldBack + leftOut.incomplete;
  if (others === 0) return `There is no case to learn from in ${names}: no video is in the split train.`;
  return `There is no case to learn from in ${names}: of those in the split train ${leftOut.notPublished} are not published, ${leftOut.heldBack} are held back by an assignment, and ${leftOut.incomplete} are incomplete.`;
}

/** A dataset in the manifest: its terms, and a digest of what was taken of it. */
function describe({ from, terms, cases, leftOut }: Source): object {
  const taken = [...cases]
    .sort(byVideoAndFrame)
    .map(({ video, frame, sha256, width, height, phase, boxes, rationale }) =>
      JSON.stringify([video, frame, sha256, width, height, phase, boxes, Object.values(rationale)]),
    );
  return { ...terms, from, cases: cases.length, leftOut, digest: hashOf(taken) };
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text);
  return hash.digest("hex");
}

const ENDINGS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
};

/** The path of what a trainer opens, which is written where it isn't there as it should be. */
async function pictureOf(one: TrainingCase, folder: string): Promise<string> {
  if (one.shownAs.kind === "file") return one.shownAs.path;
  const image = await one.shownAs.make().catch((cause: unknown) => {
    if (!(cause instanceof BundleError)) throw cause;
    throw new TrainExportError(`${one.video}, frame ${one.frame}: ${cause.message}`);
  });
  const file = path.join(folder, `${one.sha256}.${ENDINGS[image.mediaType]!}`);
  const there = await readFile(file).catch(() => null);
  if (!there?.equals(image.bytes)) {
    await mkdir(folder, { recursive: true });
    await put(file, [image.bytes]);
  }
  return file;
}

async function put(file: string, contents: readonly (string | Uint8Array)[]): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await write(unfinished, contents);
    await rename(unfinished, file);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause;
  }
}

/** The rows take their place last: where they lie, all that belongs to them does. */
async function putAll(
  files: TrainingFiles,
  lines: readonly string[],
  manifest: string,
  terms: readonly string[],
): Promise<void> {
  const unfinished = `${files.rows}.${process.pid}.part`;
  try {
    await write(unfinished, lines);
    if (terms.length > 0) await put(files.terms, [terms.join("\n")]);
    else await rm(files.terms, { force: true });
    await put(files.manifest, [manifest]);
    await rename(unfinished, files.rows);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause;
  }
}

async function write(file: string, contents: readonly (string | Uint8Array)[]): Promise<void> {
  const handle = await open(file, "wx");
  try {
    for (const content of contents) await handle.appendFile(content);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
