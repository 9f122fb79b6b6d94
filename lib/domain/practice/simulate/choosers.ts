import { PHASES, type Phase } from "../../phases";
import type { RandomNumbers } from "../../statistics/random";
import { shuffle } from "../../statistics/shuffle";
import type { Candidate } from "../candidates";
import type { ReaderEstimate } from "../estimates";
import type { Miss } from "../misses";
import { type HeldCard, planSitting, SITTING_CASES, weighPhases } from "../plan-sitting";
import type { SimulatedCase } from "./bank";
import { estimateOf, type SimulatedLibrary } from "./library";

/** What is known when a sitting begins. */
export type ChoosingInput = {
  readonly library: SimulatedLibrary;
  readonly reader: ReaderEstimate;
  readonly cards: readonly HeldCard[];
  /** When the reader answered a case last. */
  readonly answeredAt: ReadonlyMap<string, Date>;
  /** The reader’s cases until now, in their order. */
  readonly answered: readonly SimulatedCase[];
  readonly now: Date;
  readonly random: RandomNumbers;
};

export type ChosenCase = { readonly asked: SimulatedCase; readonly due: Miss | null };

type ChooserRules = {
  /** Chooses the cases of a sitting before it begins. */
  readonly choose: (input: ChoosingInput) => readonly ChosenCase[];
  /** How likely each phase is in a sitting that begins, to one who knows the rules and all that they rest on. */
  readonly odds: (input: ChoosingInput) => ReadonlyMap<Phase, number>;
  /** Whether a phase may come a third time in a row. */
  readonly threeInARow: boolean;
};

const DAY_MS = 86_400_000;

/** The product’s own. */
const review: ChooserRules = {
  choose: (input) => {
    const { library, reader, cards, answered, now, random } = input;
    const planned = planSitting({
      dayEnds: new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS),
      reader,
      library: library.estimate,
      cards,
      candidates: candidatesOf(input),
      before: answered.slice(-7),
      random,
    });
    const byId = new Map(library.bank.cases.map((one) => [one.id, one]));
    return planned.map(({ caseId, because }) => ({
      asked: byId.get(caseId)!,
      due: because.kind === "new" ? null : because.miss,
    }));
  },
  odds: (input) =>
    weighPhases({
      reader: input.reader,
      library: input.library.estimate,
      candidates: candidatesOf(input),
    }),
  threeInARow: false,
};

const candidatesOf = ({ library, answeredAt }: ChoosingInput): readonly Candidate[] =>
  library.bank.cases.map((one) => ({
    id: one.id,
    videoId: one.videoId,
    phase: one.phase,
    estimate: estimateOf(library, one),
    answeredAt: answeredAt.get(one.id) ?? null,
  }));

/** Any ten that were not seen; any at all, once all were. */
function drawOf(
  { library, answeredAt, random }: ChoosingInput,
  phases: readonly Phase[],
): readonly ChosenCase[] {
  const cases = library.bank.cases.filter(({ phase }) => phases.includes(phase));
  const isSeen = ({ id }: SimulatedCase): boolean => answeredAt.has(id);
  const unseen = shuffle(
    cases.filter((one) => !isSeen(one)),
    random,
  );
  const seen = shuffle(cases.filter(isSeen), random);
  return [...unseen, ...seen].slice(0, SITTING_CASES).map((asked) => ({ asked, due: null }));
}

/** Of each phase, how many cases were not seen. */
const unseenOf = (
  { library, answeredAt }: ChoosingInput,
  phases: readonly Phase[],
): ReadonlyMap<Phase, number> =>
  new Map(
    phases.map((phase) => [
      phase,
      library.bank.cases.filter((one) => one.phase === phase && !answeredAt.has(one.id)).length,
    ]),
  );

const random: ChooserRules = {
  choose: (input) => drawOf(input, PHASES),
  odds: (input) => unseenOf(input, PHASES),
  threeInARow: true,
};

/** One phase a sitting, in turn. */
const blocked: ChooserRules = {
  choose: (input) => drawOf(input, turnOf(input)),
  odds: (input) => unseenOf(input, turnOf(input)),
  threeInARow: true,
};

const turnOf = ({ answered }: ChoosingInput): readonly Phase[] => [
  PHASES[(answered.length / SITTING_CASES) % PHASES.length]!,
];

export const CHOOSERS = { review, random, blocked } as const satisfies Readonly<Record<string, ChooserRules>>;

export type Chooser = keyof typeof CHOOSERS;
