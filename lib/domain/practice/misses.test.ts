import { describe, expect, it } from "vitest";
import { PHASES } from "../phases";
import { type JudgedAnswer, kindsOf, MISS_KINDS, missIndex, missOf, takenFor, taskOf } from "./misses";

const hit: JudgedAnswer = {
  given: false,
  chosenPhase: "B",
  referencePhase: "B",
  zoneOutcome: "hit",
  contact: 0,
};

describe("missOf", () => {
  it("names the phase first, then the zone, then what a hit touches", () => {
    expect(missOf(hit)).toBeNull();
    expect(missOf({ ...hit, chosenPhase: "C", zoneOutcome: "shifted", contact: 1 })).toBe("taken-for-C");
    expect(missOf({ ...hit, zoneOutcome: "too-large", contact: 1 })).toBe("too-large");
    expect(missOf({ ...hit, contact: 0.2 })).toBe("contact");
    expect(missOf({ ...hit, contact: null })).toBeNull();
  });

  it("blames no phase that was given", () => {
    expect(missOf({ ...hit, given: true, chosenPhase: "C" })).toBeNull();
    expect(missOf({ ...hit, given: true, chosenPhase: "C", zoneOutcome: "missed" })).toBe("missed");
  });
});

it("gives each miss a place of its own", () => {
  const places = PHASES.flatMap((phase) => MISS_KINDS.map((kind) => missIndex(phase, kind)));
  expect(places).toEqual(Array.from({ length: 36 }, (_, i) => i));
});

it("takes no phase for itself", () => {
  for (const phase of PHASES) {
    expect(kindsOf(phase)).toHaveLength(8);
    expect(kindsOf(phase).map(takenFor)).not.toContain(phase);
    expect(kindsOf(phase).filter((kind) => taskOf(kind) === "phase")).toHaveLength(3);
  }
});
