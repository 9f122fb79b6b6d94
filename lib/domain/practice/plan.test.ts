import { describe, expect, it } from "vitest";
import { PHASES, type Phase } from "../phases";
import { seededRandom } from "../statistics/random";
import type { Candidate } from "./candidates";
import { newCase, newLibrary, newReader } from "./estimates";
import { kindIndex, missIndex } from "./misses";
import { planDrill } from "./plan-drill";
import { type HeldCard, planSitting, SITTING_CASES, type SittingInput } from "./plan-sitting";
import { reviewCard } from "./review-cards";

const now = new Date("2026-03-02T09:00:00Z");
const before = new Date("2026-02-20T09:00:00Z");

/** Every video has cases of all phases; of the given phases, all were seen. */
const library = (count: number, videos: number, seen: readonly Phase[] = []): Candidate[] =>
  PHASES.flatMap((phase) =>
    Array.from({ length: count / PHASES.length }, (_, i) => ({
      id: `${phase}${i}`,
      videoId: `V${i % videos}`,
      phase,
      estimate: newCase(phase, newLibrary()),
      answeredAt: seen.includes(phase) ? new Date(before.getTime() + i * 1000) : null,
    })),
  );

const card = (phase: Phase, kind: HeldCard["kind"]): HeldCard => ({
  phase,
  kind,
  card: reviewCard(`${phase} ${kind}`, null, "again", before),
});

const input = (seed: number, changes: Partial<SittingInput> = {}): SittingInput => ({
  dayEnds: new Date("2026-03-03T00:00:00Z"),
  reader: newReader(),
  library: newLibrary(),
  cards: [],
  candidates: library(400, 20),
  before: [],
  random: seededRandom(seed),
  ...changes,
});

/** Everything that is due at once. */
const cards = PHASES.flatMap((phase) => [
  card(phase, "shifted"),
  card(phase, "missed"),
  card(phase, "too-large"),
]);

/** Sittings one after the other, as a reader meets them. */
function sittings(count: number, seed: number, candidates: readonly Candidate[]) {
  let known = candidates;
  const sequence: Candidate[] = [];
  return Array.from({ length: count }, (_, i) => {
    const planned = planSitting(input(seed + i, { candidates: known, before: sequence.slice(-7), cards }));
    const chosen = planned.map(({ caseId }) => known.find(({ id }) => id === caseId)!);
    sequence.push(...chosen);
    const ids = new Set(planned.map(({ caseId }) => caseId));
    known = known.map((one) => (ids.has(one.id) ? { ...one, answeredAt: now } : one));
    return { planned, chosen };
  });
}

describe("planSitting", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(planSitting(input(1, { cards }))).toEqual(planSitting(input(1, { cards })));
    expect(planSitting(input(1, { cards }))).not.toEqual(planSitting(input(2, { cards })));
  });

  it("keeps its rules through sitting after sitting", () => {
    for (let seed = 0; seed < 20; seed++) {
      const all = sittings(12, 1000 * seed, library(400, 20));
      const sequence = all.flatMap(({ chosen }) => chosen);
      expect(new Set(sequence.map(({ id }) => id)).size).toBe(120);
      for (const [i, one] of sequence.entries()) {
        expect(sequence.slice(i, i + 3).map(({ phase }) => phase)).not.toEqual([
          one.phase,
          one.phase,
          one.phase,
        ]);
        expect(sequence.slice(i + 1, i + 8).map(({ videoId }) => videoId)).not.toContain(one.videoId);
      }
      for (const { planned } of all) {
        expect(planned).toHaveLength(SITTING_CASES);
        expect(planned.filter(({ because }) => because.kind === "due").length).toBeLessThanOrEqual(6);
      }
    }
  });

  it("shows nothing again while its phase has something unseen, and says so when it does", () => {
    const all = sittings(30, 7, library(200, 20));
    const left = new Map(PHASES.map((phase) => [phase, 50]));
    for (const { planned, chosen } of all) {
      for (const [i, { answeredAt, phase }] of chosen.entries()) {
        const unseen = left.get(phase)!;
        if (answeredAt !== null) expect(unseen).toBe(0);
        else left.set(phase, unseen - 1);
        expect(planned[i]!.because.kind === "repetition").toBe(answeredAt !== null);
      }
    }
  });

  it("repeats what was not seen for longest", () => {
    const candidates = library(400, 20, PHASES);
    const planned = planSitting(input(3, { candidates }));
    for (const { caseId } of planned) expect(Number(caseId.slice(1))).toBeLessThan(20);
  });

  it("brings what is due as another case that invites to the same", () => {
    const candidates = library(400, 20);
    const inviting = candidates.filter(({ id }) => id === "B7" || id === "B8");
    for (const { estimate } of inviting) estimate.pull[kindIndex("too-large")] = 2;
    const due = [card("B", "too-large")];
    const planned = planSitting(input(5, { candidates, cards: due }));
    const [first, ...others] = planned.filter(({ because }) => because.kind === "due");
    expect(["B7", "B8"]).toContain(first?.caseId);
    expect(first?.because).toEqual({ kind: "due", miss: { phase: "B", kind: "too-large" } });
    expect(others).toEqual([]);
    const early = input(5, { candidates, cards: due, dayEnds: due[0]!.card.due });
    expect(planSitting(early).every(({ because }) => because.kind === "new")).toBe(true);
  });

  it("brings at most two for misses by chance, and those of habits first", () => {
    const reader = newReader();
    for (const phase of PHASES) reader.proneness[missIndex(phase, "missed")] = 2;
    for (let seed = 0; seed < 20; seed++) {
      const planned = planSitting(input(seed, { cards, reader }));
      const due = planned.flatMap(({ because }) => (because.kind === "due" ? [because.miss.kind] : []));
      expect(due.filter((kind) => kind !== "missed").length).toBeLessThanOrEqual(2);
      expect(due.filter((kind) => kind === "missed").length).toBeGreaterThanOrEqual(2);
    }
  });

  it("lets a phase whose skills rest come less, and still come", () => {
    const resting = PHASES.flatMap((phase) => [phase === "D", phase === "D"]);
    const count = (changes: Partial<SittingInput>): number =>
      Array.from({ length: 100 }, (_, seed) => planSitting(input(seed, changes)))
        .flat()
        .filter(({ caseId }) => caseId.startsWith("D")).length;
    expect(count({ resting })).toBeLessThan(count({}) * 0.6);
    expect(count({ resting })).toBeGreaterThan(50);
  });

  it("plans what a small library has", () => {
    expect(planSitting(input(1, { candidates: [] }))).toEqual([]);
    const one = library(4, 1).slice(0, 1);
    expect(planSitting(input(1, { candidates: one })).map(({ caseId }) => caseId)).toEqual(["A0"]);
    const phaseA = library(40, 1).filter(({ phase }) => phase === "A");
    expect(planSitting(input(1, { candidates: phaseA }))).toHaveLength(10);
  });
});

