import type { RandomNumbers } from "../statistics/random";
import { AID_KINDS, type Aid, type AidKind } from "./aid";

/** The aids that a case has for a reader: of a kind, one or several. */
export type Aids = readonly Aid[];

/**
 * The aid of a second look; null where the case has none of the kind. First the kind is drawn, unless one is asked for,
 * then one of that kind: however many models have read the case, whether the next one is right can't be foreseen.
 */
export function drawAid(aids: Aids, asked: AidKind | null, random: RandomNumbers): Aid | null {
  const kinds = AID_KINDS.filter(
    (kind) => (asked === null || kind === asked) && aids.some((aid) => aid.kind === kind),
  );
  const kind = oneOf(kinds, random);
  return kind
    ? oneOf(
        aids.filter((aid) => aid.kind === kind),
        random,
      )
    : null;
}

function oneOf<T>(list: readonly T[], random: RandomNumbers): T | null {
  return list[Math.floor(random() * list.length)] ?? null;
}
