import { SMALLEST_ZONE, type SourceMap, type Terms } from "@/lib/domain/sources/source-map";
import { plural, t } from "@/lib/language/t";
import { NOT_RECORDED } from "@/lib/resgo/clip";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { newFrameIndex } from "@/lib/resgo/frame-index";
import { BundleError, faultOf, inFile, type Listing } from "@/lib/resgo/list-files";
import { inspectPicture } from "@/lib/resgo/picture";
import { error, listed, sortProblems, warning } from "@/lib/resgo/problem";
import type { Bundle, Sample } from "@/lib/resgo/read-bundle";
import type { Split } from "@/lib/resgo/splits";
import { applyMap, type Taking } from "./apply-map";
import { drawReference } from "./draw-reference";
import type { Folder } from "./folder";
import { packRegion } from "./packed-region";
import { framesOfTracks, openTracks, type Tracks } from "./phase-tracks";
import { infoOf } from "./set-info";
import { setName } from "./set-name";
import { splitsOf } from "./set-splits";
import type { SourceFormat, SourceFrame, SourceSet } from "./source-format";
import { startTally } from "./tally";

export type SourceOptions = {
  readonly map?: SourceMap | null | undefined;
  /** What is said of the terms beside the map, and goes before it. */
  readonly terms?: Terms | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

/** The files of a folder that a format reads. */
export type Recognised = { readonly format: SourceFormat; readonly files: readonly string[] };

const PICTURES_AT_ONCE = 8;
const NO_RATIONALE = { location: "", exposure: "", nextAction: "", criticalRisk: "" };

/**
 * Reads a set that others made, in whatever formats its files are. None of its samples is complete: people write what a set
 * can't carry, and look at what it does.
 */
export async function readSource(
  folder: Folder,
  listing: Listing,
  formats: readonly Recognised[],
  { map = null, terms = {}, onProgress }: SourceOptions,
): Promise<Bundle> {
  const set = setName(folder);
  const sets = await Promise.all(formats.map((each) => readFormat(folder, each)));
  const tracks = openTracks(
    sets.flatMap(({ tracks }) => tracks),
    map?.frameRate ?? null,
  );
  const drawn = sets.flatMap(({ frames }) => frames);
  const used = new Set(drawn.map(({ picture }) => picture.file));
  const tally = startTally();
  const frames = onlyOnce([...drawn, ...framesOfTracks(folder, tracks, set, used)], tally);
  const taking = applyMap(map, distinct(sets.flatMap(({ categories }) => categories)), phasesOf(sets));
  const info = await infoOf(folder, map, terms);
  const splits = splitsOf(frames, map);
  const problems = [
    ...[listing.problems, sets.flatMap((each) => each.problems), taking.problems, info.problems],
    splits.problems,
  ].flat();
  const unusable = taking.unusable || info.unusable || splits.unusable;

  const inPhase = frames.map((frame) => phaseOf(frame, tracks, taking));
  const kept = frames.filter((_, index) => inPhase[index] !== "leave out");
  const left = frames.length - kept.length;
  if (left > 0)
    problems.push(
      warning(
        {},
        t`${plural(left, "# frame is", "# frames are")} of a phase that the map leaves out, and no case is made of it.`,
      ),
    );
  const phases = inPhase.filter((phase) => phase !== "leave out");
  const read: (Sample | null | "bare")[] = kept.map(() => null);
  let done = 0;
  await eachAtOnce(unusable ? [] : kept, PICTURES_AT_ONCE, async (frame, index) => {
    try {
      read[index] = await sampleOf(folder, frame, {
        taking,
        tally,
        phase: phases[index]!,
        split: splits.of(frame),
        smallest: map?.smallestZone ?? SMALLEST_ZONE,
      });
    } catch (cause) {
      const message = t`${frame.video}, frame ${frame.frame}: ${faultOf(cause)}`;
      problems.push(error(frame.place.file ? frame.place : { file: frame.picture.file }, message));
    }
    onProgress?.(++done, kept.length);
  });
  const samples = read.filter((sample) => sample !== null && sample !== "bare");
  const wrong = problems.some(({ level }) => level === "error");
  if (samples.length === 0 && !unusable && !wrong)
    problems.push(
      error({}, t`There is nothing to import: no frame has a Go Zone, a No-Go region or a phase.`),
    );
  return {
    root: folder.root,
    name: map?.name ?? info.info.name ?? set,
    info: info.info,
    samples,
    refused: kept.filter((_, index) => read[index] === null).map(({ video, frame }) => ({ video, frame })),
    splits: splits.splits,
    predictions: [],
    problems: sortProblems([...problems, ...tally.problems()]),
    unusable,
  };
}

/** What one format's files say; what is wrong with all of them is a problem of theirs. */
async function readFormat(folder: Folder, { format, files }: Recognised): Promise<SourceSet> {
  try {
    const read = await format.read(folder, files);
    const said = t`Read as ${format.name}: ${listed(files, 3)}.`;
    return { ...read, problems: [warning({ file: files[0]! }, said), ...read.problems] };
  } catch (cause) {
    const place = cause instanceof BundleError && cause.file ? cause.file : files[0]!;
    return { categories: [], frames: [], tracks: [], problems: [error({ file: place }, faultOf(cause))] };
  }
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)];

