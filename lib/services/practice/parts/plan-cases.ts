import { randomInt, randomUUID } from "node:crypto";
import type { User } from "@/lib/auth/actor";
import type { Queryable } from "@/lib/db/queryable";
import { ALONG_CASES } from "@/lib/domain/along/along";
import { PHASES, type Phase } from "@/lib/domain/phases";
import type { Candidate } from "@/lib/domain/practice/candidates";
import { cardsOf, type OwnCard } from "@/lib/domain/practice/cards-of";
import { isResting } from "@/lib/domain/practice/mastery";
import type { Miss } from "@/lib/domain/practice/misses";
import { planDrill } from "@/lib/domain/practice/plan-drill";
import {
  type PlannedCase,
  planSitting,
  SITTING_CASES,
  type SittingInput,
} from "@/lib/domain/practice/plan-sitting";
import { seededRandom } from "@/lib/domain/statistics/random";
import { endOfDay } from "@/lib/domain/time/day";
import { loadEstimates } from "../../estimates/load-estimates";
import { loadMastery } from "../../estimates/load-mastery";
import { casesHeld } from "./find-sitting";
import { loadSeen, loadUnseen } from "./load-candidates";
import { loadOwnAnswers } from "./own-answers";

/** What a sitting is planned for: what comes by itself, cases answered before, what is taken along, or a kind of miss. */
export type Aim = "usual" | "again" | "along" | Miss;

/** A planned case, and when what it comes for was missed, or it was answered, last. */
export type PlannedRow = PlannedCase & { readonly since: Date | null };

type PlanOptions = {
  readonly aim: Aim;
  /** Cases that are there already. */
  readonly without: ReadonlySet<string>;
  /** Whether a sitting of repetitions alone is wanted where nothing unseen is left and nothing is due. */
  readonly repeats: boolean;
};

/** How many answers before say which videos and phases were there lately. */
const LATELY = 8;

/**
 * The cases of a new sitting, or others for one, in an order that tells nothing. What it is drawn by is thrown here and
 * kept nowhere: who knows the rules can't draw it again. What another open sitting holds is left to it while there is
 * anything else.
 */
export async function planCases(
  db: Queryable,
  actor: User,
  now: Date,
  { aim, without, repeats }: PlanOptions,
): Promise<readonly PlannedRow[]> {
  const readerId = actor.id;
  const answers = await loadOwnAnswers(db, readerId, now);
  const cards = cardsOf(readerId, answers);
  const { reader, library } = await loadEstimates(db, actor);
  const resting = (await loadMastery(db, actor)).map((mastery) => isResting(mastery, now));
  const along = aim === "along";
  const asking = { readerId, institutionId: actor.institutionId, now, assigned: !along };
  const dayEnds = endOfDay(now, actor.timeZone);
  const before = answers.slice(-LATELY).map(({ videoId, referencePhase: phase }) => ({ videoId, phase }));
  const random = seededRandom(randomInt(2 ** 32));
  const ofTests = typeof aim === "string" && !along ? "later" : "never";
  const unseen = aim === "again" ? [] : await loadUnseen(db, asking, randomUUID(), library, ofTests);

  const plan = async (taken: ReadonlySet<string>): Promise<readonly PlannedRow[]> => {
    const free = (some: readonly Candidate[]): Candidate[] => some.filter(({ id }) => !taken.has(id));
    const seen = async () => free(await loadSeen(db, asking, library));
    if (typeof aim !== "string") {
      const candidates = [...free(unseen), ...(await seen())];
      return told(planDrill({ aim, candidates, before, random }), candidates);
    }
    const due = cards.filter(({ card }) => card.due < dayEnds);
    const candidates = await withSeen(free(unseen), seen, {
      wanted: (phase) => due.some((card) => card.phase === phase),
      alone: aim === "again" || repeats || due.length > 0,
    });
    return told(
      planMixed(
        { dayEnds, reader, library, cards, candidates, before, resting, random },
        along ? ALONG_CASES : SITTING_CASES,
      ),
      candidates,
    );
  };
  const told = (planned: readonly PlannedCase[], candidates: readonly Candidate[]): PlannedRow[] =>
    planned.map((each) => ({ ...each, since: sinceOf(each, cards, candidates) }));

  const held = (await db.all(casesHeld, { readerId, now })).map(({ case_id }) => case_id);
  const apart = await plan(new Set([...without, ...held]));
  return apart.length > 0 || held.length === 0 ? apart : plan(without);
}

/**
 * As many cases as are wanted where there are so many: where phases run out, what is left may be of one, and comes after
 * what could be mixed.
 */
function planMixed(input: SittingInput, wanted: number): readonly PlannedCase[] {
  const planned: PlannedCase[] = [];
  let { before } = input;
  for (let left = input.candidates; left.length > 0 && planned.length < wanted; ) {
    const cards = planned.length === 0 ? input.cards : [];
    const more = planSitting({ ...input, cards, candidates: left, before });
    if (more.length === 0) break;
    planned.push(...more.slice(0, wanted - planned.length));
    // A second ten follows the first.
    if (more.length === SITTING_CASES) before = sequenceOf(more.slice(-LATELY), input.candidates);
    const taken = new Set(planned.map(({ caseId }) => caseId));
    left = left.filter(({ id }) => !taken.has(id));
  }
  return planned;
}

const sequenceOf = (planned: readonly PlannedCase[], candidates: readonly Candidate[]) =>
  planned.flatMap(({ caseId }) => candidates.filter(({ id }) => id === caseId));

/**
 * Unseen cases, and those answered before of phases in which nothing unseen is left and which are wanted for what is due.
 * Where nothing unseen is left at all, they come alone or not at all.
 */
async function withSeen(
  unseen: readonly Candidate[],
  load: () => Promise<readonly Candidate[]>,
  { wanted, alone }: { readonly wanted: (phase: Phase) => boolean; readonly alone: boolean },
): Promise<readonly Candidate[]> {
  if (unseen.length === 0) return alone ? load() : [];
  const held = new Set(unseen.map(({ phase }) => phase));
  const lacking = PHASES.filter((phase) => !held.has(phase) && wanted(phase));
  if (lacking.length === 0) return unseen;
  return [...unseen, ...(await load()).filter(({ phase }) => lacking.includes(phase))];
}

function sinceOf(
  { caseId, because }: PlannedCase,
  cards: readonly OwnCard[],
  candidates: readonly Candidate[],
): Date | null {
  if (because.kind === "new") return null;
  if (because.kind === "repetition") return candidates.find(({ id }) => id === caseId)?.answeredAt ?? null;
  const { phase, kind } = because.miss;
  return cards.find((card) => card.phase === phase && card.kind === kind)?.missedAt ?? null;
}
