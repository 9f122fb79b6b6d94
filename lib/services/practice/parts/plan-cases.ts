import { randomInt, randomUUID } from "node:crypto";
import type { User } from "@/lib/auth/actor";
import type { Queryable } from "@/lib/db/queryable";
import { PHASES, type Phase } from "@/lib/domain/phases";
import type { Candidate } from "@/lib/domain/practice/candidates";
import { cardsOf, type OwnCard } from "@/lib/domain/practice/cards-of";
import type { Miss } from "@/lib/domain/practice/misses";
import { planDrill } from "@/lib/domain/practice/plan-drill";
import { type PlannedCase, planSitting, SITTING_CASES } from "@/lib/domain/practice/plan-sitting";
import { seededRandom } from "@/lib/domain/statistics/random";
import { endOfDay } from "@/lib/domain/time/day";
import { loadEstimates } from "../../estimates/load-estimates";
import { loadSeen, loadUnseen } from "./load-candidates";
import { loadOwnAnswers } from "./own-answers";

/** What a sitting is planned for: what comes by itself, cases answered before, or a kind of miss. */
export type Aim = "usual" | "again" | Miss;

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
 * The cases of a new sitting. What it is drawn by is thrown here and kept nowhere: who knows the rules can't draw it
 * again.
 */
export async function planCases(
  db: Queryable,
  actor: User,
  now: Date,
  { aim, without, repeats }: PlanOptions,
): Promise<readonly PlannedRow[]> {
  const answers = await loadOwnAnswers(db, actor.id, now);
  const cards = cardsOf(actor.id, answers);
  const { reader, library } = await loadEstimates(db, actor);
  const asking = { readerId: actor.id, institutionId: actor.institutionId, now };
  const free = (some: readonly Candidate[]): Candidate[] => some.filter(({ id }) => !without.has(id));
  const unseen = aim === "again" ? [] : free(await loadUnseen(db, asking, randomUUID(), library));
  const dayEnds = endOfDay(now, actor.timeZone);
  const due = cards.filter(({ card }) => card.due < dayEnds);
  const candidates = await withSeen(unseen, async () => free(await loadSeen(db, asking, library)), {
    wanted: (phase) => typeof aim !== "string" || due.some((card) => card.phase === phase),
    alone: aim !== "usual" || repeats || due.length > 0,
  });
  const before = answers.slice(-LATELY).map(({ videoId, referencePhase: phase }) => ({ videoId, phase }));
  const random = seededRandom(randomInt(2 ** 32));
  const planned: PlannedCase[] = [];
  for (let left = candidates; left.length > 0 && planned.length < SITTING_CASES; ) {
    // Where phases run out, what is left may be of one: it comes all the same, after what could be mixed.
    const cardsLeft = planned.length === 0 ? cards : [];
    const more =
      typeof aim === "string"
        ? planSitting({ dayEnds, reader, library, cards: cardsLeft, candidates: left, before, random })
        : planDrill({ aim, candidates: left, before, random });
    if (more.length === 0) break;
    planned.push(...more.slice(0, SITTING_CASES - planned.length));
    const taken = new Set(planned.map(({ caseId }) => caseId));
    left = left.filter(({ id }) => !taken.has(id));
  }
  return planned.map((each) => ({ ...each, since: sinceOf(each, cards, candidates) }));
}

/**
 * Unseen cases, and those answered before of phases in which nothing unseen is left and which are wanted: for what is due,
 * or drilled. Where nothing unseen is left at all, they come alone or not at all.
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
