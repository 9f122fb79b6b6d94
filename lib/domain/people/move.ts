import { z } from "zod";
import { t } from "@/lib/language/t";
import { idSchema, type View } from "../view";
import type { Move } from "./input";

/** A resident as a move finds them. */
export type MovedResident = {
  readonly id: string;
  readonly name: string;
  /** On the day of the move; null where it is not known. */
  readonly trainingYear: number | null;
  /** Years of training that begin after that day. */
  readonly hasLaterTraining: boolean;
  readonly open: readonly { readonly cohortId: string; readonly cohort: string; readonly joinedAt: Date }[];
};

const cohortOfMoveSchema = z.object({
  id: idSchema,
  name: z.string(),
});
export type CohortOfMove = View<typeof cohortOfMoveSchema>;

/** What a move does to one resident. */
export const plannedMoveSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** Why nothing is done with this resident; null where something is. */
  problem: z.string().nullable(),
  year: z
    .object({
      from: z.number().nullable(),
      to: z.number(),
    })
    .nullable(),
  leaves: z.array(cohortOfMoveSchema),
  joins: cohortOfMoveSchema.nullable(),
});
export type PlannedMove = View<typeof plannedMoveSchema>;

/**
 * What a move does to each resident, and why it does nothing to some.
 *
 * @param from the moment from which it holds
 * @param target the cohort that is joined; null where none is
 */
export function planMove(
  residents: readonly MovedResident[],
  move: Pick<Move, "year" | "cohort">,
  from: Date,
  target: CohortOfMove | null,
): readonly PlannedMove[] {
  return residents.map((resident) => {
    const { id, name, open, trainingYear } = resident;
    const year = yearOf(resident, move.year);
    const { leaves, joins } = cohortsOf(resident, move.cohort, target);
    const nothing = { id, name, year: null, leaves: [], joins: null };
    if (year === "unknown") {
      return { ...nothing, problem: t`The year of training is not known: say which one it is.` };
    }
    if (year === "last") return { ...nothing, problem: t`There is no year of training after the tenth.` };
    if (year && resident.hasLaterTraining) {
      return { ...nothing, problem: t`A later year of training is written down already.` };
    }
    const tooEarly = open.find(({ cohortId, joinedAt }) => joinedAt > from && leaves.includes(cohortId));
    if (tooEarly) {
      return { ...nothing, problem: t`Joined ${tooEarly.cohort} after that day.` };
    }
    if (!year && leaves.length === 0 && !joins) return { ...nothing, problem: t`Nothing changes.` };
    return {
      id,
      name,
      problem: null,
      year: year && { from: trainingYear, to: year.to },
      leaves: open
        .filter(({ cohortId }) => leaves.includes(cohortId))
        .map(({ cohortId, cohort }) => ({ id: cohortId, name: cohort })),
      joins,
    };
  });
}

function yearOf(
  { trainingYear }: MovedResident,
  wanted: Move["year"],
): { readonly to: number } | null | "unknown" | "last" {
  if (wanted === "keep") return null;
  if (wanted !== "next") return wanted === trainingYear ? null : { to: wanted };
  if (trainingYear === null) return "unknown";
  return trainingYear === 10 ? "last" : { to: trainingYear + 1 };
}

function cohortsOf(
  { open }: MovedResident,
  wanted: Move["cohort"],
  target: CohortOfMove | null,
): { readonly leaves: readonly string[]; readonly joins: CohortOfMove | null } {
  const isIn = target !== null && open.some(({ cohortId }) => cohortId === target.id);
  const joins = isIn ? null : target;
  switch (wanted.kind) {
    case "keep":
      return { leaves: [], joins: null };
    case "add":
      return { leaves: [], joins };
    case "move":
      return { leaves: open.map(({ cohortId }) => cohortId).filter((id) => id !== target?.id), joins };
    case "leave":
      return {
        leaves: open
          .map(({ cohortId }) => cohortId)
          .filter((id) => wanted.id === undefined || id === wanted.id),
        joins: null,
      };
  }
}
