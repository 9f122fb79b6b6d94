import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mentionsIn } from "../mentions";
import { fold, wordsOf } from "../words";
import { actions } from "./actions";
import { lexiconAsJson } from "./as-json";
import { constraints } from "./constraints";
import { contrasts, denials, idle, warnings, warningsBehind } from "./cues";
import { irregular } from "./irregular";
import { pairs, targets } from "./targets";

const entries = [...targets, ...actions, ...constraints];
const forms = [
  ...entries.flatMap((entry) => entry.forms),
  ...pairs.flatMap((pair) => pair.forms),
  ...[contrasts, denials, warnings, warningsBehind, idle].flat(),
];

test("no form stands for two things, in any spelling, and all are plain words", () => {
  const spelt = forms.map((form) => form.split(" ").map(fold).join(" "));
  expect(spelt.filter((form, index) => spelt.indexOf(form) !== index)).toEqual([]);
  for (const form of forms) expect(form).toMatch(/^[a-z]+(?: [a-z]+)*$/);
});

test("every entity is found by each of its forms", () => {
  for (const { name, forms: own } of entries) {
    for (const form of own)
      expect(
        mentionsIn(form).map((mention) => mention.name),
        form,
      ).toEqual([name]);
  }
});

test("irregular forms are of words that the lexicon has, each of one word, and no ending would tell them", () => {
  const lexicon = new Set(forms.flatMap((form) => form.split(" ").map(fold)));
  const all = Object.entries(irregular).flatMap(([base, own]) => own.map((form) => ({ base, form })));
  expect(all.filter(({ base }) => !lexicon.has(base))).toEqual([]);
  expect(new Set(all.map(({ form }) => form)).size).toBe(all.length);
  for (const { base, form } of all) {
    // One with an apostrophe stands behind another word.
    const bases = wordsOf(form.includes("'") ? `did${form}` : form).at(-1)!.bases;
    expect(bases[0], form).toBe(base);
    expect(bases.slice(1), form).not.toContain(base);
  }
});

test("the file that training’s Python reads is this lexicon: `npm run lexicon` writes it", () => {
  expect(readFileSync("deploy/gpu/train/surgo_train/lexicon.json", "utf8")).toBe(lexiconAsJson());
});
