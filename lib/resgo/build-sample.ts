import { type Box, clipBox, distinctBoxes, type Size } from "@/lib/domain/geometry";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import type { Phase } from "@/lib/domain/phases";
import type { Rationale } from "@/lib/domain/rationale";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { cellProblem } from "@/lib/tables/sheet";
import type { AnnotationRow, TextRole } from "./annotations";
import { TEXT_ROLES } from "./annotations";
import { columnNames } from "./columns";
import { noZone } from "./labelme";
import type { FrameKey } from "./layout";
import { regionsOfShapes } from "./no-go-shapes";
import { readPhase } from "./phase-name";
import type { PlacedLabelMe } from "./place-labelme";
import { error, type Place, type Problem, warning } from "./problem";

/** Everything a bundle holds about one frame. */
export type Gathered = FrameKey & {
  /** The pictures below `frames/` with this number: one, if all is well. */
  readonly frameFiles: string[];
  readonly labelme: PlacedLabelMe[];
  readonly rows: AnnotationRow[];
};

/** What the annotations of a frame come to. */
export type Reference = {
  readonly phase: Phase | null;
  readonly boxes: readonly Box[];
  readonly noGo: readonly NoGoRegion[];
  readonly rationale: Rationale;
  /** Whether nothing is missing. */
  readonly complete: boolean;
};

/** Of the upright picture; `exchanged` where its EXIF data exchange width and height. */
type PictureSize = Size & { readonly exchanged?: boolean };

type BuildOptions = {
  readonly label: string;
  readonly allowIncomplete: boolean;
  /** Whether it is said already why frames have no LabelMe file. */
  readonly saidWhyNone: boolean;
};

/**
 * Makes the reference of a frame of what was gathered about it.
 *
 * @param size the picture's; null when there is none that can be used, which is reported by the caller
 * @returns `reference` is null when it is wrong, or incomplete where that isn't allowed
 */
export async function buildReference(
  gathered: Gathered,
  size: PictureSize | null,
  options: BuildOptions,
): Promise<{ reference: Reference | null; problems: Problem[] }> {
  const subject = t`${gathered.video}, frame ${gathered.frame}`;
  const report = startReport(subject, options.allowIncomplete);
  const boxes = boxesOf(gathered, size, options, report);
  const noGo = await noGoOf(gathered, size, report);
  const { phase, rationale } = textsOf(gathered, report);
  const refused = report.wrong || (report.incomplete && !options.allowIncomplete);
  const reference = refused ? null : { phase, boxes, noGo, rationale, complete: !report.incomplete };
  return { reference, problems: report.problems };
}

/** Collects what is wrong with a sample, what is missing, and what was assumed. */
type Report = {
  readonly problems: Problem[];
  wrong: boolean;
  incomplete: boolean;
  refuse(place: Place, what: string): void;
  miss(place: Place, what: string): void;
  assume(place: Place, what: string): void;
};

function startReport(subject: string, allowIncomplete: boolean): Report {
  const problems: Problem[] = [];
  return {
    problems,
    wrong: false,
    incomplete: false,
    refuse(place, what) {
      this.wrong = true;
      problems.push(error(place, `${subject}: ${what}`));
    },
    miss(place, what) {
      this.incomplete = true;
      problems.push((allowIncomplete ? warning : error)(place, `${subject}: ${what}`));
    },
    assume(place, what) {
      problems.push(warning(place, `${subject}: ${what}`));
    },
  };
}

/** Where a frame without annotations of one kind is best looked for. */
function placeOf({ frameFiles, labelme, rows }: Gathered): Place {
  return rows[0]?.place ?? { file: labelme[0]?.file ?? frameFiles[0] ?? null };
}

