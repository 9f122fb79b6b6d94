import type { PageInput } from "../../domain/cohorts/period";
import type { ResidentPage } from "../../domain/cohorts/views";
import type { Context } from "../context";
import { notFound, type Result } from "../result";
import { loadResidentPage } from "./load-resident-page";

/** A resident's own page, as those who see residents have it: the same figures, by the same rules. */
export async function getOwnStanding(
  ctx: Context,
  input: Pick<PageInput, "weeks">,
): Promise<Result<ResidentPage>> {
  const { actor } = ctx;
  if (actor.kind !== "user" || actor.role !== "resident") return notFound("page");
  return loadResidentPage({ ...ctx, actor }, { ...input, id: actor.id });
}
