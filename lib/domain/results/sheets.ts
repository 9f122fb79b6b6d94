import { closingFor, dueFor, isLate } from "../assignments/schedule";
import { cameLate } from "../attempts/late-zone";
import { namedPhase, rulesOf } from "../attempts/mode";
import { attemptState } from "../attempts/state";
import type { CameLate } from "../attempts/views";
import type { ContactSummary } from "../no-go/contact-schema";
import { REASON_PARTS } from "../reasons/reason";
import { completeScore } from "../scoring/score";
import { edgesOf, ZONE_EDGES } from "../scoring/zone";
import { type Answer, type Answers, isOver } from "./answers";
import { countedAnswers, resultsOf } from "./results-of";
import type { ResultHead } from "./views";

/** A moment stays one: CSV tells it in UTC, a workbook by the institution's clocks. */
export type SheetValue = string | number | boolean | Date | null;
export type SheetName = "attempts" | "items" | "residents";
export const SHEET_NAMES = ["attempts", "items", "residents"] as const satisfies readonly SheetName[];

/** A table: a header, and rows as long as it. Null is an empty cell. */
export type Sheet = {
  readonly name: SheetName;
  readonly header: readonly string[];
  readonly rows: readonly (readonly SheetValue[])[];
};

type Loaded = Answers & { readonly head: ResultHead };

/** A column: its name, and its value for a row. Their order and names are stable (docs/results-export.md). */
type Columns<Row> = readonly (readonly [name: string, value: (row: Row) => SheetValue])[];

function sheetOf<Row>(name: SheetName, rows: readonly Row[], columns: Columns<Row>): Sheet {
  return {
    name,
    header: columns.map(([header]) => header),
    rows: rows.map((row) => columns.map(([, value]) => value(row))),
  };
}

/** Everything an assignment's results hold, as tables for spreadsheets and statistics programs. */
export function sheetsOf(of: Loaded, now: Date): readonly Sheet[] {
  return [attemptsSheet(of, now), itemsSheet(of, now), residentsSheet(of, now)];
}

