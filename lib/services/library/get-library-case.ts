import { z } from "zod";
import { may } from "../../auth/policy";
import { nullable, text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { LibraryCase } from "../../domain/library/views";
import { entryColumns, entryRow, libraryTables } from "../../sql/library";
import { noGoRegions } from "../../sql/types";
import { rationaleRow, toReference } from "../../sql/versions";
import { loadReveal } from "../attempts/load-reveal";
import { loadHeat } from "../cases/load-heat";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadCaseFigures } from "./parts/load-case-figures";
import { toEntries } from "./to-entries";

// A case of a set stays to be looked at when it is no longer open to practice.
const libraryCase = statement({
  name: "library-case",
  params: { institutionId: uuid, caseId: uuid },
  row: { ...entryRow, ...rationaleRow, no_go: noGoRegions, notice: nullable(text), licence: nullable(text) },
  sql: `SELECT ${entryColumns}, v.no_go, v.location, v.exposure, v.next_action, v.critical_risk, d.notice, d.licence
    FROM ${libraryTables} WHERE d.institution_id = $institutionId AND v.phase IS NOT NULL AND c.id = $caseId`,
});

/** A case with its reference, its rationale and what models made of it: for staff, never for those who practise. */
export async function getLibraryCase(ctx: Context, id: string): Promise<Result<LibraryCase>> {
  const { actor, db, now } = ctx;
  const caseId = z.uuid().safeParse(id);
  if (!may(actor, "build-sets") || !caseId.success) return notFound("case");
  const row = await db.find(libraryCase, { institutionId: actor.institutionId, caseId: caseId.data });
  if (!row) return notFound("case");
  const version = { ...row, case_id: row.id, reference_phase: row.phase };
  const [[entry], reveal, figures, heat] = await Promise.all([
    toEntries(db, actor, [row]),
    loadReveal(db, version, toReference(version)),
    loadCaseFigures(db, actor, row.id, now),
    loadHeat(db, row.id, row),
  ]);
  const { width, height, notice, licence } = row;
  return succeed({ ...entry!, width, height, notice, licence, ...reveal, figures, heat });
}
