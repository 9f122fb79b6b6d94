import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PHASES } from "@/lib/domain/phases";
import { RATIONALE_PARTS } from "@/lib/domain/rationale";
import { scenes } from "../scene/procedures";
import { anyScene } from "../testing/any-scene";
import { composeRationale } from "./compose-rationale";

test("no two parts of the demo’s rationales are alike", () => {
  const parts = scenes.flatMap((scene) => Object.values(composeRationale(scene)));
  expect(parts).toHaveLength(scenes.length * 4);
  expect(new Set(parts).size).toBe(parts.length);
});

describe.each(PHASES)("a rationale in phase %s", (phase) => {
  test("has four parts of one or two whole sentences, whatever the facts", () => {
    fc.assert(
      fc.property(anyScene(phase), (scene) => {
        const rationale = composeRationale(scene);
        for (const part of RATIONALE_PARTS) {
          const sentences = rationale[part].split(/(?<=\.) /);
          expect(sentences.length).toBeLessThanOrEqual(2);
          for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}[^.]+\.$/u);
          expect(rationale[part]).not.toMatch(/undefined|null|NaN| {2}| ,|,,/);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("says the same again of the same scene, and another voice may say it otherwise", () => {
    fc.assert(
      fc.property(anyScene(phase), (scene) => {
        expect(composeRationale(scene)).toEqual(composeRationale(scene));
      }),
      { numRuns: 5 },
    );
    const voices = ["one", "two", "three", "four", "five", "six"];
    const told = scenes
      .filter(({ state }) => state.phase === phase)
      .map((scene) => new Set(voices.map((voice) => composeRationale(scene, voice).location)).size);
    expect(Math.max(...told)).toBeGreaterThan(1);
  });
});

test("is spelt as in Britain", () => {
  const text = scenes.flatMap((scene) => Object.values(composeRationale(scene))).join(" ");
  expect(text).not.toMatch(
    /skeletoniz|visualiz|edematous(?<!oedematous)|hemorrh(?<!haemorrh)|\bcolor|center/i,
  );
});

test("speaks of the common bile duct as far as it is seen", () => {
  for (const scene of scenes.filter(({ state }) => state.phase === "A")) {
    const { location } = composeRationale(scene);
    const shown = { visible: /shines through/, veiled: /faint ridge/, hidden: /cannot be seen/ };
    expect(location).toMatch(shown[scene.procedure.commonDuct]);
  }
});