function attemptsSheet(of: Loaded, now: Date): Sheet {
  const { head, schedule, items, readers, answers } = of;
  const readerOf = new Map(readers.map((reader) => [reader.userId, reader]));
  const itemOf = new Map(items.map((item) => [item.caseId, item]));
  const counted = new Set(countedAnswers(of, now).map(({ id }) => id));
  const rows = answers.flatMap((answer) => {
    const [reader, item] = [readerOf.get(answer.userId), itemOf.get(answer.caseId)];
    if (!reader || !item) return [];
    const [told, { last }] = [untilLast(answer, now), answer];
    const lastScore = last && completeScore(last.phaseCorrect, last);
    return [{ answer: told, reader, item, score: scoreOf(told), lastScore }];
  });
  rows.sort(
    (a, b) =>
      readers.indexOf(a.reader) - readers.indexOf(b.reader) ||
      a.item.position - b.item.position ||
      a.answer.ordinal - b.answer.ordinal,
  );
  return sheetOf("attempts", rows, [
    ["assignmentId", () => head.id],
    ["assignment", () => head.name],
    ["userId", ({ reader }) => reader.userId],
    ["reader", ({ reader }) => reader.name],
    ["email", ({ reader }) => reader.email],
    ["cohort", ({ reader }) => reader.cohort],
    ["excused", ({ reader }) => reader.terms.excusedAt !== null],
    ["position", ({ item }) => item.position],
    ["caseId", ({ item }) => item.caseId],
    ["video", ({ item }) => item.video],
    ["frame", ({ item }) => item.frame],
    ["referenceVersion", ({ answer }) => answer.referenceVersion],
    ["referencePhase", ({ answer }) => answer.referencePhase],
    ["attemptId", ({ answer }) => answer.id],
    ["mode", ({ answer }) => answer.mode],
    ["ordinal", ({ answer }) => answer.ordinal],
    ["state", ({ answer }) => attemptState(answer, now)],
    ["counted", ({ answer }) => counted.has(answer.id)],
    ["phase", ({ answer }) => namedPhase(answer)],
    ["phaseCorrect", ({ answer }) => (tellsPhase(answer, now) ? answer.phaseCorrect : null)],
    ["phaseConfidence", ({ answer }) => answer.phaseConfidence],
    ["lockedAt", ({ answer }) => answer.lockedAt],
    ["zoneAt", ({ answer }) => answer.zoneAt],
    ["late", ({ answer, reader }) => isLate(schedule, reader.terms, answer)],
    ...ZONE_EDGES.map(
      (edge, index) =>
        [
          edge,
          ({ answer }: (typeof rows)[number]) => (answer.box && edgesOf(answer.box)[index]) ?? null,
        ] as const,
    ),
    ["zoneConfidence", ({ answer }) => answer.zoneConfidence],
    ["elapsedMs", ({ answer }) => answer.elapsedMs],
    ["iou", ({ answer }) => answer.iou],
    ["centerDistance", ({ answer }) => answer.centerDistance],
    ["zoneOutcome", ({ answer }) => answer.zoneOutcome],
    ["hit25", ({ score }) => score?.hit25 ?? null],
    ["hardcoreIou", ({ score }) => score?.hardcoreIou ?? null],
    ["hardcoreHit", ({ score }) => score?.hardcoreHit ?? null],
    ["comments", ({ answer }) => answer.comments],
    ["contact", ({ answer }) => answer.contact],
    ...REASON_PARTS.flatMap((part): Columns<(typeof rows)[number]> => {
      const of = ({ answer }: (typeof rows)[number]) => answer.reasons.find((each) => each.part === part);
      return [
        [part, (row) => of(row)?.words ?? null],
        [`${part}ByReader`, (row) => of(row)?.reader?.grade ?? null],
        [`${part}ByFaculty`, (row) => of(row)?.faculty?.grade ?? null],
      ];
    }),
    ["zoneGivenAt", ({ answer }) => givenAt(cameLate(answer))],
    ["aid", ({ answer }) => answer.aid],
    ["aidRight", ({ answer: { last } }) => last?.aidRight ?? null],
    ["lastAt", ({ answer }) => answer.lastAt],
    ["lastPhase", ({ answer: { mode, last } }) => last && namedPhase({ mode, phase: last.phase })],
    [
      "lastPhaseCorrect",
      ({ answer: { mode, last } }) => (last && rulesOf(mode).asksPhase ? last.phaseCorrect : null),
    ],
    ...ZONE_EDGES.map(
      (edge, index) =>
        [
          `last${edge.toUpperCase()}`,
          ({ answer: { last } }: (typeof rows)[number]) => (last && edgesOf(last.box)[index]) ?? null,
        ] as const,
    ),
    ["lastIou", ({ answer: { last } }) => last?.iou ?? null],
    ["lastCenterDistance", ({ answer: { last } }) => last?.centerDistance ?? null],
    ["lastZoneOutcome", ({ answer: { last } }) => last?.zoneOutcome ?? null],
    ["lastHit25", ({ lastScore }) => lastScore?.hit25 ?? null],
    ["lastHardcoreIou", ({ lastScore }) => lastScore?.hardcoreIou ?? null],
    ["lastHardcoreHit", ({ lastScore }) => lastScore?.hardcoreHit ?? null],
    ["lastContact", ({ answer: { last } }) => last?.contact ?? null],
    ["movement", ({ answer: { last } }) => last?.movement ?? null],
  ]);
}

/** When a zone was given that came more than a day after its phase, by its device's clock; null of all others. */
const givenAt = (late: CameLate | null): Date | null => (late?.givenAt ? new Date(late.givenAt) : null);

const waitsForLast = (answer: Answer, now: Date): boolean => answer.aided && !isOver(answer, now);

const tellsPhase = (answer: Answer, now: Date): boolean =>
  rulesOf(answer.mode).asksPhase && !waitsForLast(answer, now);

/** An answer whose reader is still looking has no result: whoever read it here could tell them. */
const untilLast = (answer: Answer, now: Date): Answer =>
  waitsForLast(answer, now)
    ? { ...answer, iou: null, centerDistance: null, zoneOutcome: null, contact: null }
    : answer;

/** As in the table of readers: the mean, the share above 5 %, and of how many zones. */
function contactColumns<Row>(of: (row: Row) => ContactSummary): Columns<Row> {
  return [
    ["contact", (row) => of(row).mean],
    ["contact5", (row) => (of(row).n === 0 ? null : of(row).over / of(row).n)],
    ["nNoGo", (row) => of(row).n],
  ];
}

