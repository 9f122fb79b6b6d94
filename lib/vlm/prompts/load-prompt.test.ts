import { describe, expect, it } from "vitest";
import { PHASES, phaseDefinitions } from "@/lib/domain/phases";
import { loadPrompt, promptVersions } from "./load-prompt";

/**
 * Published versions. A run's manifest names a version and its digest: whoever changes a word of one, or of the
 * phases' definitions, makes another version instead of changing a line here.
 */
const published: Readonly<Record<string, string>> = {
  "phase-then-go-1": "20759bb7fbf3a6c8475b751bdddb989c4879ffe601dabd114b84eb1a35b13c35",
};

describe("the versions of the prompts", () => {
  it("are all published", () => {
    expect(promptVersions()).toEqual(Object.keys(published).sort());
  });

  it.each(Object.entries(published))("%s has kept its words", (version, digest) => {
    expect(loadPrompt(version).digest).toBe(digest);
  });

  it.each(promptVersions())("%s leaves nothing to be filled in", (version) => {
    const prompt = loadPrompt(version);
    for (const coordinates of ["relative-1000", "pixels"] as const) {
      for (const withDefinition of [true, false]) {
        const how = { coordinates, withDefinition, frame: { width: 854, height: 480 } };
        const questions = [prompt.askBoth(how), ...PHASES.map((phase) => prompt.askZone(phase, how))];
        for (const question of [prompt.askPhase(), ...questions]) {
          expect(question).not.toMatch(/\{\{|\}\}|\n{3}/);
          expect(question).toBe(question.trim());
        }
        for (const question of questions) {
          expect(question).toContain("bbox_2d");
          expect(question.includes("854 wide and 480 high")).toBe(coordinates === "pixels");
        }
        for (const phase of PHASES) {
          expect(prompt.askZone(phase, how).includes(phaseDefinitions[phase])).toBe(withDefinition);
        }
      }
    }
  });
});
