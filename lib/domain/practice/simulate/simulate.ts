import { type RandomNumbers, seededRandom } from "../../statistics/random";
import { shuffle } from "../../statistics/shuffle";
import { cardsAfter } from "../cards-after";
import { newReader, strengthOf } from "../estimates";
import { type Miss, missIndex } from "../misses";
import type { HeldCard } from "../plan-sitting";
import { rateAnswer } from "../review-cards";
import { SKILLS, TASKS } from "../skills";
import { BANK, type Bank, type BankLaw, makeBank } from "./bank";
import { CHOOSERS, type Chooser, type ChosenCase } from "./choosers";
import { emptyLibrary, estimateOf, foldInto, type SimulatedLibrary } from "./library";
import {
  answerCase,
  caughtAt,
  hasCleared,
  hasMastered,
  type LearningLaw,
  makeReader,
  rightOf,
  type SimulatedAnswer,
  type SimulatedReader,
} from "./readers";

export type SimulationInput = {
  readonly readers: number;
  readonly law: LearningLaw;
  readonly chooser: Chooser;
  readonly seed: number;
  readonly bank?: BankLaw;
  /** How often each case was answered by earlier readers. */
  readonly history?: number | undefined;
};

/** A reader’s way through the simulation. */
export type SimulatedCourse = {
  /** After how many cases; null: not within the most. */
  readonly cleared: number | null;
  readonly mastered: number | null;
  /** The mean p of the traps thirty days after mastery. */
  readonly retained: number | null;
  /** The phases that came, one letter each. */
  readonly phases: string;
  /** Of each skill after 200 answers, 0 to 1: the interval and P(right) as estimated, and as it is. */
  readonly skills: readonly {
    readonly p: number;
    readonly from: number;
    readonly to: number;
    readonly truth: number;
  }[];
};

export type Simulation = {
  readonly courses: readonly SimulatedCourse[];
  /** Of each task of each case after 50 answers: as estimated, and as it is. In logits. */
  readonly difficulties: readonly {
    readonly task: "phase" | "zone";
    readonly estimated: number;
    readonly truth: number;
  }[];
};

/** Whoever hasn’t mastered everything by then is left. */
const MOST_CASES = 2000;
const MEASURED_AT = 200;
const HISTORY = 50;
const EARLIER_READERS_CASES = 100;
const DAY_MS = 86_400_000;
/** A Monday, nine o’clock. */
const FIRST_DAY = Date.UTC(2026, 0, 5, 9);
const CASE_MS = 40_000;

const sittingAt = (sitting: number): number =>
  FIRST_DAY + (Math.floor(sitting / 5) * 7 + (sitting % 5)) * DAY_MS;

export function simulate({
  readers,
  law,
  chooser,
  seed,
  bank: bankLaw = BANK,
  history = HISTORY,
}: SimulationInput): Simulation {
  const seeds = seededRandom(seed);
  const fork = (): RandomNumbers => seededRandom(Math.floor(seeds() * 4_294_967_296));
  const bank = makeBank(bankLaw, fork());
  const used = emptyLibrary(bank);
  answerBefore(used, law, HISTORY, fork());
  const difficulties = bank.cases.flatMap((one) =>
    TASKS.map((task, i) => ({ task, estimated: estimateOf(used, one).beta[i]!, truth: one.difficulty[i]! })),
  );
  const other = fork();
  const library = history === HISTORY ? used : emptyLibrary(bank);
  if (history !== HISTORY) answerBefore(library, law, history, other);
  const people = Array.from({ length: readers }, (_, i) =>
    newPerson(i, makeReader(law, bank, fork()), fork(), fork()),
  );
  const spread = bankLaw.spread;
  for (let sitting = 0; sitting * 10 < MOST_CASES; sitting++) {
    const going = people.filter((one) => one.mastered === null || one.answered.length < MEASURED_AT);
    if (going.length === 0) break;
    for (const person of going) sit(person, library, chooser, sittingAt(sitting), spread);
  }
  return {
    courses: people.map(({ cleared, mastered, retained, skills, answered }) => ({
      cleared,
      mastered,
      retained,
      skills,
      phases: answered.map(({ phase }) => phase).join(""),
    })),
    difficulties,
  };
}