const scoreOf = ({ phaseCorrect, iou, centerDistance }: Answer) =>
  iou === null || centerDistance === null ? null : completeScore(phaseCorrect, { iou, centerDistance });

function itemsSheet(of: Loaded, now: Date): Sheet {
  const { items, alpha } = resultsOf(of, now);
  return sheetOf("items", items, [
    ["assignmentId", () => of.head.id],
    ["position", ({ position }) => position],
    ["caseId", ({ caseId }) => caseId],
    ["video", ({ video }) => video],
    ["frame", ({ frame }) => frame],
    ["referencePhase", ({ phase }) => phase],
    ["n", ({ statistics }) => statistics.n],
    ["hits", ({ statistics }) => statistics.hits],
    ["hitShare", ({ statistics }) => statistics.share],
    ["hitShareLow", ({ statistics }) => statistics.shareInterval?.[0] ?? null],
    ["hitShareHigh", ({ statistics }) => statistics.shareInterval?.[1] ?? null],
    ["difficulty", ({ statistics: { share } }) => (share === null ? null : 1 - share)],
    ["discrimination", ({ statistics }) => statistics.discrimination],
    ["discriminationLow", ({ statistics }) => statistics.discriminationInterval?.[0] ?? null],
    ["discriminationHigh", ({ statistics }) => statistics.discriminationInterval?.[1] ?? null],
    ["discriminationN", ({ statistics }) => statistics.discriminationN],
    ["medianMs", ({ statistics }) => statistics.medianMs],
    ["timed", ({ statistics }) => statistics.timed],
    ["confidentlyWrong", ({ statistics }) => statistics.confidentlyWrong],
    ["withConfidence", ({ statistics }) => statistics.confident],
    ["alphaIfDeleted", ({ statistics }) => statistics.alphaIfDeleted],
    ["alpha", () => alpha.value],
    ["alphaLow", () => alpha.interval?.[0] ?? null],
    ["alphaHigh", () => alpha.interval?.[1] ?? null],
    ["alphaReaders", () => alpha.n],
    ["flags", ({ flags }) => flags.join(" ") || null],
    ["mainReason", ({ reason }) => reason && (reason.phase ?? reason.zone)],
    ["mainReasonN", ({ reason }) => reason?.n ?? null],
    ...contactColumns<(typeof items)[number]>(({ statistics }) => statistics.contact),
  ]);
}

function residentsSheet(of: Loaded, now: Date): Sheet {
  const { rows } = resultsOf(of, now);
  const readers = new Map(of.readers.map((reader) => [reader.userId, reader]));
  const termsOf = (userId: string) => readers.get(userId)!.terms;
  return sheetOf("residents", rows, [
    ["assignmentId", () => of.head.id],
    ["userId", ({ userId }) => userId],
    ["reader", ({ name }) => name],
    ["email", ({ userId }) => readers.get(userId)!.email],
    ["cohort", ({ cohort }) => cohort],
    ["standing", ({ standing }) => standing],
    ["dueAt", ({ userId }) => dueFor(of.schedule, termsOf(userId))],
    ["closesAt", ({ userId }) => closingFor(of.schedule, termsOf(userId))],
    ["extendedUntil", ({ userId }) => termsOf(userId).extendedUntil],
    ["excusedAt", ({ userId }) => termsOf(userId).excusedAt],
    ["begunAt", ({ userId }) => termsOf(userId).begunAt],
    ["lastAnswerAt", ({ lastAnswerAt }) => lastAnswerAt && new Date(lastAnswerAt)],
    ["cases", () => of.items.length],
    ["answered", ({ answered }) => answered],
    ["late", ({ late }) => late],
    ["n", ({ n }) => n],
    ["hits", ({ hits }) => hits],
    ["hitShare", ({ n, hits }) => (n === 0 ? null : hits / n)],
    ["phasesRight", ({ phasesRight }) => (rulesOf(of.schedule.mode).asksPhase ? phasesRight : null)],
    ["mIoU", ({ meanIou }) => meanIou],
    ["medianMs", ({ medianMs }) => medianMs],
    ...contactColumns<(typeof rows)[number]>(({ contact }) => contact),
  ]);
}
