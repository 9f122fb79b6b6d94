import type { XapiSettings } from "../connections/xapi";
import type { Box, Size } from "../geometry";
import { englishPhaseNames, type Phase } from "../phases";
import { HIT_IOU } from "../scoring/thresholds";

/** Statements of xAPI 1.0.3 as Calot makes them: what a reader answered, was shown, and finished. docs/xapi.md tells each field. */

const VERBS = {
  answered: { id: "http://adlnet.gov/expapi/verbs/answered", display: { en: "answered" } },
  revealed: { id: "http://id.tincanapi.com/verb/viewed", display: { en: "was shown the reveal of" } },
  completed: { id: "http://adlnet.gov/expapi/verbs/completed", display: { en: "completed" } },
} as const;
export type VerbName = keyof typeof VERBS;

const TYPES = {
  interaction: "http://adlnet.gov/expapi/activities/cmi.interaction",
  reveal: "http://adlnet.gov/expapi/activities/media",
  assignment: "http://adlnet.gov/expapi/activities/assessment",
} as const;

/** Keys of Calot's own: the same in every installation, so that records of several can be laid side by side. */
export const EXTENSIONS = {
  zone: "urn:x-calot:xapi:zone",
  phase: "urn:x-calot:xapi:phase",
  phaseCorrect: "urn:x-calot:xapi:phase-correct",
  mode: "urn:x-calot:xapi:mode",
  attempt: "urn:x-calot:xapi:attempt",
} as const;

type Place = {
  /** Where browsers reach Calot, without a slash at its end. */
  readonly origin: string;
  readonly actor: XapiSettings["actor"];
};

type Person = { readonly id: string; readonly email: string };

/** An answer with its result, which may be told. */
export type ToldAnswer = {
  readonly person: Person;
  readonly caseId: string;
  readonly assignmentId: string | null;
  readonly mode: string;
  /** 1 for the first attempt at the case. */
  readonly ordinal: number;
  readonly phase: Phase;
  readonly phaseCorrect: boolean;
  /** In natural pixels. */
  readonly zone: Box;
  readonly frame: Size;
  /** 0 to 1, of the zone with the reference, whatever the phase. */
  readonly iou: number;
  /** From the frame's appearance to the zone, in milliseconds; null where it wasn't measured. */
  readonly elapsedMs: number | null;
  readonly answeredAt: Date;
  /** When its result could be told. */
  readonly toldAt: Date;
};

/** An assignment that a reader has answered whole, with results that may be told. */
export type ToldAssignment = {
  readonly person: Person;
  readonly assignmentId: string;
  readonly title: string;
  /** Each case's IoU, 0 where the phase was wrong or no zone came: what the hardcore metric counts. */
  readonly scores: readonly number[];
  readonly completedAt: Date;
};

export type Statement = Readonly<Record<string, unknown>> & { readonly id: string };

const actorOf = ({ origin, actor }: Place, { id, email }: Person): object =>
  actor === "mbox"
    ? { objectType: "Agent", mbox: `mailto:${email}` }
    : { objectType: "Agent", account: { homePage: origin, name: id } };

/** Rounded to what can be seen of a frame, so that no digit is an accident of the machine's. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/**
 * A zone as a spatial fragment of the frame (W3C Media Fragments URI 1.0, section 4.2.2): `xywh=percent:` with the left
 * and upper edge, width and height in percent of the frame's.
 */
export function mediaFragment([x1, y1, x2, y2]: Box, { width, height }: Size): string {
  const percent = [
    (x1 / width) * 100,
    (y1 / height) * 100,
    ((x2 - x1) / width) * 100,
    ((y2 - y1) / height) * 100,
  ];
  return `xywh=percent:${percent.map(rounded).join(",")}`;
}

/** A span of time as ISO 8601 writes it, to hundredths of a second, as xAPI wants at most. */
export const isoDuration = (ms: number): string => `PT${Math.round(ms / 10) / 100}S`;

const activity = (id: string, type: string, definition: object = {}): object => ({
  objectType: "Activity",
  id,
  definition: { type, ...definition },
});

const caseIri = ({ origin }: Place, caseId: string): string => `${origin}/cases/${caseId}`;
const assignmentIri = ({ origin }: Place, id: string): string => `${origin}/assignments/${id}`;

const contextOf = (
  place: Place,
  { assignmentId, mode }: Pick<ToldAnswer, "assignmentId" | "mode">,
): object => ({
  platform: "Calot",
  language: "en",
  ...(assignmentId && {
    contextActivities: { parent: [activity(assignmentIri(place, assignmentId), TYPES.assignment)] },
  }),
  extensions: { [EXTENSIONS.mode]: mode },
});

/**
 * That somebody answered a case. The score is the zone's IoU; it was a success where the phase was right and the IoU at least
 * 0.25 (HA@0.25). A correct answer is never told along.
 */
export function answeredStatement(id: string, place: Place, answer: ToldAnswer): Statement {
  const { person, caseId, phase, phaseCorrect, zone, frame, iou, elapsedMs, answeredAt, ordinal } = answer;
  const fragment = mediaFragment(zone, frame);
  return {
    id,
    actor: actorOf(place, person),
    verb: VERBS.answered,
    object: activity(caseIri(place, caseId), TYPES.interaction, {
      interactionType: "other",
      name: { en: "A case: its phase and its Go Zone" },
    }),
    result: {
      response: fragment,
      success: phaseCorrect && iou >= HIT_IOU,
      score: { scaled: rounded(iou) },
      ...(elapsedMs !== null && { duration: isoDuration(elapsedMs) }),
      extensions: {
        [EXTENSIONS.zone]: {
          type: "FragmentSelector",
          conformsTo: "http://www.w3.org/TR/media-frags/",
          value: fragment,
        },
        [EXTENSIONS.phase]: { id: phase, name: englishPhaseNames[phase] },
        [EXTENSIONS.phaseCorrect]: phaseCorrect,
        [EXTENSIONS.attempt]: ordinal,
      },
    },
    context: contextOf(place, answer),
    timestamp: answeredAt.toISOString(),
  };
}

/** That somebody could see the reveal of a case: the reference, why, and what the model made of it. */
export function revealedStatement(id: string, place: Place, answer: ToldAnswer): Statement {
  return {
    id,
    actor: actorOf(place, answer.person),
    verb: VERBS.revealed,
    object: activity(`${caseIri(place, answer.caseId)}/reveal`, TYPES.reveal, {
      name: { en: "The reveal of a case: the reference and its rationale" },
    }),
    context: contextOf(place, answer),
    timestamp: answer.toldAt.toISOString(),
  };
}

/** That somebody answered every case of an assignment: the score is the mean of the hardcore metric's IoU (HmIoU). */
export function completedStatement(id: string, place: Place, told: ToldAssignment): Statement {
  const { person, assignmentId, title, scores, completedAt } = told;
  const mean = scores.reduce((sum, each) => sum + each, 0) / Math.max(1, scores.length);
  return {
    id,
    actor: actorOf(place, person),
    verb: VERBS.completed,
    object: activity(assignmentIri(place, assignmentId), TYPES.assignment, { name: { en: title } }),
    result: { completion: true, score: { scaled: rounded(mean) } },
    context: { platform: "Calot", language: "en" },
    timestamp: completedAt.toISOString(),
  };
}
