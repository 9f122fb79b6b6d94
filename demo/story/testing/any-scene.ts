import fc from "fast-check";
import type { Clips, PhaseFacts, ProcedureFacts, SceneFacts, Structure } from "@/demo/scene/facts";
import type { Phase } from "@/lib/domain/phases";

type State<P extends Phase> = Extract<PhaseFacts, { phase: P }>;

const procedure: fc.Arbitrary<ProcedureFacts> = fc.record({
  // The name seeds the anatomy: a new name is a new patient.
  video: fc.nat(99_999).map((number) => `V${number}`),
  split: fc.constantFrom("train", "test"),
  fat: fc.constantFrom("lean", "moderate", "abundant"),
  wall: fc.constantFrom("thin", "tense", "thickened", "inflamed"),
  liver: fc.constantFrom("healthy", "steatotic", "congested"),
  pouch: fc.constantFrom("prominent", "slender"),
  duct: fc.constantFrom("long", "short", "wide", "low"),
  artery: fc.constantFrom("apart", "close", "branching", "double", "crossing"),
  commonDuct: fc.constantFrom("visible", "veiled", "hidden"),
  clips: fc.constantFrom("titanium", "polymer"),
  view: fc.constantFrom("round", "cropped", "full"),
});

const DIVIDED: Structure = { clips: 3, divided: true };
const clipped: fc.Arbitrary<Structure> = fc
  .constantFrom<Clips>(0, 1, 2, 3)
  .map((clips) => ({ clips, divided: false }));

const states: { readonly [P in Phase]: (procedure: ProcedureFacts) => fc.Arbitrary<State<P>> } = {
  A: () =>
    fc.record({
      phase: fc.constant("A"),
      adhesions: fc.constantFrom("none", "filmy", "dense"),
      instrument: fc.constantFrom("hook", "dissector", null),
    }),
  B: ({ artery }) =>
    fc.record({
      phase: fc.constant("B"),
      opened: fc.double({ min: 0.1, max: 1, noNaN: true }),
      instrument: fc.constantFrom("hook", "dissector"),
      artery: onlyWhole(artery) ? clipped : fc.oneof(clipped, fc.constant(DIVIDED)),
    }),
  C: ({ artery }) =>
    fc
      .record({
        duct: clipped,
        artery: onlyWhole(artery) ? clipped : fc.oneof(clipped, fc.constant(DIVIDED)),
        at: fc.constantFrom("duct" as const, "artery" as const, null),
      })
      .map(({ duct, artery: vessel, at }): State<"C"> => {
        const works = at === "artery" && vessel.divided ? "duct" : at;
        const structure = works === "artery" ? vessel : duct;
        const instrument = works === null ? null : structure.clips === 3 ? "scissors" : "clip applier";
        return { phase: "C", duct, artery: vessel, at: works, instrument };
      }),
  D: () =>
    fc.record({
      phase: fc.constant("D"),
      freed: fc.double({ min: 0.1, max: 0.95, noNaN: true }),
      instrument: fc.constantFrom("hook", "scissors"),
    }),
};

/** Of two arteries no sentence and no zone says which is divided: such a moment is no scene of the demo's. */
const onlyWhole = (artery: ProcedureFacts["artery"]): boolean => artery === "double";

/** Any scene of a phase, of any patient, in any state of its dissection that makes sense. */
export function anyScene(phase: Phase): fc.Arbitrary<SceneFacts> {
  return procedure.chain((facts) =>
    fc.record({
      procedure: fc.constant(facts),
      frame: fc.nat(9_999),
      traction: fc.constantFrom("firm", "slack"),
      hindrance: fc.constantFrom("smoke", "ooze", "bile", "fluid", null),
      camera: fc.constantFrom("close", "usual", "far"),
      state: states[phase](facts) as fc.Arbitrary<PhaseFacts>,
    }),
  );
}
