import type { Standing } from "@/lib/domain/assignments/schedule";
import {
  AGREED_IOU,
  AGREEMENT_FROM_WORDS,
  EASY_ABOVE,
  HARD_BELOW,
  type ItemFlag,
  STATISTICS_FROM_WORDS,
  WEAK_BELOW,
} from "@/lib/domain/items/item-flags";
import type { MissReason } from "@/lib/domain/items/main-reason";
import { nameOf } from "@/lib/domain/name-of";
import type { ResultCell } from "@/lib/domain/results/views";
import { countZones, type PhaseOutcome, summarizeAnswer } from "@/lib/domain/scoring/failure";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { plural, t } from "@/lib/language/t";
import { asSentence } from "@/lib/words/as-sentence";
import { contactInLine } from "@/lib/words/describe-answer";
import { formatFloored, formatPercent, NO_FIGURE } from "@/lib/words/figures";

/** Why a case is to be looked at again, within a line. */
export const flagNotes: Readonly<Record<ItemFlag, string>> = {
  "too-hard": t`nearly nobody hits`,
  "too-easy": t`nearly everybody hits`,
  "negative-discrimination": t`better readers miss`,
  "weak-discrimination": t`tells readers hardly apart`,
  "other-phase": t`most choose another phase`,
  "agree-elsewhere": t`readers agree on another zone`,
};

/** The same by itself. */
export const nameFlag = (flag: ItemFlag): string => asSentence(nameOf(flagNotes, flag));

/** The rule behind each flag, in a sentence. */
export const flagRules: Readonly<Record<ItemFlag, string>> = {
  "too-hard": t`Fewer than ${formatPercent(HARD_BELOW, 0)} of ${STATISTICS_FROM_WORDS} readers or more hit it.`,
  "too-easy": t`More than ${formatPercent(EASY_ABOVE, 0)} of ${STATISTICS_FROM_WORDS} readers or more hit it.`,
  "negative-discrimination": t`Those who hit it hit fewer of the other cases: a discrimination below 0, over ${STATISTICS_FROM_WORDS} readers or more.`,
  "weak-discrimination": t`A discrimination from 0 to ${WEAK_BELOW}, over ${STATISTICS_FROM_WORDS} readers or more.`,
  "other-phase": t`More than half of ${AGREEMENT_FROM_WORDS} readers or more chose one and the same other phase.`,
  "agree-elsewhere": t`Of ${AGREEMENT_FROM_WORDS} zones or more, the one that the others agree with most shares an IoU of ${AGREED_IOU} with them on average, and less than ${HIT_IOU} with the reference.`,
};

/** What most of those did who missed a case: "6 of 9 named B". */
export function describeReason({ phase, zone, n, of }: MissReason): string {
  return phase ? t`${n} of ${of} named ${phase}` : countZones(zone, n, of);
}

export const standingNames: Readonly<Record<Standing, string>> = {
  upcoming: t`Not open yet`,
  excused: t`Excused`,
  done: t`Done`,
  open: t`Not begun`,
  begun: t`Begun`,
  late: t`Late`,
  "time-up": t`Time up`,
  closed: t`Closed`,
};

/** "8 s", "1 min 05 s"; a dash where nobody measured. */
export function formatTime(ms: number | null): string {
  if (ms === null) return NO_FIGURE;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return t`${seconds} s`;
  return t`${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

const zoneNeverDrawn: Readonly<Record<PhaseOutcome, string>> = {
  right: t`right phase, zone never drawn`,
  wrong: t`wrong phase, zone never drawn`,
  given: t`phase given, zone never drawn`,
};

/** What a mark of the matrix says, in words. */
export function describeCell(cell: ResultCell): string {
  const { state, phase, zone, iou, contact, late, repeat, attempts, comments } = cell;
  if (state === "none") return t`Not begun`;
  const told = [
    state === "open" && t`phase locked, zone not drawn yet`,
    state === "no-zone" && zoneNeverDrawn[phase ?? "given"],
    state === "scored" && phase && zone && summarizeAnswer(phase, zone),
    state === "scored" && iou !== null && t`IoU ${formatFloored(iou)}`,
    state === "scored" && contactInLine(contact),
    late && t`late`,
    repeat && t`known before, in no figure`,
    attempts > 1 && t`${attempts} attempts, this is the first`,
    comments > 0 && t`${plural(comments, "# comment", "# comments")}`,
  ];
  return asSentence(told.filter(Boolean).join(", "));
}
