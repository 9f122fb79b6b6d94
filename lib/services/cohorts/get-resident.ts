import { may } from "../../auth/policy";
import type { PageInput } from "../../domain/cohorts/period";
import type { ResidentPage } from "../../domain/cohorts/views";
import { auditView } from "../audit/audit-view";
import type { Context } from "../context";
import { notFound, type Result } from "../result";
import { loadResidentPage } from "./load-resident-page";

/** A resident's page, to those who see residents: it is written down that they looked. */
export async function getResident(ctx: Context, input: PageInput): Promise<Result<ResidentPage>> {
  const { actor } = ctx;
  if (!may(actor, "see-residents")) return notFound("resident");
  const page = await loadResidentPage({ ...ctx, actor }, input);
  if (page.ok) await auditView(ctx, "resident.view", page.value.id);
  return page;
}
