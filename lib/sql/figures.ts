import { float, integer } from "../db/columns";
import { constant } from "../db/statement";
import { CLUSTER_SUMS } from "../domain/cohorts/followed";
import {
  BINS,
  block,
  type Curve,
  DISTANCE_PARTS,
  FIGURE_COUNT,
  FIGURES_VERSION,
  LAYOUT,
  PARTS,
  SCALE,
} from "../domain/kept-figures/layout";
import { CONTACT_ABOVE } from "../domain/no-go/contact";
import { PHASES, type Phase } from "../domain/phases";
import { PHASE_OUTCOMES, ZONE_OUTCOMES, type ZoneOutcome } from "../domain/scoring/failure";
import { CONFIDENT, HIT_IOU, MA_THRESHOLDS } from "../domain/scoring/thresholds";
import { asksPhase } from "./modes";
import { distanceColumn, iouColumn, zoneOutcomeColumn } from "./outcomes";
import { zoneOutcome } from "./types";

/** `figuresOf` of lib/domain/kept-figures/vector.ts, as SQL: a test compares the two. */

/** Whether the kept figures are of this server's version. Of another one nothing is shown: they are made anew. */
export const figuresAreCurrent = `EXISTS (
    SELECT 1 FROM figures_state WHERE version = ${constant(integer, FIGURES_VERSION)}
  )`;

/** Whether they are a newer version's, whose servers make them: those of both would make them anew in turn for ever. */
export const figuresAreNewer = `EXISTS (
    SELECT 1 FROM figures_state WHERE version > ${constant(integer, FIGURES_VERSION)}
  )`;

/** One of the figures `f`, by its place in the layout. */
const figure = (f: string, at: number): string => `${f}[${at + 1}]`;

const indexIn = (column: string, values: readonly string[]): string =>
  `CASE ${column} ${values.map((value, index) => `WHEN '${value}' THEN ${index}`).join(" ")} END`;

const inParts = (value: string, parts: number): string => `floor(${value} * ${parts}::float8 + 0.5)`;

// What the columns below tell apart by one number each.
const cells = block(0, PHASES, PHASE_OUTCOMES);
const confusions = block(0, PHASES, PHASES);
const failures = block(0, PHASE_OUTCOMES, ZONE_OUTCOMES);

const asked = asksPhase("t.mode");
const reference = indexIn("v.phase", PHASES);
const outcome = `CASE WHEN NOT ${asked} THEN ${PHASE_OUTCOMES.indexOf("given")}
    WHEN t.phase = v.phase THEN ${PHASE_OUTCOMES.indexOf("right")} ELSE ${PHASE_OUTCOMES.indexOf("wrong")} END`;
const atLeast = (threshold: number): string => `(${iouColumn} >= ${constant(float, threshold)})::int`;
const hit = atLeast(HIT_IOU);
/** The outcome of a zone on target. */
const HIT: ZoneOutcome = "hit";
const right = "(t.phase = v.phase)::int";
// Null without a confidence, which least() would not be; of 1, the last bin.
const binOf = (confidence: string): string =>
  `(floor(${confidence} * ${BINS}) - (${confidence} >= 1)::int)::int`;
const error = (confidence: string, happened: string): string =>
  inParts(`(${confidence} - ${happened}) * (${confidence} - ${happened})`, PARTS);

/** What `vector` adds up, as columns of an answer: of `t` (attempt) and `v` (case_version). */
export const vectorColumns = `(${reference}) * ${PHASE_OUTCOMES.length} + ${outcome} AS cell,
  CASE WHEN ${asked} THEN (${reference}) * ${PHASES.length} + ${indexIn("t.phase", PHASES)} END AS confused,
  (${outcome}) * ${ZONE_OUTCOMES.length} + ${indexIn(zoneOutcomeColumn, ZONE_OUTCOMES)} AS failure,
  ${hit} AS hits, ${MA_THRESHOLDS.map(atLeast).join(" + ")} AS reached,
  ${inParts(iouColumn, PARTS)} AS iou, ${inParts(distanceColumn, DISTANCE_PARTS)} AS distance,
  CASE WHEN ${asked} THEN ${binOf("t.phase_confidence")} END AS phase_bin,
  ${right} AS phase_right, ${inParts("t.phase_confidence", PARTS)} AS phase_sure,
  CASE WHEN ${asked} THEN ${error("t.phase_confidence", right)} END AS phase_error,
  ${binOf("t.zone_confidence")} AS zone_bin, ${inParts("t.zone_confidence", PARTS)} AS zone_sure,
  ${error("t.zone_confidence", hit)} AS zone_error,
  ${inParts("t.contact", PARTS)} AS contact, (t.contact > ${constant(float, CONTACT_ABOVE)})::int AS over,
  coalesce(t.zone_confidence, 0) >= ${constant(float, CONFIDENT)} AS confident, ${zoneOutcomeColumn} = ${constant(zoneOutcome, HIT)} AS on_target`;

