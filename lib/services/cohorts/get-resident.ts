import type { PageInput } from "../../domain/cohorts/period";
import type { ResidentPage } from "../../domain/cohorts/views";
import { auditView } from "../audit/audit-view";
import type { Context } from "../context";
import type { Result } from "../result";
import { loadResidentPage } from "./load-resident-page";

/** A resident's page, to those who see residents: it is written down that they looked. */
export async function getResident(ctx: Context, input: PageInput): Promise<Result<ResidentPage>> {
  const page = await loadResidentPage(ctx, input);
  if (page.ok) await auditView(ctx, "resident.view", page.value.id);
  return page;
}
