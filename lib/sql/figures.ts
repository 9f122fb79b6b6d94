import { AT, BINS, DISTANCE_PARTS, FAILURES, FIGURES, PARTS, PER_PHASE } from "../domain/kept-figures/vector";
import { PHASES } from "../domain/phases";
import { ZONE_OUTCOMES } from "../domain/scoring/failure";
import { CONFIDENT, HIT_IOU, MA_THRESHOLDS } from "../domain/scoring/thresholds";

/** `figuresOf` of lib/domain/kept-figures/vector.ts, as SQL: a test compares the two. */

const indexIn = (column: string, values: readonly string[]): string =>
  `CASE ${column} ${values.map((value, index) => `WHEN '${value}' THEN ${index}`).join(" ")} END`;

const inParts = (value: string, parts: number): string => `floor(${value} * ${parts}::float8 + 0.5)`;

const reference = indexIn("v.phase", PHASES);
const outcome = "CASE WHEN t.mode = 'phase-given' THEN 2 WHEN t.phase = v.phase THEN 0 ELSE 1 END";
const iou = "coalesce(t.iou, 0)";
const hit = `(${iou} >= ${HIT_IOU})::int`;
const right = "(t.phase = v.phase)::int";
const asked = "t.mode <> 'phase-given'";
// Null without a confidence, which least() would not be; of 1, the last bin.
const binOf = (confidence: string): string =>
  `(floor(${confidence} * ${BINS}) - (${confidence} >= 1)::int)::int`;
const error = (confidence: string, happened: string): string =>
  inParts(`(${confidence} - ${happened}) * (${confidence} - ${happened})`, PARTS);

/** What `vector` adds up, as columns of an answer: of `t` (attempt) and `v` (case_version). */
export const vectorColumns = `(${reference}) * 3 + ${outcome} AS cell,
  CASE WHEN ${asked} THEN (${reference}) * 4 + ${indexIn("t.phase", PHASES)} END AS confused,
  (${outcome}) * ${ZONE_OUTCOMES.length} + ${indexIn("coalesce(t.zone_outcome, 'missed')", ZONE_OUTCOMES)} AS failure,
  ${hit} AS hit, ${MA_THRESHOLDS.map((threshold) => `(${iou} >= ${threshold})::int`).join(" + ")} AS reached,
  ${inParts(iou, PARTS)} AS iou, ${inParts("coalesce(t.center_distance, 100)", DISTANCE_PARTS)} AS distance,
  CASE WHEN ${asked} THEN ${binOf("t.phase_confidence")} END AS phase_bin,
  ${right} AS phase_right, ${inParts("t.phase_confidence", PARTS)} AS phase_sure,
  CASE WHEN ${asked} THEN ${error("t.phase_confidence", right)} END AS phase_error,
  ${binOf("t.zone_confidence")} AS zone_bin, ${inParts("t.zone_confidence", PARTS)} AS zone_sure,
  ${error("t.zone_confidence", hit)} AS zone_error, coalesce(t.zone_confidence, 0) >= ${CONFIDENT} AS confident,
  coalesce(t.zone_outcome, 'missed') = 'hit' AS on_target`;

const times = <T>(n: number, make: (index: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

const added = (column: string, where: string): string =>
  `coalesce(sum(${column}) FILTER (WHERE ${where}), 0)`;
const counted = (where: string): string => `count(*) FILTER (WHERE ${where})`;

const curve = (which: "phase" | "zone", happened: string): string[] => [
  ...times(BINS, (bin) => `${which}_bin = ${bin}`).flatMap((where) => [
    counted(where),
    added(`${which}_sure`, where),
    added(happened, where),
  ]),
  `coalesce(sum(${which}_error), 0)`,
];

const parts: readonly string[] = [
  ...times(PHASES.length * 3, (cell) => `cell = ${cell}`).flatMap((where) => [
    counted(where),
    ...["hit", "reached", "iou", "distance"].map((column) => added(column, where)),
  ]),
  ...times(PHASES.length ** 2, (cell) => counted(`confused = ${cell}`)),
  ...times(FAILURES, (failure) => counted(`failure = ${failure}`)),
  ...curve("phase", "phase_right"),
  ...curve("zone", "hit"),
  counted("confident"),
  counted("confident AND NOT on_target"),
];

/** The figures of a group of answers, an aggregate over `vectorColumns`. */
export const vector = `ARRAY[${parts.join(", ")}]::float8[]`;

/** The figures of several, of the column `figures` of a relation: an aggregate too. */
export const addedVectors = (relation: string): string =>
  `ARRAY[${times(FIGURES, (i) => `sum(${relation}.figures[${i + 1}])`).join(", ")}]::float8[]`;

const NAMES = ["n", "correct", "iou", "hits", "right_iou"] as const;
const [right0, wrong0] = [1, 6];

/** What is followed (lib/domain/cohorts/followed.ts), of the figures `f` of one member, over some of the phases. */
function followed(f: string, phases: readonly number[]): readonly string[] {
  const sum = (...offsets: readonly number[]): string =>
    phases
      .flatMap((phase) => offsets.map((offset) => `${f}[${AT.byPhase + phase * PER_PHASE + offset}]`))
      .join(" + ");
  return [
    sum(right0, wrong0),
    sum(right0),
    `(${sum(right0 + 3, wrong0 + 3)}) / ${PARTS}::float8`,
    sum(right0 + 1),
    `(${sum(right0 + 3)}) / ${PARTS}::float8`,
  ];
}

/** n, correct, iou, hits and right_iou of a member's figures. */
export const followedColumns = (f: string): string =>
  followed(
    f,
    times(PHASES.length, (phase) => phase),
  )
    .map((text, index) => `${text} AS ${NAMES[index]}`)
    .join(", ");

/** The same of each phase: n0, correct0 … right_iou3. */
export const followedByPhaseColumns = (f: string): string =>
  PHASES.flatMap((_, phase) => followed(f, [phase]).map((text, i) => `${text} AS ${NAMES[i]}${phase}`)).join(
    ", ",
  );

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