describe("planDrill", () => {
  const drill = (seed: number, kind: HeldCard["kind"], candidates = library(400, 20)) =>
    planDrill({ aim: { phase: "C", kind }, candidates, before: [], random: seededRandom(seed) });

  it("mixes a phase with the one that it is taken for, about half and half", () => {
    let ofC = 0;
    for (let seed = 0; seed < 200; seed++) {
      const phases = drill(seed, "taken-for-B").map(({ caseId }) => caseId[0]!);
      expect(phases).toHaveLength(10);
      expect(phases.join("")).toMatch(/^[BC]+$/);
      ofC += phases.filter((phase) => phase === "C").length;
    }
    expect(Math.abs(ofC / 2000 - 0.5)).toBeLessThan(0.03);
  });

  it("gives nothing away to who names what didn’t come last, or did", () => {
    const cases = Array.from({ length: 400 }, (_, seed) =>
      drill(seed, "taken-for-B").map(({ caseId }) => caseId[0]!),
    );
    const pairs = cases.flatMap((phases) => phases.slice(1).map((phase, i) => phase === phases[i]));
    expect(Math.abs(pairs.filter(Boolean).length / pairs.length - 0.5)).toBeLessThan(0.03);
    const triples = cases.flatMap((phases) =>
      phases.slice(2).flatMap((phase, i) => (phases[i] === phases[i + 1] ? [phase === phases[i]] : [])),
    );
    expect(Math.abs(triples.filter(Boolean).length / triples.length - 0.5)).toBeLessThan(0.03);
  });

  it("never mixes what is new of one phase with repetitions of the other", () => {
    const all = library(40, 5);
    const answeredAt = new Date(0);
    const partly = all.map((one) => (one.phase === "B" ? { ...one, answeredAt } : one));
    const kinds = drill(1, "taken-for-B", partly).map(({ because }) => because.kind);
    // Of C none was seen, and none may come as a repetition.
    expect(new Set(kinds)).toEqual(new Set(["repetition"]));
    const few = all.filter(({ id }) => !id.startsWith("B") || id === "B1");
    const planned = drill(2, "taken-for-B", few);
    expect(planned).toHaveLength(10);
    expect(planned.filter(({ caseId }) => caseId.startsWith("B")).length).toBeLessThanOrEqual(1);
  });

  it("takes those of each phase first that are mistaken for the other", () => {
    const candidates = library(400, 20);
    candidates.find(({ id }) => id === "C9")!.estimate.pull[kindIndex("taken-for-B")] = 1;
    candidates.find(({ id }) => id === "B8")!.estimate.pull[kindIndex("taken-for-C")] = 1;
    const ids = drill(4, "taken-for-B", candidates).map(({ caseId }) => caseId);
    expect(ids.find((id) => id.startsWith("C"))).toBe("C9");
    expect(ids.find((id) => id.startsWith("B"))).toBe("B8");
  });

  it("stays with the phase of a zone", () => {
    expect(drill(1, "contact").map(({ caseId }) => caseId[0])).toEqual(new Array(10).fill("C"));
    expect(drill(1, "contact", library(40, 5, PHASES)).map(({ because }) => because.kind)).toEqual(
      new Array(10).fill("repetition"),
    );
  });
});