const times = <T>(n: number, make: (index: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

const added = (column: string, where: string): string =>
  `coalesce(sum(${column}) FILTER (WHERE ${where}), 0)`;
const counted = (where: string): string => `count(*) FILTER (WHERE ${where})`;

const sums = new Array<string>(FIGURE_COUNT);
for (const phase of PHASES) {
  for (const phaseOutcome of PHASE_OUTCOMES) {
    const where = `cell = ${cells.at(phase, phaseOutcome)}`;
    sums[LAYOUT.zones.at(phase, phaseOutcome, "n")] = counted(where);
    for (const sum of ["hits", "reached", "iou", "distance"] as const) {
      sums[LAYOUT.zones.at(phase, phaseOutcome, sum)] = added(sum, where);
    }
  }
  for (const chosen of PHASES) {
    sums[LAYOUT.confusion.at(phase, chosen)] = counted(`confused = ${confusions.at(phase, chosen)}`);
  }
  const touchable = `cell / ${PHASE_OUTCOMES.length} = ${PHASES.indexOf(phase)} AND contact IS NOT NULL`;
  sums[LAYOUT.contacts.at(phase, "n")] = counted(touchable);
  for (const sum of ["over", "contact"] as const)
    sums[LAYOUT.contacts.at(phase, sum)] = added(sum, touchable);
}
for (const phaseOutcome of PHASE_OUTCOMES) {
  for (const each of ZONE_OUTCOMES) {
    sums[LAYOUT.failures.at(phaseOutcome, each)] = counted(`failure = ${failures.at(phaseOutcome, each)}`);
  }
}
addCurve(LAYOUT.phaseCurve, "phase", "phase_right");
addCurve(LAYOUT.zoneCurve, "zone", "hits");
sums[LAYOUT.confident.at("all")] = counted("confident");
sums[LAYOUT.confident.at("wrong")] = counted("confident AND NOT on_target");

function addCurve({ inBins, error: errorAt }: Curve, which: "phase" | "zone", happened: string): void {
  for (const bin of times(BINS, (index) => index)) {
    const where = `${which}_bin = ${bin}`;
    sums[inBins.at(bin, "n")] = counted(where);
    sums[inBins.at(bin, "confidence")] = added(`${which}_sure`, where);
    sums[inBins.at(bin, "right")] = added(happened, where);
  }
  sums[errorAt] = `coalesce(sum(${which}_error), 0)`;
}

/** The figures of a group of answers, an aggregate over `vectorColumns`. */
export const vector = `ARRAY[${sums.join(", ")}]::float8[]`;

/** The figures of several, of the column `figures` of a relation: an aggregate too. */
export const addedVectors = (relation: string): string =>
  `ARRAY[${times(FIGURE_COUNT, (i) => `sum(${figure(`${relation}.figures`, i)})`).join(", ")}]::float8[]`;

/** Of figures `f`, the counts by kind of failure, and the zones that were confidently wrong. */
export const failuresIn = (f: string): string => `${f}[${LAYOUT.failures.from + 1}:${LAYOUT.failures.end}]`;
export const confidentlyWrongIn = (f: string): string => figure(f, LAYOUT.confident.at("wrong"));

/** Over rows with figures `f`, an aggregate: how often each phase was named, the first reference phase's counts first. */
export const namedPhases = (f: string): string =>
  `ARRAY[${PHASES.flatMap((reference) =>
    PHASES.map((chosen) => `coalesce(sum(${figure(f, LAYOUT.confusion.at(reference, chosen))}), 0)`),
  ).join(", ")}]`;

/** Likewise: how many different `readers` named a phase for cases of each phase. */
export const readersOfPhases = (f: string, readers: string): string =>
  `ARRAY[${PHASES.map((reference) => {
    const named = PHASES.map((chosen) => figure(f, LAYOUT.confusion.at(reference, chosen))).join(" + ");
    return `count(DISTINCT ${readers}) FILTER (WHERE ${named} > 0)`;
  }).join(", ")}]`;

/** The followed sums by their columns' names. */
const FOLLOWED = {
  n: CLUSTER_SUMS.n,
  correct: CLUSTER_SUMS.correct,
  iou: CLUSTER_SUMS.iou,
  hits: CLUSTER_SUMS.hits,
  right_iou: CLUSTER_SUMS.rightIou,
};
const NAMES = Object.keys(FOLLOWED);

/** What is followed (lib/domain/cohorts/followed.ts), of the figures `f` of one member, over some of the phases. */
const followed = (f: string, phases: readonly Phase[], suffix = ""): string =>
  Object.entries(FOLLOWED)
    .map(([name, parts]) => {
      const all = phases.flatMap((phase) =>
        parts.map(([phaseOutcome, sum]) => figure(f, LAYOUT.zones.at(phase, phaseOutcome, sum))),
      );
      return `(${all.join(" + ")}) / ${SCALE[parts[0]![1]]}::float8 AS ${name}${suffix}`;
    })
    .join(", ");

/** n, correct, iou, hits and right_iou of a member's figures. */
export const followedColumns = (f: string): string => followed(f, PHASES);

/** touchable, touching and contact of a member's figures. */
export const contactColumns = (f: string): string =>
  (
    [
      ["n", "touchable"],
      ["over", "touching"],
      ["contact", "contact"],
    ] as const
  )
    .map(([sum, name]) => {
      const all = PHASES.map((phase) => figure(f, LAYOUT.contacts.at(phase, sum)));
      return `(${all.join(" + ")}) / ${SCALE[sum]}::float8 AS ${name}`;
    })
    .join(", ");

/** The followed ones of each phase: n0, correct0 … right_iou3. */
export const followedByPhaseColumns = (f: string): string =>
  PHASES.map((phase, index) => followed(f, [phase], `${index}`)).join(", ");

/** The second moments over members, in the order of their ids: the last digits hang on it. */
export const moments = (phase: number | "" = "", order = "user_id"): string => {
  const n = `n${phase}`;
  const sums = NAMES.slice(1).flatMap((name) => [
    `${name}${phase} * ${n}`,
    `${name}${phase} * ${name}${phase}`,
  ]);
  return [`${n} * ${n}`, ...sums].map((text) => `sum(${text} ORDER BY ${order})`).join(", ");
};

/** The sums over members. Those of IoU are no whole numbers: in their order too. */
export const followedSums = (order = "user_id"): string =>
  NAMES.map((name) => `sum(${name} ORDER BY ${order}) AS ${name}`).join(", ");
