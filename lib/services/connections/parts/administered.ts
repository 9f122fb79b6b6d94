import { may } from "../../../auth/policy";
import type { Context } from "../../context";

/** Whose connections an actor looks after: their own institution's, or for a command those of the one that it names. */
export const administered = ({
  actor,
  institutionId,
}: Pick<Context, "actor" | "institutionId">): string | null => {
  if (actor.kind === "system") return institutionId ?? null;
  return may(actor, "administer") ? actor.institutionId : null;
};
