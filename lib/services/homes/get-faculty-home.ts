import { may } from "../../auth/policy";
import type { FacultyHome } from "../../domain/homes/views";
import type { Context } from "../context";
import { summarizeDatasets } from "../datasets/summarize-datasets";
import { notFound, type Result, succeed } from "../result";

/** What there is to practise on. */
export async function getFacultyHome(ctx: Context): Promise<Result<FacultyHome>> {
  if (!may(ctx.actor, "see-datasets")) return notFound("page");
  return succeed({ datasets: await summarizeDatasets(ctx.db, ctx.actor.institutionId) });
}
