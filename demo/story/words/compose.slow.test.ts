import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layField } from "@/demo/field/lay-field";
import type { SceneFacts } from "@/demo/scene/facts";
import type { Box } from "@/lib/domain/geometry";
import { PHASES } from "@/lib/domain/phases";
import { RATIONALE_PARTS, type RationalePart } from "@/lib/domain/rationale";
import { scenes } from "../procedures";
import { anyScene } from "../testing/any-scene";
import { composeRationales, type Told, tell } from "./compose";
import { likeness, runsOf } from "./likeness";
import { measureSight } from "./sight";

/** The most that two texts of a part may have in common. */
const MOST_ALIKE = 0.6;

/** A stand-in for the zone: where it would be in the middle of things. */
const MIDDLE: Box = [560, 300, 720, 420];

const see = (scene: SceneFacts): Told => ({ scene, sight: measureSight(layField(scene), [MIDDLE]) });

function alternatives(told: Told): { part: RationalePart; text: string }[] {
  const telling = tell(told.scene, told.sight);
  return RATIONALE_PARTS.flatMap((part) => telling[part].flat().map((text) => ({ part, text })));
}

describe("the demo’s rationales", () => {
  const told = scenes.map(see);
  const rationales = composeRationales(told);

  test.each(RATIONALE_PARTS)("have no two alike: %s", (part) => {
    const texts = rationales.map((rationale) => rationale[part]);
    expect(new Set(texts).size).toBe(scenes.length);
    const runs = texts.map(runsOf);
    for (const [index, one] of runs.entries()) {
      for (const [other, two] of runs.slice(0, index).entries()) {
        expect(likeness(one, two), `${texts[index]}\n${texts[other]}`).toBeLessThanOrEqual(MOST_ALIKE);
      }
    }
  });

  test("are the same again for the same scenes", () => {
    const few = told.slice(0, 12);
    expect(composeRationales(few)).toEqual(composeRationales(few));
  });
});

describe.each(PHASES)("what may be said in phase %s", (phase) => {
  test("is in whole, plain sentences, whatever the facts", () => {
    fc.assert(
      fc.property(anyScene(phase), (scene) => {
        for (const { text } of alternatives(see(scene))) {
          expect(text).toMatch(/^\p{Lu}[^.]+\.$/u);
          expect(text).not.toMatch(/undefined|null|NaN| {2}| [,.;:]|,,|\b(\w+) \1\b|[“”"]/);
          expect(text).not.toMatch(/\ba [aeio]|\ban [^aeiouh]/i);
          // As in Britain.
          expect(text).not.toMatch(/skeletoniz|visualiz|\bedema|hemorrh(?<!haemorrh)|\bcolor|\bcenter/i);
        }
      }),
      { numRuns: 80 },
    );
  });

  test("leaves a choice in every part", () => {
    fc.assert(
      fc.property(anyScene(phase), (scene) => {
        const { scene: facts, sight } = see(scene);
        const telling = tell(facts, sight);
        for (const part of RATIONALE_PARTS) {
          const choices = telling[part].reduce((product, slot) => product * slot.length, 1);
          expect(choices, part).toBeGreaterThanOrEqual(6);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("agrees with the facts", () => {
    fc.assert(
      fc.property(anyScene(phase), (scene) => {
        for (const { part, text } of alternatives(see(scene))) {
          for (const [words, holds] of CLAIMS) {
            if (words.test(text)) expect(holds(scene, part), text).toBe(true);
          }
        }
      }),
      { numRuns: 80 },
    );
  });
});

const arteryOf = ({ state }: SceneFacts) =>
  state.phase === "B" || state.phase === "C" ? state.artery : null;

/** Words that only some scenes allow. */
const CLAIMS: readonly (readonly [RegExp, (scene: SceneFacts, part: RationalePart) => boolean])[] = [
  [/short (cystic )?duct|so short/i, ({ procedure }) => procedure.duct === "short"],
  [/wide (cystic )?duct|so wide/i, ({ procedure }) => procedure.duct === "wide"],
  [/low-lying|low insertion/i, ({ procedure }) => procedure.duct === "low"],
  [
    /two arteries|second artery (may|still)|three structures/i,
    (scene) => scene.procedure.artery === "double" || arteryOf(scene)?.divided === true,
  ],
  [
    /cross(es|ing) (in front of )?the duct|crossing artery/i,
    ({ procedure }) => procedure.artery === "crossing",
  ],
  [/deep branch|branches early|both branches/i, ({ procedure }) => procedure.artery === "branching"],
  [/Hartmann/, ({ procedure }) => procedure.pouch === "prominent"],
  [/pale, fatty liver/, ({ procedure }) => procedure.liver === "steatotic"],
  [/congested liver/, ({ procedure }) => procedure.liver === "congested"],
  [/lobulated|(?<!not )bulky|thick yellow/i, ({ procedure }) => procedure.fat === "abundant"],
  [/\blean\b/i, ({ procedure }) => procedure.fat === "lean"],
  [/metal clips/, ({ procedure }) => procedure.clips === "titanium"],
  [/polymer/, ({ procedure }) => procedure.clips === "polymer"],
  [
    /is (in view|seen) .*common bile duct|visible common bile duct/,
    ({ procedure }) => procedure.commonDuct === "visible",
  ],
  [
    /unseen|hidden common bile duct|out of sight .*ligament/,
    ({ procedure, state }) => procedure.commonDuct === "hidden" || state.phase !== "B",
  ],
  [/smoke/i, ({ hindrance }) => hindrance === "smoke"],
  [/spilt bile|bile away|Clear the bile/, ({ hindrance }) => hindrance === "bile"],
  [/irrigation|washing fluid/, ({ hindrance }) => hindrance === "fluid"],
  [/\booze\b(?!s)/, ({ hindrance }) => hindrance === "ooze"],
  [/field is dry|is dry and (open|under)|^Dry,/, ({ hindrance }) => hindrance === null],
  [
    /traction (is|has) slack|sags?\b(?! back)/i,
    ({ traction }, part) => traction === "slack" || part === "criticalRisk",
  ],
  [/firm(ly)? (lateral )?(traction|pull|held|to the side)/i, ({ traction }) => traction === "firm"],
  [
    /with the hook|on the hook|the hook along/,
    ({ state }) => state.instrument === "hook" || state.instrument === null,
  ],
  [/with the scissors|closed scissors|scissors come/, ({ state }) => state.instrument === "scissors"],
  [/with the dissector|closed dissector|dissector’s/, ({ state }) => state.instrument === "dissector"],
  [
    /artery is (gone|already clipped)|artery has been divided|artery being divided/,
    (scene) => {
      const artery = arteryOf(scene);
      return artery !== null && artery.clips > 0;
    },
  ],
  [/The duct follows/, ({ state }) => state.phase === "C" && state.duct.clips === 0],
];
