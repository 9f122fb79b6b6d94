import fc from "fast-check";
import type { Phase } from "@/lib/domain/phases";
import type { PhaseFacts, ProcedureFacts, SceneFacts } from "../scene/facts";

const procedure: fc.Arbitrary<ProcedureFacts> = fc.record({
  // The name seeds the anatomy: a new name is a new patient.
  video: fc.nat(99_999).map((number) => `V${number}`),
  split: fc.constantFrom("train", "test"),
  fat: fc.constantFrom("lean", "moderate", "abundant"),
  wall: fc.constantFrom("thin", "tense", "thickened", "inflamed"),
  liver: fc.constantFrom("healthy", "steatotic", "congested"),
  pouch: fc.constantFrom("prominent", "slender"),
  duct: fc.constantFrom("long", "short", "wide"),
  artery: fc.constantFrom("apart", "close", "branching"),
  commonDuct: fc.constantFrom("visible", "veiled", "hidden"),
});

const states: { readonly [P in Phase]: fc.Arbitrary<Extract<PhaseFacts, { phase: P }>> } = {
  A: fc.record({
    phase: fc.constant("A"),
    adhesions: fc.boolean(),
    instrument: fc.constantFrom("hook", "dissector", null),
  }),
  B: fc.record({
    phase: fc.constant("B"),
    opened: fc.double({ min: 0, max: 1, noNaN: true }),
    instrument: fc.constantFrom("hook", "dissector"),
  }),
  C: fc.record({
    phase: fc.constant("C"),
    duct: fc.constantFrom("bare", "clipped"),
    artery: fc.constantFrom("bare", "clipped", "divided"),
    at: fc.constantFrom("duct", "artery", null),
    instrument: fc.constantFrom("clip applier", "scissors", null),
  }),
  D: fc.record({
    phase: fc.constant("D"),
    freed: fc.double({ min: 0, max: 1, noNaN: true }),
    instrument: fc.constant("hook"),
  }),
};

/** Any scene of a phase, of any patient, in any state of its dissection. */
export function anyScene(phase: Phase): fc.Arbitrary<SceneFacts> {
  return fc.record({
    procedure,
    frame: fc.nat(9_999),
    traction: fc.constantFrom("firm", "slack"),
    hindrance: fc.constantFrom("smoke", "ooze", null),
    state: states[phase] as fc.Arbitrary<PhaseFacts>,
  });
}
