import { beforeEach, expect, test } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { DrawnBody } from "../../domain/authoring/annotation";
import { runsOfBox, runsOfPolygon } from "../../domain/no-go/pixel-runs";
import { pointsOf } from "../../domain/no-go/region";
import type { Result } from "../result";
import { contextOf, makeInstitution, makeUser } from "../testing/factories";
import { getAuthoringCase } from "./get-authoring-case";
import { getAuthoringDatasets } from "./get-authoring-datasets";
import { saveDraft } from "./save-draft";
import { setDuties } from "./set-duties";
import { submitAnnotation } from "./submit-annotation";
import { giveDuty, makeDraftCases, wholeBody } from "./testing";

const db = await testDatabase();
const FRAME = { width: 1000, height: 500 };
const polygon: [number, number][] = [
  [100, 100],
  [200.5, 100],
  [150, 190],
];
const duct = { name: "common bile duct", polygon };
const [box, half] = [
  [100, 100, 200, 200],
  [100, 100, 150, 200],
].map((each) => runsOfBox(each as unknown as [number, number, number, number], FRAME));

let director: User;
let annotator: User;
let checker: User;
let caseId: string;
let datasetId: string;

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}
const view = async (actor: User) => done(await getAuthoringCase(contextOf(db, actor), caseId));
const save = (actor: User, kind: "reference" | "blind", noGo: NonNullable<DrawnBody["noGo"]>) =>
  saveDraft(contextOf(db, actor), caseId, { kind, ...wholeBody({ noGo }) });
async function handIn(
  actor: User,
  kind: "reference" | "blind",
  noGo: NonNullable<DrawnBody["noGo"]>,
): Promise<void> {
  done(await save(actor, kind, noGo));
  done(await submitAnnotation(contextOf(db, actor), caseId, { kind }));
}
async function askBlindReadings(blindNoGo: boolean): Promise<void> {
  const duties = { annotator: [annotator.id], checker: [checker.id], chief: [director.id] };
  done(await setDuties(contextOf(db, director), datasetId, { ...duties, blindNoGo }));
}

beforeEach(async () => {
  const institutionId = await makeInstitution(db);
  director = await makeUser(db, institutionId, "director");
  annotator = await makeUser(db, institutionId, "faculty");
  checker = await makeUser(db, institutionId, "faculty");
  const ground = await makeDraftCases(db, institutionId);
  datasetId = ground.datasetId;
  caseId = ground.caseIds[0]!;
  await giveDuty(db, datasetId, "annotator", annotator);
  await giveDuty(db, datasetId, "checker", checker);
  await giveDuty(db, datasetId, "chief", director);
});

test("a draft keeps regions with their corners, and those of a mask to the pixel", async () => {
  done(await save(annotator, "reference", [duct, { name: null, counts: box! }]));
  expect((await view(annotator)).draft?.noGo).toEqual([
    { ...duct, counts: runsOfPolygon(pointsOf(polygon), FRAME) },
    { name: null, counts: box },
  ]);
  // What says nothing of them, as a page from before does, leaves them.
  const { noGo: _, ...silent } = wholeBody();
  done(await saveDraft(contextOf(db, annotator), caseId, { kind: "reference", ...silent }));
  expect((await view(annotator)).draft?.noGo).toHaveLength(2);
});

test("a region that is none is told by its place", async () => {
  const outside = { name: null, counts: [0, 5] };
  expect(await save(annotator, "reference", [duct, outside])).toMatchObject({
    failure: {
      code: "invalid",
      field: "noGo.1",
      detail: expect.stringMatching(/^noGo\.1: The counts add up to 5/),
    },
  });
});

test("a blind reading has regions only where the dataset asks for them, and then their pixels are compared", async () => {
  await handIn(annotator, "reference", [{ name: "common bile duct", counts: box! }]);
  done(await save(checker, "blind", [{ name: null, counts: half! }]));
  expect((await view(checker)).draft?.noGo).toEqual([]);

  await askBlindReadings(true);
  expect((await view(checker)).dataset.blindNoGo).toBe(true);
  await handIn(checker, "blind", [{ name: null, counts: half! }]);
  expect((await view(checker)).blind).toMatchObject([{ mine: true, agreement: { noGoIou: 0.5 } }]);

  await askBlindReadings(false);
  expect((await view(checker)).blind).toMatchObject([{ agreement: { noGoIou: null } }]);
});

test("what is asked of blind readings is the dataset's, audited, and stays where duties say nothing of it", async () => {
  await askBlindReadings(true);
  const duties = { annotator: [annotator.id], checker: [checker.id], chief: [director.id] };
  done(await setDuties(contextOf(db, director), datasetId, duties));
  const [dataset] = done(await getAuthoringDatasets(contextOf(db, director)));
  expect(dataset?.blindNoGo).toBe(true);
  const audit = await db.prisma.auditEvent.findMany({
    where: { subjectId: datasetId, action: "dataset.duties" },
    orderBy: { id: "asc" },
  });
  expect(audit.map(({ detail }) => detail)).toMatchObject([{ blindNoGo: true }, {}]);
});

test("nothing of a region reaches a checker before their own reading", async () => {
  await handIn(annotator, "reference", [duct]);
  const before = JSON.stringify(await view(checker));
  expect(before).not.toContain(duct.name);
  expect(before).not.toContain("200.5");
  expect(before).not.toContain("counts");
  await handIn(checker, "blind", []);
  expect(JSON.stringify(await view(checker))).toContain(duct.name);
});
