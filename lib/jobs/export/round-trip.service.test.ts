import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { User } from "@/lib/auth/actor";
import type { AnnotationBody } from "@/lib/domain/authoring/annotation";
import { testFolder, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { giveVerdict } from "@/lib/services/authoring/give-verdict";
import { reviseCase } from "@/lib/services/authoring/revise-case";
import { saveDraft } from "@/lib/services/authoring/save-draft";
import { submitAnnotation } from "@/lib/services/authoring/submit-annotation";
import { giveDuty } from "@/lib/services/authoring/testing";
import { decideDispute } from "@/lib/services/disputes/decide-dispute";
import { acceptance, answer, question } from "@/lib/services/disputes/testing";
import type { Result } from "@/lib/services/result";
import { contextOf, makeUser } from "@/lib/services/testing/factories";
import { countsOf, importTests, rowVersions } from "../import/testing";
import { exportDataset } from "./export-dataset";

const place = await importTests();
const base = await testFolder();
const { db } = place;

const boxes: AnnotationBody["boxes"] = [
  [0, 0, 10.25, 48],
  [20.1, 1 / 3, 64, 40.000000001],
  [0, 0, 10.25, 48],
];
const texts = [
  {
    location: "Lateral to the node,\r\nat the infundibulum.\n",
    exposure: "  Retraction is good.\u000bThe cystic plate shows.",
    nextAction: "Pe\u0301ritone\u0301um inciser, co\u0302te\u0301 late\u0301ral",
    criticalRisk: "Hepatic duct\u2028close behind.",
  },
  {
    location: "=1+1",
    exposure: '"quoted',
    nextAction: "_x0041_ שלום\u200f",
    criticalRisk: "👩‍⚕️".repeat(300),
  },
];

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

async function exportAndImport() {
  const { id } = await db.prisma.dataset.findFirstOrThrow({ where: { name: "D" } });
  place.folder = await mkdtemp(path.join(base, "export-"));
  for await (const { path: file, bytes } of exportDataset(db, place.storage, id)) {
    await writeFiles(place.folder, { [file]: bytes });
  }
  const before = await rowVersions(db);
  const report = await place.run();
  expect(report.problems).toEqual([]);
  expect(countsOf(report)).toEqual([0, 0, 3, 0]);
  expect(await rowVersions(db)).toEqual(before);
}

test("what is annotated, and what a question changes, is the same after an export and an import", async () => {
  await place.run();
  const { id: institutionId } = await db.prisma.institution.findFirstOrThrow();
  const { id: datasetId } = await db.prisma.dataset.findFirstOrThrow();
  const [first, second] = await db.prisma.case.findMany({ orderBy: { frameNumber: "asc" } });
  const [annotator, checker, chief] = [
    await makeUser(db, institutionId, "faculty"),
    await makeUser(db, institutionId, "faculty"),
    await makeUser(db, institutionId, "director"),
  ];
  await giveDuty(db, datasetId, "annotator", annotator);
  await giveDuty(db, datasetId, "checker", checker);
  await giveDuty(db, datasetId, "chief", chief);
  const as = (actor: User) => contextOf(db, actor);

  const id = first!.id;
  const body: AnnotationBody = { phase: "B", boxes, noGo: [], rationale: texts[0]! };
  done(await reviseCase(as(annotator), id));
  done(await saveDraft(as(annotator), id, { kind: "reference", ...body }));
  done(await submitAnnotation(as(annotator), id, { kind: "reference" }));
  done(await saveDraft(as(checker), id, { kind: "blind", ...body }));
  done(await submitAnnotation(as(checker), id, { kind: "blind" }));
  const { currentId: annotationId } = await db.prisma.authoring.findUniqueOrThrow({ where: { caseId: id } });
  const agrees = { annotationId: annotationId!, agrees: true };
  done(await giveVerdict(as(checker), id, { ...agrees, step: "checking" }));
  expect(done(await giveVerdict(as(chief), id, { ...agrees, step: "reviewing" }))).toEqual({
    step: "published",
  });

  const reader = await makeUser(db, institutionId);
  const made = { id: second!.id, versionId: second!.currentVersionId!, runId: "" };
  const dispute = await question(db, reader, await answer(db, reader, made, [1, 1, 20, 20]));
  const reference = {
    phase: "C" as const,
    boxes: boxes.map((box) => [...box] as typeof box),
    rationale: texts[1]!,
  };
  done(await decideDispute(as(chief), dispute, acceptance(made.versionId, { reference })));

  const stored = await db.prisma.caseVersion.findMany({ where: { number: 2 }, orderBy: { phase: "asc" } });
  expect(stored.map((each) => each.boxes)).toEqual(Array(2).fill(boxes.slice(0, 2)));
  expect(stored[0]!.exposure).toBe("Retraction is good.\nThe cystic plate shows.");
  await exportAndImport();
});

test("what was stored before texts had one form is no change either", async () => {
  await place.run();
  await db.prisma.caseVersion.updateMany({ data: { ...texts[0]!, boxes } });
  await exportAndImport();
});