/** Earlier readers of the same kind, each with some of the cases in a random order, ten a day. */
function answerBefore(
  library: SimulatedLibrary,
  law: LearningLaw,
  times: number,
  random: RandomNumbers,
): void {
  const { cases } = library.bank;
  const waiting = Array.from({ length: times }, () => shuffle(cases, random)).flat();
  for (let from = 0; from < waiting.length; from += EARLIER_READERS_CASES) {
    const reader = makeReader(law, library.bank, random);
    const estimate = newReader();
    for (const [i, asked] of waiting.slice(from, from + EARLIER_READERS_CASES).entries()) {
      const at = sittingAt(Math.floor(i / 10)) + (i % 10) * CASE_MS;
      foldInto(library, estimate, asked, answerCase(reader, asked, at, random));
    }
  }
}

const newPerson = (
  i: number,
  reader: SimulatedReader,
  answering: RandomNumbers,
  choosing: RandomNumbers,
) => ({
  name: `reader ${i}`,
  reader,
  answering,
  choosing,
  estimate: newReader(),
  cards: new Map<number, HeldCard>(),
  answeredAt: new Map<string, Date>(),
  answered: [] as Bank["cases"][number][],
  cleared: null as number | null,
  mastered: null as number | null,
  retained: null as number | null,
  skills: [] as SimulatedCourse["skills"],
});
type Person = ReturnType<typeof newPerson>;

function sit(
  person: Person,
  library: SimulatedLibrary,
  chooser: Chooser,
  begun: number,
  spread: number,
): void {
  const chosen = CHOOSERS[chooser].choose({
    library,
    reader: person.estimate,
    cards: [...person.cards.values()],
    answeredAt: person.answeredAt,
    answered: person.answered,
    now: new Date(begun),
    random: person.choosing,
  });
  for (const [i, one] of chosen.entries()) {
    const at = begun + i * CASE_MS;
    const answer = answerCase(person.reader, one.asked, at, person.answering);
    keep(person, library, one, answer, new Date(at));
    judge(person, library, at, spread);
  }
}

function keep(
  person: Person,
  library: SimulatedLibrary,
  { asked, due }: ChosenCase,
  answer: SimulatedAnswer,
  at: Date,
): void {
  const isFirst = !person.answeredAt.has(asked.id);
  if (isFirst) foldInto(library, person.estimate, asked, answer);
  const rating = rateAnswer(
    { missed: answer.miss !== null, iou: answer.miss === null ? 0.5 : 0, confidence: null, elapsedMs: null },
    null,
  );
  const cardOf = ({ phase, kind }: Miss) => person.cards.get(missIndex(phase, kind))?.card ?? null;
  const idOf = ({ phase, kind }: Miss) => `${person.name} ${phase} ${kind}`;
  const changed = cardsAfter({ asked: due, phase: asked.phase, miss: answer.miss, rating, at }, cardOf, idOf);
  for (const held of changed) person.cards.set(missIndex(held.phase, held.kind), held);
  person.answeredAt.set(asked.id, at);
  person.answered.push(asked);
}

function judge(person: Person, library: SimulatedLibrary, at: number, spread: number): void {
  const { reader, answered } = person;
  if (person.cleared === null && hasCleared(reader, at)) person.cleared = answered.length;
  if (person.mastered === null && hasMastered(reader, spread, at)) {
    person.mastered = answered.length;
    const later = at + 30 * DAY_MS;
    person.retained =
      reader.traps.reduce((sum, held) => sum + caughtAt(held, reader.law, later), 0) / reader.traps.length;
  }
  if (answered.length === MEASURED_AT) {
    const truth = rightOf(reader, spread);
    person.skills = SKILLS.map((skill, i) => {
      const { p, from, to } = strengthOf(person.estimate, skill, library.estimate);
      return { p, from, to, truth: truth[i]! };
    });
  }
}
