import { describe, expect, it } from "vitest";
import { SYSTEM } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { PLAIN_LIBRARY_QUERY } from "../../domain/library/query";
import { getLibraryCase } from "../library/get-library-case";
import { getLibraryChoices } from "../library/get-library-choices";
import { listLibrary } from "../library/list-library";
import { contextOf, makeInstitution, makeUser } from "../testing/factories";
import { addCases } from "./add-cases";
import { archiveCaseSet, publishCaseSet, restoreCaseSet } from "./change-status";
import { copyCaseSet } from "./copy-case-set";
import { createCaseSet } from "./create-case-set";
import { createForms } from "./create-forms";
import { getCaseSet } from "./get-case-set";
import { listCaseSets } from "./list-case-sets";
import { proposeByRule } from "./propose-by-rule";
import { proposeForms } from "./propose-forms";
import { saveCaseSet } from "./save-case-set";
import { aSetSite } from "./testing";

const db = await testDatabase();
const notFound = { ok: false, failure: { code: "not-found" } };

describe("whoever has no business with case sets", () => {
  it("finds nothing: residents, the system, and staff of another institution", async () => {
    const { faculty, resident, cases, run, dataset } = await aSetSite(db);
    const caseId = cases[0]!.id;
    const made = await createCaseSet(contextOf(db, faculty), { name: "Ours", caseIds: [caseId] });
    if (!made.ok) throw new Error(made.failure.detail);
    const { id } = made.value;
    const elsewhere = await makeInstitution(db);
    const strangers = await Promise.all(
      (["faculty", "director", "admin"] as const).map((role) => makeUser(db, elsewhere, role)),
    );
    const fields = { name: "Theirs", caseIds: [caseId], updatedAt: new Date().toISOString() };
    for (const actor of [resident, SYSTEM, ...strangers]) {
      const ctx = contextOf(db, actor);
      expect(await getCaseSet(ctx, id)).toMatchObject(notFound);
      expect(await saveCaseSet(ctx, id, fields)).toMatchObject(notFound);
      expect(await addCases(ctx, id, { caseIds: [caseId] })).toMatchObject(notFound);
      for (const change of [publishCaseSet, archiveCaseSet, restoreCaseSet, copyCaseSet]) {
        expect(await change(ctx, id)).toMatchObject(notFound);
      }
      expect(await createCaseSet(ctx, fields)).toMatchObject(notFound);
      expect(await createCaseSet(ctx, { name: "Apart", apartFrom: id })).toMatchObject(notFound);
      const rule = { seed: 1, cases: 1, datasetIds: [dataset.id] };
      const sets = [1, 2].map((n) => ({ name: `Form ${n}`, purpose: "pre" as const, caseIds: [caseId] }));
      expect(await createForms(ctx, { sets, rule })).toMatchObject(notFound);
      expect(await getLibraryCase(ctx, caseId)).toMatchObject(notFound);
      expect(await proposeByRule(ctx, { ...rule, model: { runId: run.id, wrong: 0 } })).toMatchObject(
        notFound,
      );
    }
    for (const actor of [resident, SYSTEM]) {
      const ctx = contextOf(db, actor);
      expect(await listCaseSets(ctx)).toMatchObject(notFound);
      expect(await listLibrary(ctx, { query: PLAIN_LIBRARY_QUERY })).toMatchObject(notFound);
      expect(await getLibraryChoices(ctx)).toMatchObject(notFound);
      expect(await proposeByRule(ctx, { seed: 1, cases: 1 })).toMatchObject(notFound);
      expect(await proposeForms(ctx, { seed: 1, cases: 1 })).toMatchObject(notFound);
    }
    for (const stranger of strangers) {
      const ctx = contextOf(db, stranger);
      expect(await listCaseSets(ctx)).toMatchObject({ value: [] });
      const query = { ...PLAIN_LIBRARY_QUERY, dataset: dataset.id };
      expect(await listLibrary(ctx, { query })).toMatchObject({ value: { entries: [], n: 0 } });
      expect(await getLibraryChoices(ctx)).toMatchObject({ value: { datasets: [], runs: [], sets: [] } });
      const rule = { seed: 1, cases: 1, datasetIds: [dataset.id], apartFrom: id };
      expect(await proposeByRule(ctx, rule)).toMatchObject({ value: { items: [] } });
      expect(await proposeForms(ctx, rule)).toMatchObject({ value: { pre: [], post: [] } });
    }
    expect(await db.prisma.caseSet.count({ where: { institutionId: elsewhere } })).toBe(0);
  });
});
