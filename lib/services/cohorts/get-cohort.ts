import { may } from "../../auth/policy";
import { contactOfGroup } from "../../domain/cohorts/contact-figures";
import { calibrationOf, confusionOf, failuresByYear } from "../../domain/cohorts/detail";
import { keptWeeks, type PageInput, pageInputSchema } from "../../domain/cohorts/period";
import type { CohortPage, FailuresOfYear, Period } from "../../domain/cohorts/views";
import { addTo } from "../../domain/kept-figures/vector";
import { auditView } from "../audit/audit-view";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadCohorts, type WholeCohort } from "./load-cohort";
import { loadReferences } from "./load-references";
import {
  contactOfMembers,
  loadMemberPeriods,
  loadResidents,
  type MemberPeriods,
} from "./parts/load-residents";

/** A cohort's page: without its residents to those who see cohorts as wholes alone. */
export async function getCohort(ctx: Context, input: PageInput): Promise<Result<CohortPage>> {
  const { actor, db, now } = ctx;
  const parsed = pageInputSchema.safeParse(input);
  if (!may(actor, "see-cohorts") || !parsed.success) return notFound("cohort");
  const { id, weeks } = parsed.data;
  const [cohort] = await loadCohorts(db, actor, [id], weeks, now);
  if (!cohort) return notFound("cohort");
  const [periods, references] = await Promise.all([
    loadMemberPeriods(db, [id], weeks),
    loadReferences(ctx, actor, id, cohort.period),
  ]);
  const { kept, memberIds, ...whole } = cohort;
  const cell = { residents: whole.figures.residents, n: whole.figures.acc.n };
  const told = whole.figures.suppressed === null && cell.n > 0;
  return succeed({
    ...whole,
    contact: contactOfGroup(contactOfMembers(periods, weeks)),
    timeZone: actor.timeZone,
    confusion: confusionOf(kept, cell),
    failures: failuresOf(periods, weeks),
    phaseCalibration: calibrationOf(kept.phaseReliability, told),
    zoneCalibration: calibrationOf(kept.zoneReliability, told),
    references,
    residents: may(actor, "see-residents") ? await residentsOf(ctx, cohort, periods, weeks) : null,
  });
}

/** It is written down who looked at a cohort's residents. */
async function residentsOf(
  ctx: Context,
  { id, memberIds }: WholeCohort,
  periods: MemberPeriods,
  weeks: Period["weeks"],
): Promise<CohortPage["residents"]> {
  await auditView(ctx, "cohort.view", id);
  return loadResidents(ctx.db, memberIds, periods, () => id, weeks, ctx.now);
}

function failuresOf(periods: MemberPeriods, weeks: Period["weeks"]): FailuresOfYear[] {
  const years = new Map<number, { users: Set<string>; failures: number[] }>();
  for (const row of periods) {
    if (row.weeks !== keptWeeks(weeks)) continue;
    const year = years.get(row.year) ?? { users: new Set(), failures: [] };
    year.users.add(row.user_id);
    addTo(year.failures, row.failures);
    years.set(row.year, year);
  }
  return failuresByYear(
    [...years].map(([year, { users, failures }]) => ({
      year: year === 0 ? null : year,
      residents: users.size,
      failures,
    })),
  );
}