const phasesOf = (sets: readonly SourceSet[]): string[] =>
  distinct(
    sets.flatMap(({ frames, tracks }) => [
      ...frames.flatMap(({ phase }) => phase ?? []),
      ...tracks.flatMap(({ phases }) => phases.flatMap(({ phase }) => phase ?? [])),
    ]),
  );

function phaseOf(frame: SourceFrame, tracks: Tracks, taking: Taking) {
  const said = frame.phase ?? tracks.phaseOf(frame.video, frame.frame);
  return said === null ? null : taking.phase(said);
}

type Tally = ReturnType<typeof startTally>;

/** Each frame once: of two files about one, that with pixels is read, or else the first. */
function onlyOnce(frames: readonly SourceFrame[], tally: Tally): SourceFrame[] {
  const byKey = newFrameIndex<SourceFrame>();
  for (const frame of frames) {
    const before = byKey.get(frame);
    if (!before || (frame.detailed && !before.detailed)) byKey.set(frame, frame);
  }
  return frames.filter((frame) => {
    const read = byKey.get(frame);
    if (read === frame) return true;
    const [here, there] = [frame.place.file ?? frame.picture.file, read!.place.file ?? read!.picture.file];
    tally.count(
      { file: here },
      (count) => t`${plural(count, "# frame is", "# frames are")} told of in ${there} too, and read there.`,
      there,
    );
    return false;
  });
}

async function sampleOf(
  folder: Folder,
  frame: SourceFrame,
  {
    taking,
    tally,
    phase,
    split,
    smallest,
  }: {
    readonly taking: Taking;
    readonly tally: Tally;
    readonly phase: Sample["phase"];
    readonly split: Split | null;
    readonly smallest: number;
  },
): Promise<Sample | "bare"> {
  const { video, frame: number, place } = frame;
  const picture = await inFile(frame.picture.file, () => inspectPicture(folder.root, frame.picture));
  const read = await frame.marks(picture, (category) => taking.category(category) !== null);
  const drawn = drawReference(read.marks, picture, taking, smallest);
  const at = { file: place.file ?? frame.picture.file };
  for (const what of read.assumed ?? []) tally.count(at, (count) => `${what} ${frames(count)}`, what);
  if (drawn.tiny > 0)
    tally.count(
      { file: null },
      (count) =>
        t`${plural(count, "# region of a Go Zone’s mask is", "# regions of Go Zones’ masks are")} smaller than ${smallest} pixels, and left out.`,
      "tiny",
      drawn.tiny,
    );
  if (drawn.clipped > 0)
    tally.count(
      { file: null },
      (count) => t`${plural(count, "# box leaves", "# boxes leave")} the frame and was clipped to it.`,
      "clipped",
      drawn.clipped,
    );
  if (drawn.boxes.length === 0 && drawn.noGo.length === 0 && phase === null) {
    tally.count(
      { file: null },
      (count) =>
        t`${plural(count, "# frame has", "# frames have")} neither a Go Zone nor a No-Go region nor a phase, and no case is made of it.`,
      "bare",
    );
    return "bare";
  }
  return {
    ...{ video, frame: number, split, picture, phase, ...NOT_RECORDED },
    boxes: drawn.boxes,
    noGo: drawn.noGo.map(packRegion),
    rationale: NO_RATIONALE,
    complete: false,
  };
}

const frames = (count: number): string => t`(${plural(count, "# frame", "# frames")})`;
