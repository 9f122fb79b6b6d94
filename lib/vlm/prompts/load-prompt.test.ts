import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PHASES, phaseDefinitions, phaseNames } from "@/lib/domain/phases";
import { loadPrompt, newestPrompt, promptVersions } from "./load-prompt";

const textOf = (version: string, file: string): string =>
  readFileSync(path.join(import.meta.dirname, version, file), "utf8");
const definitionsOf = (version: string): Readonly<Record<string, string>> =>
  JSON.parse(textOf(version, "phases.json")).definitions;

/** A run's manifest names a version and its digest: whoever changes a word of one makes another version instead. */
describe("the versions of the prompts", () => {
  it("keep the first, as it was published", () => {
    expect(loadPrompt("phase-then-go-1").digest).toBe(
      "20759bb7fbf3a6c8475b751bdddb989c4879ffe601dabd114b84eb1a35b13c35",
    );
  });

  it.each(promptVersions())("%s has kept the words that its folder was published with", (version) => {
    expect(loadPrompt(version).digest).toBe(textOf(version, "digest.txt").trim());
  });

  it("say of the phases, in the newest, what people are told", () => {
    const newest = loadPrompt(newestPrompt());
    const how = { coordinates: "pixels", withDefinition: true, frame: { width: 1, height: 1 } } as const;
    for (const phase of PHASES) {
      expect(newest.askZone(phase, how)).toContain(`${phase}, ${phaseNames[phase]}.`);
      expect(newest.askZone(phase, how)).toContain(phaseDefinitions[phase]);
    }
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
          expect(prompt.askZone(phase, how).includes(definitionsOf(version)[phase]!)).toBe(withDefinition);
        }
      }
    }
  });
});
