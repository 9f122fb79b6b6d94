import { byPhaseOf, type CountedAnswer, figuresOf, readFigures } from "../kept-figures/vector";
import { CONFIDENT, HIT_IOU } from "../scoring/thresholds";
import { weekIn } from "../time/week";
import { contactByCluster, contactOver } from "./contact-figures";
import { countsOf } from "./detail";
import { type FollowedCluster, followedOf, toFollowedFigures } from "./followed";
import type { Calibration, ContactFigures, FollowedFigures, ResidentPage, SureAndWrong } from "./views";

type Answer = CountedAnswer & { readonly videoId: string };

/** The followed figures of one resident, their intervals over videos: frames of one video are alike. */
function followedOver(answers: readonly Answer[]): FollowedFigures {
  const videos = new Map<string, FollowedCluster>();
  for (const answer of answers) {
    if (answer.given) continue;
    const right = answer.chosenPhase === answer.referencePhase;
    const so = videos.get(answer.videoId) ?? { n: 0, correct: 0, iou: 0, hits: 0, rightIou: 0 };
    videos.set(answer.videoId, {
      n: so.n + 1,
      correct: so.correct + (right ? 1 : 0),
      iou: so.iou + answer.iou,
      hits: so.hits + (right && answer.iou >= HIT_IOU ? 1 : 0),
      rightIou: so.rightIou + (right ? answer.iou : 0),
    });
  }
  const followed = followedOf(videos.values());
  return { ...toFollowedFigures(followed, null), residents: followed.n > 0 ? 1 : 0 };
}

/** The same of contact, drills included. */
function contactOfOne(answers: readonly Answer[]): ContactFigures {
  const zones = answers.map(({ videoId: cluster, contact }) => ({ cluster, contact }));
  const figures = contactOver(contactByCluster(zones));
  return { ...figures, residents: figures.contact.n > 0 ? 1 : 0 };
}

/** All that follows from a resident's answers in the period. Nothing of it is suppressed: it is told of one by name. */
export function residentFigures(
  answers: readonly Answer[],
  timeZone: string,
): Pick<
  ResidentPage,
  | "figures"
  | "contact"
  | "weeks"
  | "byPhase"
  | "confusion"
  | "phaseCalibration"
  | "zoneCalibration"
  | "sureAndWrong"
> & { readonly failures: Omit<ResidentPage["failures"], "year"> } {
  const kept = readFigures(figuresOf(answers));
  const weekOf = weekIn(timeZone);
  const weeks = new Map<string, Answer[]>();
  for (const answer of answers) {
    const week = weekOf(answer.at);
    weeks.set(week, [...(weeks.get(week) ?? []), answer]);
  }
  const failures = kept.failures.reduce((sum, n) => sum + n, 0);
  return {
    figures: followedOver(answers),
    contact: contactOfOne(answers),
    weeks: [...weeks]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([week, own]) => ({ week, ...followedOver(own) }))
      .filter(({ acc }) => acc.n > 0),
    byPhase: byPhaseOf((phase) =>
      followedOver(answers.filter(({ referencePhase }) => referencePhase === phase)),
    ),
    confusion: kept.confusion,
    failures: { residents: failures > 0 ? 1 : 0, n: failures, counts: countsOf(kept.failures) },
    phaseCalibration: asCalibration(kept.phaseReliability),
    zoneCalibration: asCalibration(kept.zoneReliability),
    sureAndWrong: {
      phase: countSure(
        answers.filter(({ given }) => !given),
        ({ phaseConfidence }) => phaseConfidence,
        ({ chosenPhase, referencePhase }) => chosenPhase === referencePhase,
      ),
      zone: countSure(
        answers,
        ({ zoneConfidence }) => zoneConfidence,
        ({ iou }) => iou >= HIT_IOU,
      ),
    },
  };
}

function countSure(
  answers: readonly Answer[],
  confidenceOf: (answer: Answer) => number | null,
  isRight: (answer: Answer) => boolean,
): SureAndWrong {
  const sure = answers.filter((answer) => (confidenceOf(answer) ?? 0) >= CONFIDENT);
  return { sure: sure.length, wrong: sure.filter((answer) => !isRight(answer)).length };
}

const asCalibration = ({ n, bins, brier }: Calibration): Calibration => ({ n, bins, brier });
