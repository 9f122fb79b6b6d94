import { describe, expect, test } from "vitest";
import { PHASES, phaseDefinitions, phaseNames } from "@/lib/domain/phases";
import { statedPhase } from "./stated-phase";

describe("statedPhase", () => {
  test.each(PHASES)("is %s where its definition is given, whatever was answered before", (phase) => {
    const asked = `<Surgical Context>\n${phaseDefinitions[phase]}\n</Surgical Context>\nNow find the Go Zone.`;
    expect(statedPhase({ asked, answered: "A" })).toBe(phase);
    expect(statedPhase({ asked: asked.replaceAll(" ", "\n").replaceAll("’", "'"), answered: null })).toBe(
      phase,
    );
  });

  test.each(PHASES)("is %s where its name alone is given", (phase) => {
    expect(statedPhase({ asked: `The phase is ${phase}, ${phaseNames[phase]}.`, answered: "A" })).toBe(phase);
  });

  test("is the letter that was answered, where the question names none or offers all", () => {
    expect(statedPhase({ asked: "Now the box.", answered: "C" })).toBe("C");
    expect(statedPhase({ asked: Object.values(phaseNames).join("\n"), answered: "D" })).toBe("D");
  });

  test.each([
    ["B", "B"],
    ["**B**", "B"],
    ["b)", "B"],
    ["Phase B", "B"],
    ["The answer is: B. Dissection", "B"],
    ["Answer: Phase B", "B"],
    ["Because of the clips", null],
    ["A dissection", "A"],
    ["", null],
  ])("reads “%s” as %s", (answered, phase) => {
    expect(statedPhase({ asked: "", answered })).toBe(phase);
  });

  test("is nothing at the beginning, where all phases are offered", () => {
    const asked = PHASES.map((phase) => `${phase}. ${phaseNames[phase]}: ${phaseDefinitions[phase]}`).join(
      "\n",
    );
    expect(statedPhase({ asked, answered: null })).toBeNull();
  });
});
