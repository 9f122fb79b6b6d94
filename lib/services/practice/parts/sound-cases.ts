import type { User } from "@/lib/auth/actor";
import type { Queryable } from "@/lib/db/queryable";
import type { SittingView } from "@/lib/domain/practice/sitting";
import { casesOfSitting, type SittingCaseRow, type SittingRow } from "./find-sitting";
import { missOfRow } from "./own-answers";
import { type Aim, planCases } from "./plan-cases";
import { replaceCase } from "./store-sitting";

export const isWaiting = ({ done, practicable }: SittingCaseRow): boolean => !done && practicable;
/** Whether it needs no other in its place. */
export const isSound = ({ done, practicable }: SittingCaseRow): boolean => done || practicable;

/** The cases of a sitting as they are kept, in their order. */
export const readCases = (
  db: Queryable,
  { id: readerId, institutionId }: User,
  now: Date,
  { id: sittingId }: SittingRow,
): Promise<SittingCaseRow[]> => db.all(casesOfSitting, { readerId, institutionId, now, sittingId });

/** The cases of a sitting, with another one in the place of each that can’t be practised any more. */
export async function soundCases(
  tx: Queryable,
  actor: User,
  now: Date,
  sitting: SittingRow,
): Promise<readonly SittingCaseRow[]> {
  const held = await readCases(tx, actor, now, sitting);
  const gone = held.filter((row) => !isSound(row));
  if (gone.length === 0) return held;
  const without = new Set(held.map(({ id }) => id));
  const others = await planCases(tx, actor, now, { aim: aimOf(sitting), without, repeats: false });
  for (const [i, { place }] of gone.entries()) await replaceCase(tx, sitting.id, place, others[i] ?? null);
  return readCases(tx, actor, now, sitting);
}

/** A drill for a kind of miss that this Calot doesn’t know goes on with what comes by itself. */
const aimOf = (sitting: SittingRow): Aim =>
  missOfRow(sitting) ?? (sitting.purpose === "drill" ? "usual" : sitting.purpose);

/** Where a sitting stands whose next case is at a place in it, from 1. */
export const sittingAt = (
  { id, purpose }: SittingRow,
  held: readonly SittingCaseRow[],
  at: number,
): SittingView => ({ id, purpose, at, of: held.length });
