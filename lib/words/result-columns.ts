import { REASON_FROM } from "@/lib/domain/items/main-reason";
import { REASON_GRADES } from "@/lib/domain/reasons/reason";
import type { SheetName } from "@/lib/domain/results/sheets";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { AID_KINDS } from "@/lib/domain/second-look/aid";
import { t } from "@/lib/language/t";

/** What a column of the results holds, for the workbook's own sheet about them. */
type ColumnNote = {
  readonly meaning: string;
  /** What its numbers count or measure. */
  readonly unit?: string;
  /** The values that can stand in it. */
  readonly range?: string;
  /** Whether its values are moments. */
  readonly isMoment?: true;
};

const UUID = "UUID";
const MS = t`milliseconds`;
const PIXELS = t`pixels of the frame`;
const SHARE = t`0 to 1`;
const CORRELATION = t`-1 to 1`;
const COUNT = t`0 or more`;
const FROM_ONE = t`1 or more`;
const YES_NO = t`true or false`;
const PHASE_LETTERS = t`A, B, C or D`;
const ALPHA = t`1 or less`;
const OUTCOMES = "hit, shifted, too-large, too-small, missed";

const moment = (meaning: string): ColumnNote => ({ meaning, isMoment: true });
const count = (meaning: string, unit: string): ColumnNote => ({ meaning, unit, range: COUNT });
const share = (meaning: string): ColumnNote => ({ meaning, unit: t`share`, range: SHARE });
const correlation = (meaning: string): ColumnNote => ({ meaning, range: CORRELATION });
const yesNo = (meaning: string): ColumnNote => ({ meaning, range: YES_NO });
const time = (meaning: string): ColumnNote => ({ meaning, unit: MS, range: COUNT });
const edge = (meaning: string): ColumnNote => ({ meaning, unit: PIXELS, range: COUNT });
const alpha = (meaning: string): ColumnNote => ({ meaning, range: ALPHA });

const GRADES = REASON_GRADES.join(", ");
const ownMark: ColumnNote = {
  meaning: t`How the reader marked these words against the reference; empty where not yet.`,
  range: GRADES,
};
const facultysMark: ColumnNote = {
  meaning: t`How the faculty marked these words against the reference; empty where not yet.`,
  range: GRADES,
};

const assignmentId: ColumnNote = { meaning: t`The assignment’s id.`, range: UUID };
const reader = {
  userId: { meaning: t`The reader’s id.`, range: UUID },
  reader: { meaning: t`The reader’s name.` },
  email: { meaning: t`The reader’s e-mail address.` },
  cohort: { meaning: t`The cohort through which the reader has the assignment; empty where it is none.` },
} as const;
const item = {
  position: { meaning: t`The case’s place in the set’s order.`, range: FROM_ONE },
  caseId: { meaning: t`The case’s id.`, range: UUID },
  video: { meaning: t`The video that the frame is from.` },
  frame: { meaning: t`The frame’s number in its video.`, range: COUNT },
} as const;

const zoneContact = {
  contact: share(t`The mean share of the zones that lies on No-Go regions; empty where no case has any.`),
  contact5: share(t`Zones of which more than 5% lies there.`),
  nNoGo: count(t`Zones behind the two: drawn in cases that have No-Go regions.`, t`zones`),
} as const;

