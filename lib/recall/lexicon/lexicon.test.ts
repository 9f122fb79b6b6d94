import { expect, test } from "vitest";
import { mentionsIn } from "../mentions";
import { fold } from "../words";
import { actions } from "./actions";
import { constraints } from "./constraints";
import { contrasts, denials, idle, warnings, warningsBehind } from "./cues";
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
