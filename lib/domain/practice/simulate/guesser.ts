import { PHASES, type Phase } from "../../phases";
import type { RandomNumbers } from "../../statistics/random";
import { newReader } from "../estimates";
import { kindsOf, taskOf } from "../misses";
import { BANK, makeBank, type SimulatedCase } from "./bank";
import { CHOOSERS, type Chooser, type ChoosingInput } from "./choosers";
import { emptyLibrary, foldInto } from "./library";

/** How many cases each guesser answers, and how many guess unless told: then the noise of the gain is below 0.005. */
const CASES = 200;
const GUESSERS = 150;
const DAY_MS = 86_400_000;

/**
 * What a resident gains over chance who knows nothing of phases, and always names the one that is likeliest by the rules
 * of what comes: they know every rule, every number that it rests on, and what came before.
 *
 * @returns the share of phases named rightly above a quarter, −0.25 to 0.75
 */
export function guesserGain(chooser: Chooser, random: RandomNumbers, guessers = GUESSERS): number {
  let right = 0;
  for (let i = 0; i < guessers; i++) right += guess(chooser, random);
  return right / (guessers * CASES) - 1 / PHASES.length;
}

function guess(chooser: Chooser, random: RandomNumbers): number {
  const { choose, odds, threeInARow } = CHOOSERS[chooser];
  const library = emptyLibrary(makeBank(BANK, random));
  const reader = newReader();
  const answeredAt = new Map<string, Date>();
  const answered: SimulatedCase[] = [];
  let right = 0;
  while (answered.length < CASES) {
    const now = new Date((answered.length / 10) * DAY_MS);
    const input: ChoosingInput = { library, reader, cards: [], answeredAt, answered, now, random };
    const likely = odds(input);
    for (const { asked } of choose(input)) {
      const barred =
        !threeInARow && answered.at(-1)?.phase === answered.at(-2)?.phase ? answered.at(-1)?.phase : null;
      const named = likeliest(likely, barred ?? null, random);
      const phaseRight = named === asked.phase;
      if (phaseRight) right += 1;
      const zoneRight = random() < 0.5;
      const zoneKinds = kindsOf(asked.phase).filter((kind) => taskOf(kind) === "zone" && kind !== "contact");
      const miss = phaseRight
        ? zoneRight
          ? null
          : zoneKinds[Math.floor(random() * zoneKinds.length)]!
        : (`taken-for-${named}` as const);
      foldInto(library, reader, asked, { phaseRight, zoneRight, miss });
      answeredAt.set(asked.id, now);
      answered.push(asked);
    }
  }
  return right;
}

/** Of phases that are equally likely, any. */
function likeliest(odds: ReadonlyMap<Phase, number>, barred: Phase | null, random: RandomNumbers): Phase {
  const open = [...odds].filter(([phase]) => phase !== barred);
  const most = Math.max(...open.map(([, weight]) => weight));
  const best = open.filter(([, weight]) => weight === most);
  return best[Math.floor(random() * best.length)]![0];
}