/** Of each sheet's columns what they hold (docs/results-export.md). */
export const resultColumns: Readonly<Record<SheetName, Readonly<Record<string, ColumnNote>>>> = {
  attempts: {
    assignmentId,
    assignment: { meaning: t`The assignment’s name.` },
    ...reader,
    excused: yesNo(t`Whether the reader need not do the assignment.`),
    ...item,
    referenceVersion: {
      meaning: t`Which version of the reference the attempt is scored by.`,
      range: FROM_ONE,
    },
    referencePhase: { meaning: t`The phase of that reference.`, range: PHASE_LETTERS },
    attemptId: { meaning: t`The attempt’s id.`, range: UUID },
    mode: { meaning: t`The mode of the attempt.`, range: "guided, exam, phase-given" },
    ordinal: { meaning: t`Which of all the reader’s attempts at the case it is.`, range: FROM_ONE },
    state: {
      meaning: t`Scored; missed: the zone never came; open: the zone can still come.`,
      range: "scored, missed, open",
    },
    counted: yesNo(
      t`Whether figures count it: it is over, it is the reader’s first at the case anywhere, and the reader is not excused.`,
    ),
    phase: { meaning: t`The phase that the reader named; empty where it was given.`, range: PHASE_LETTERS },
    phaseCorrect: yesNo(t`Whether that phase is the reference’s; empty where it was given.`),
    phaseConfidence: share(t`How sure the reader was of the phase; empty where nothing was said.`),
    lockedAt: moment(t`When the phase was locked.`),
    zoneAt: moment(t`When the zone was stored; empty where none came.`),
    late: yesNo(t`Whether it came after the reader’s own due date.`),
    x1: edge(t`The zone’s left edge, from the frame’s left.`),
    y1: edge(t`The zone’s upper edge, from the frame’s top.`),
    x2: edge(t`The zone’s right edge, from the frame’s left.`),
    y2: edge(t`The zone’s lower edge, from the frame’s top.`),
    zoneConfidence: share(t`How sure the reader was of the zone; empty where nothing was said.`),
    elapsedMs: time(t`From the frame’s appearance to the zone.`),
    iou: {
      meaning: t`Overlap of the zone with the reference: the area they share, divided by the area they cover together.`,
      range: SHARE,
    },
    centerDistance: {
      meaning: t`From the zone’s centre to the reference’s.`,
      unit: t`% of the frame’s diagonal`,
      range: t`0 to 100`,
    },
    zoneOutcome: { meaning: t`What the zone did, beside the reference.`, range: OUTCOMES },
    hit25: yesNo(t`Whether the IoU is ${HIT_IOU} or more, whatever the phase.`),
    hardcoreIou: { meaning: t`The IoU, where a wrong phase counts as 0.`, range: SHARE },
    hardcoreHit: yesNo(t`Whether the phase was right or given and the IoU is ${HIT_IOU} or more.`),
    comments: count(t`Comments on the attempt.`, t`comments`),
    contact: share(
      t`The share of the zone’s area that lies on No-Go regions; empty without a zone, and where the reference has none.`,
    ),
    nextAction: {
      meaning: t`What comes next, in the reader’s own words before the reveal; empty where none.`,
    },
    nextActionByReader: ownMark,
    nextActionByFaculty: facultysMark,
    criticalRisk: {
      meaning: t`What could go wrong, in the reader’s own words before the reveal; empty where none.`,
    },
    criticalRiskByReader: ownMark,
    criticalRiskByFaculty: facultysMark,
    zoneGivenAt: moment(
      t`When a zone was given that was stored more than a day after its phase, by its device’s clock; empty of all others.`,
    ),
    aid: {
      meaning: t`What a second look showed, once the zone was stored; empty where there was none.`,
      range: AID_KINDS.join(", "),
    },
    aidRight: yesNo(
      t`Whether the model’s reading that it showed was right; empty of other aids, and without a last answer.`,
    ),
    lastAt: moment(
      t`When the last answer was stored, after a second look; empty where none came: the first one stands.`,
    ),
    lastPhase: {
      meaning: t`The phase of the last answer; empty where it was given.`,
      range: PHASE_LETTERS,
    },
    lastPhaseCorrect: yesNo(t`Whether that phase is the reference’s; empty where it was given.`),
    lastX1: edge(t`The left edge of the last answer’s zone.`),
    lastY1: edge(t`The upper edge of the last answer’s zone.`),
    lastX2: edge(t`The right edge of the last answer’s zone.`),
    lastY2: edge(t`The lower edge of the last answer’s zone.`),
    lastIou: { meaning: t`The IoU of the last answer’s zone with the reference.`, range: SHARE },
    lastCenterDistance: {
      meaning: t`From the centre of the last answer’s zone to the reference’s.`,
      unit: t`% of the frame’s diagonal`,
      range: t`0 to 100`,
    },
    lastZoneOutcome: { meaning: t`What the last answer’s zone did, beside the reference.`, range: OUTCOMES },
    lastHit25: yesNo(t`Whether lastIou is ${HIT_IOU} or more, whatever the phase.`),
    lastHardcoreIou: { meaning: t`lastIou, where a wrong phase counts as 0.`, range: SHARE },
    lastHardcoreHit: yesNo(t`Whether the last phase was right or given and lastIou is ${HIT_IOU} or more.`),
    lastContact: share(t`The share of the last answer’s zone that lies on No-Go regions.`),
    movement: {
      meaning: t`How far the zone moved towards the aid’s: its IoU with that, the last one’s less the first one’s; with others’ zones the mean over them. Empty of an aid without a zone.`,
      range: CORRELATION,
    },
  },
  items: {
    assignmentId,
    ...item,
    referencePhase: { meaning: t`The phase of the case’s reference as it is now.`, range: PHASE_LETTERS },
    n: count(t`Answers that count, excused readers left out.`, t`answers`),
    hits: count(t`Of those, with the phase right or given and an IoU of ${HIT_IOU} or more.`, t`answers`),
    hitShare: share(t`hits / n.`),
    hitShareLow: share(t`The lower end of its 95% interval (Wilson).`),
    hitShareHigh: share(t`The upper end of its 95% interval (Wilson).`),
    difficulty: share(t`1 − hitShare: 0 is easy, 1 is hard.`),
    discrimination: correlation(
      t`How hitting this case goes with hitting the reader’s other cases: the corrected point-biserial correlation.`,
    ),
    discriminationLow: correlation(t`The lower end of its 95% interval (Fisher).`),
    discriminationHigh: correlation(t`The upper end of its 95% interval (Fisher).`),
    discriminationN: count(t`Readers behind it: those who answered at least half of the others.`, t`readers`),
    medianMs: time(t`The median time from the frame’s appearance to the zone.`),
    timed: count(t`Answers behind the median time.`, t`answers`),
    confidentlyWrong: count(t`Wrong zones with a confidence of 0.75 or more.`, t`answers`),
    withConfidence: count(t`Answers that say how sure the reader was of the zone.`, t`answers`),
    alphaIfDeleted: alpha(t`Cronbach’s alpha of the set without this case.`),
    alpha: alpha(t`Cronbach’s alpha (KR-20) of the whole set, the same in each row.`),
    alphaLow: alpha(t`The lower end of its 95% interval (Bonett).`),
    alphaHigh: alpha(t`The upper end of its 95% interval (Bonett).`),
    alphaReaders: count(t`Readers behind it: those who answered every case.`, t`readers`),
    flags: {
      meaning: t`What is worth a look at the case, with spaces between.`,
      range: "too-hard, too-easy, negative-discrimination, weak-discrimination, other-phase, agree-elsewhere",
    },
    mainReason: {
      meaning: t`What most of the answers that missed did: the other phase that they named, or, under the right phase, what the zone did. Empty where fewer than ${REASON_FROM} answers count.`,
      range: `${PHASE_LETTERS}; ${OUTCOMES}`,
    },
    mainReasonN: count(t`How many of the n answers that were.`, t`answers`),
    ...zoneContact,
  },
  residents: {
    assignmentId,
    ...reader,
    standing: {
      meaning: t`Where the reader stands with the assignment.`,
      range: "upcoming, open, begun, late, done, time-up, closed, excused",
    },
    dueAt: moment(t`When it is due for this reader.`),
    closesAt: moment(t`When it closes for this reader.`),
    extendedUntil: moment(t`Until when the reader was given more time.`),
    excusedAt: moment(t`When the reader was excused.`),
    begunAt: moment(t`When the first case was shown.`),
    lastAnswerAt: moment(t`When the last answer came.`),
    cases: count(t`Cases of the assignment.`, t`cases`),
    answered: count(t`Of those, with an answer that is over.`, t`cases`),
    late: count(t`Answers that came late.`, t`answers`),
    n: count(t`The reader’s first attempts; an excused reader’s too.`, t`answers`),
    hits: count(t`Of those, with the phase right or given and an IoU of ${HIT_IOU} or more.`, t`answers`),
    hitShare: share(t`hits / n.`),
    phasesRight: count(
      t`Of the n answers, with the right phase; empty where the phase was given.`,
      t`answers`,
    ),
    mIoU: {
      meaning: t`The mean IoU of the n zones. A zone that never came has 0.`,
      range: SHARE,
    },
    medianMs: time(t`The median time from the frame’s appearance to the zone.`),
    ...zoneContact,
  },
};