function boxesOf(
  gathered: Gathered,
  size: PictureSize | null,
  { label, saidWhyNone }: BuildOptions,
  report: Report,
): Box[] {
  const [first, ...more] = gathered.labelme;
  if (!first) {
    if (saidWhyNone) report.incomplete = true;
    else report.miss(placeOf(gathered), t`no LabelMe file, so no box.`);
    return [];
  }
  const { file, content } = first;
  if (!content) {
    // Why it can't be used is among the problems already.
    report.wrong = true;
    return [];
  }
  for (const other of more) {
    const same =
      JSON.stringify(other.content?.boxes) === JSON.stringify(content.boxes) &&
      JSON.stringify(other.content?.noGo) === JSON.stringify(content.noGo);
    if (same) report.assume({ file: other.file }, t`${file} says the same; one of them is needed.`);
    else report.refuse({ file: other.file }, t`${file} is about the same frame and says otherwise.`);
  }
  for (const message of content.warnings) report.assume({ file }, message);
  for (const message of content.errors) report.refuse({ file }, message);
  const { imageWidth, imageHeight } = content;
  const disagrees = (said: number | null, real: number): boolean => said !== null && said !== real;
  if (size && (disagrees(imageWidth, size.width) || disagrees(imageHeight, size.height))) {
    const said = `${imageWidth ?? "?"} × ${imageHeight ?? "?"}`;
    const unturned =
      size.exchanged === true && imageWidth === size.height && imageHeight === size.width
        ? [t`They were drawn on the picture as it is stored, and its EXIF data turn it.`]
        : [];
    const lie = t`drawn on ${said} pixels, but the picture has ${size.width} × ${size.height}: the boxes would lie.`;
    report.refuse({ file }, [lie, ...unturned].join(" "));
    return [];
  }
  if (content.boxes.length === 0 && content.errors.length === 0) {
    report.miss({ file }, noZone(label, content.otherLabels));
  }
  // Clipped, two may be one.
  return size ? distinctBoxes(content.boxes.flatMap((box) => inFrame(box, size, file, report))) : [];
}

/** The No-Go regions of the same file. What makes its boxes lie is reported with them. */
async function noGoOf(
  { labelme: [first] }: Gathered,
  size: PictureSize | null,
  report: Report,
): Promise<readonly NoGoRegion[]> {
  if (!first?.content || !size || report.wrong) return [];
  const { regions, errors } = await regionsOfShapes(first.content.noGo, size);
  for (const message of errors) report.refuse({ file: first.file }, message);
  return regions;
}

function inFrame(box: Box, size: Size, file: string, report: Report): Box[] {
  const clipped = clipBox(box, size);
  const said = box.map((value) => Math.round(value * 100) / 100).join(", ");
  // No box is smaller than a pixel; one that seems to be was drawn in parts of the picture.
  if (box.every((value) => value >= 0 && value <= 1)) {
    report.refuse(
      { file },
      t`the box [${box.join(", ")}] is given in parts of the frame, not in its pixels.`,
    );
    return [];
  }
  if (!clipped) {
    report.refuse(
      { file },
      t`the box [${said}] lies outside the frame, which is ${size.width} × ${size.height} pixels.`,
    );
    return [];
  }
  if (clipped.some((value, index) => value !== box[index])) {
    report.assume(
      { file },
      t`the box [${said}] leaves the frame, which is ${size.width} × ${size.height} pixels, and was clipped to it.`,
    );
  }
  return [clipped];
}

function textsOf(gathered: Gathered, report: Report): { phase: Phase | null; rationale: Rationale } {
  const [row, ...more] = gathered.rows;
  if (!row) {
    const missing = TEXT_ROLES.map((role) => columnNames[role]);
    report.miss(placeOf(gathered), t`no row in the tables, so no ${inList(missing, "and")}.`);
    return { phase: null, rationale: { location: "", exposure: "", nextAction: "", criticalRisk: "" } };
  }
  for (const other of more) {
    const same = TEXT_ROLES.every((role) => other.entries[role].text === row.entries[role].text);
    const { file, sheet, row: number } = row.place;
    const where = [file, sheet, t`row ${number ?? 0}`].filter(Boolean).join(", ");
    if (same) report.assume(other.place, t`the row repeats ${where}.`);
    else report.refuse(other.place, t`${where} is about the same frame and says otherwise.`);
  }
  const textOf = (role: TextRole): string => {
    const { text, fault, column } = row.entries[role];
    const place = { ...row.place, column };
    if (fault) report.refuse(place, cellProblem(fault, columnNames[role]));
    else if (text === "") report.miss(place, t`no ${columnNames[role]}.`);
    return text;
  };
  const said = textOf("phase");
  const rationale = {
    location: textOf("location"),
    exposure: textOf("exposure"),
    nextAction: textOf("nextAction"),
    criticalRisk: textOf("criticalRisk"),
  };
  if (said === "") return { phase: null, rationale };
  const read = readPhase(said);
  if ("phase" in read) return { phase: read.phase, rationale };
  report.refuse({ ...row.place, column: row.entries.phase.column }, read.problem);
  return { phase: null, rationale };
}
