import { existsSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RATIONALE_PARTS, type Rationale, type RationalePart } from "@/lib/domain/rationale";
import { shareRecalled } from "@/lib/domain/rationale-recall";
import { readBundle } from "@/lib/resgo/read-bundle";
import { REAL_DATA } from "@/lib/resgo/testing/bundle-files";
import { mentionsIn } from "./mentions";
import { entityKeys, recallRationale, recallWhole } from "./recall-rationale";

const silence: Rationale = { location: "", exposure: "", nextAction: "", criticalRisk: "" };

/** What a text names: `!` before what it keeps clear of or leaves undone. */
const named = (text: string): string[] =>
  mentionsIn(text).map(({ kind, name, spared }) => `${spared ? "!" : ""}${kind} ${name}`);

function compare(part: RationalePart, reference: string, reader: string) {
  return recallRationale({ ...silence, [part]: reference }, { ...silence, [part]: reader })[part];
}

/** The names that were shared, and those that were missed. */
function outcome(part: RationalePart, reference: string, reader: string) {
  const entities = compare(part, reference, reader);
  const names = (shared: boolean) => entities.filter((one) => one.shared === shared).map(({ name }) => name);
  return { shared: names(true), missed: names(false) };
}

describe("what a text names", () => {
  test.each([
    [
      "common bile duct",
      ["CBD", "the main bile duct", "choledochus", "Common Bile-Duct", "common bile ducts"],
    ],
    [
      "Calot’s triangle",
      [
        "Calot's triangle",
        "Calot’s triangle",
        "Calots triangle",
        "the triangle of Calot",
        "hepatocystic triangle",
        "the hepato-cystic triangle",
      ],
    ],
    ["Hartmann’s pouch", ["Hartmann's pouch", "the pouch of Hartmann", "infundibulum", "infundibulum"]],
    ["Rouvière’s sulcus", ["Rouviere’s sulcus", "Rouvière's sulcus", "the sulcus of Rouvière"]],
    ["liver bed", ["the liver bed", "gallbladder bed", "gallbladder fossa", "gall-bladder bed"]],
    ["fibro-fatty tissue", ["fibro-fatty tissue", "fibrofatty tissue", "Fibro‐fatty tissues", "fat"]],
    ["peritoneum", ["peritoneum", "the peritoneal fold", "serosa", "serosae"]],
    ["cystic artery", ["cystic artery", "cystic arteries", "the artery", "Cystic Artery"]],
  ])("takes %s for one structure, however it is put", (name, forms) => {
    for (const form of forms) expect(named(`Here is ${form}.`), form).toEqual([`target ${name}`]);
  });

  test.each([
    ["skeletonise", ["Skeletonise it", "skeletonizing", "was skeletonized", "skeletonisation"]],
    ["coagulate", ["cauterise", "cauterized", "Coagulating", "it is coagulated", "electrocautery"]],
    ["dissect", ["Dissect", "dissected", "blunt dissection"]],
    ["clip", ["Clip it", "clipped", "two clips", "clipping", "ligate"]],
    ["divide", ["Divide it", "cut it", "transecting", "division"]],
    ["retract", ["Retract", "retracting", "lateral traction", "counter-traction", "countertraction"]],
    ["expose", ["Exposing", "exposed", "exposure"]],
  ])("takes %s for one action, verb or noun, British or American", (name, forms) => {
    for (const form of forms) expect(named(form), form).toEqual([`action ${name}`]);
  });

  test.each([
    ["haemorrhage or hemorrhage", ["constraint bleeding", "constraint bleeding"]],
    ["bile duct injury and thermal damage", ["constraint bile duct injury", "constraint thermal injury"]],
    [
      "the critical view of safety (CVS)",
      ["constraint critical view of safety", "constraint critical view of safety"],
    ],
    ["keep to the gallbladder’s wall", ["constraint stay on the gallbladder"]],
    ["the cystic duct and artery", ["target cystic duct", "target cystic artery"]],
    ["cystic duct/common hepatic duct", ["target cystic duct", "target hepatic duct"]],
    ["the abdominal wall and the iliac fossa", []],
    ["Nothing of the kind, 42 %.", []],
  ])("in “%s”", (text, names) => expect(named(text)).toEqual(names));

  test.each([
    [
      "Clip the cystic duct rather than the common bile duct.",
      ["action clip", "target cystic duct", "!target common bile duct"],
    ],
    [
      "Instead of the CBD, clip the cystic duct.",
      ["!target common bile duct", "action clip", "target cystic duct"],
    ],
    [
      "Do not clip the hepatic duct; dissect the triangle.",
      ["!action clip", "!target hepatic duct", "action dissect", "target Calot’s triangle"],
    ],
    [
      "Avoid the CBD, the hepatic duct and the duodenum, then divide the artery.",
      [
        "!target common bile duct",
        "!target hepatic duct",
        "!target duodenum",
        "action divide",
        "target cystic artery",
      ],
    ],
    [
      "Avoid cautery near the CBD and clip the artery.",
      ["!action coagulate", "!target common bile duct", "action clip", "target cystic artery"],
    ],
    [
      "The triangle excludes the liver bed (cystic plate) and the common bile duct.",
      ["target Calot’s triangle", "!target liver bed", "!target cystic plate", "!target common bile duct"],
    ],
    [
      "The common bile duct and hepatic artery must be avoided.",
      ["!target common bile duct", "!target hepatic artery"],
    ],
    ["The common bile duct shines through to the right and stays outside it.", ["!target common bile duct"]],
    ["Not only the duct but the artery is in view.", ["target cystic duct", "target cystic artery"]],
    [
      "The common bile duct cannot be seen and the artery is clipped.",
      ["target common bile duct", "target cystic artery", "action clip"],
    ],
    ["The cystic duct, distinct from the CBD.", ["target cystic duct", "!target common bile duct"]],
  ])("knows what “%s” keeps clear of", (text, names) => expect(named(text)).toEqual(names));

  test("stands where it says", () => {
    for (const text of [
      "🫀 the fibro-fatty  tissue over Calot’s triangle",
      "A\nCBD, don’t cut the “cystic duct”.",
    ]) {
      for (const { span } of mentionsIn(text)) {
        expect(text.slice(...span)).toMatch(
          /^(?:fibro-fatty {2}tissue|Calot’s triangle|CBD|cut|cystic duct)$/,
        );
      }
    }
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (noise) => {
        const mentions = mentionsIn(`${noise} common bile duct ${noise}`);
        const found = mentions.find(({ name }) => name === "common bile duct");
        if (found) expect(`${noise} common bile duct ${noise}`.slice(...found.span)).toMatch(/duct$/i);
        for (const { span } of mentions) expect(span[0]).toBeLessThan(span[1]);
      }),
    );
  });
});

describe("recallRationale", () => {
  test("shares what both name, by any name", () => {
    expect(
      outcome(
        "nextAction",
        "Retract the infundibulum laterally and open the peritoneum.",
        "Lateral traction on Hartmann’s pouch, then dissect.",
      ),
    ).toEqual({ shared: ["retract", "Hartmann’s pouch"], missed: ["open", "peritoneum"] });
  });

  test("tells what is operated on from what is kept clear of", () => {
    const reference = "The fat of the triangle, clear of the cystic plate.";
    expect(outcome("location", reference, "The fat on the cystic plate.")).toEqual({
      shared: ["fibro-fatty tissue"],
      missed: ["Calot’s triangle", "clear of cystic plate"],
    });
    expect(outcome("location", reference, "It excludes the cystic plate.").shared).toEqual([
      "clear of cystic plate",
    ]);
    expect(outcome("nextAction", "Do not clip yet.", "Clip it.")).toEqual({
      shared: [],
      missed: ["not clip"],
    });
  });

  test("takes everything that the critical risk names for a constraint, with a warning or without", () => {
    const entities = compare(
      "criticalRisk",
      "Burning too low, towards the common bile duct.",
      "Avoid the CBD.",
    );
    expect(entities).toMatchObject([
      { kind: "constraint", name: "coagulate", shared: false },
      { kind: "constraint", name: "common bile duct", shared: true },
    ]);
  });

  test("marks every place, in both texts", () => {
    const [reference, reader] = ["The duct. The cystic duct.", "Cystic ducts"];
    const [entity] = compare("location", reference, reader);
    expect(entity?.referenceSpans.map((span) => reference.slice(...span))).toEqual(["duct", "cystic duct"]);
    expect(entity?.readerSpans.map((span) => reader.slice(...span))).toEqual(["Cystic ducts"]);
  });

  test("has no recall where the reference names nothing", () => {
    expect(shareRecalled(compare("exposure", "All is well.", "The cystic duct."))).toBeNull();
    expect(shareRecalled(compare("exposure", "The cystic duct.", ""))).toBe(0);
  });

  test("finds over the whole rationale what another part of the reader's names", () => {
    const reference = { ...silence, location: "Calot’s triangle.", exposure: "The artery is in view." };
    const reader = { ...silence, location: "The artery in Calot’s triangle." };
    expect(shareRecalled(recallRationale(reference, reader).exposure)).toBe(0);
    expect(recallWhole(reference, reader)).toMatchObject([
      { name: "Calot’s triangle", shared: true },
      { name: "cystic artery", shared: true },
    ]);
  });

  test("names the keys of a whole rationale, each once, in its order", () => {
    const rationale = {
      ...silence,
      location: "Calot’s triangle, over the cystic duct.",
      nextAction: "Dissect the cystic duct, short of the CBD.",
      criticalRisk: "The cystic duct.",
    };
    expect(entityKeys(rationale)).toEqual([
      "target Calot’s triangle",
      "target cystic duct",
      "action dissect",
      "constraint common bile duct",
      "constraint cystic duct",
    ]);
    expect(entityKeys(silence)).toEqual([]);
  });

  test("reads no further than a rationale can go", () => {
    const endless = `${"not the ".repeat(200_000)}cystic duct`;
    expect(compare("location", endless, endless)).toEqual([]);
  });
});

const bundles = [path.resolve("demo/bundle"), path.join(REAL_DATA, "real-frames")];

describe.each(bundles)("the rationales of %s", (folder) => {
  test.skipIf(!existsSync(folder))(
    "each recall themselves whole, and name something nearly everywhere",
    async () => {
      const { samples } = await readBundle(folder);
      let [parts, speaking] = [0, 0];
      for (const { rationale } of samples) {
        const recall = recallRationale(rationale, rationale);
        for (const part of RATIONALE_PARTS) {
          parts += 1;
          if (recall[part].length > 0) speaking += 1;
          expect(shareRecalled(recall[part]) ?? 1, rationale[part]).toBe(1);
        }
        expect(recall.location.length, rationale.location).toBeGreaterThan(0);
        expect(shareRecalled(recallWhole(rationale, rationale))).toBe(1);
        expect(shareRecalled(recallWhole(rationale, silence))).toBe(0);
      }
      expect(samples.length).toBeGreaterThan(0);
      expect(speaking / parts).toBeGreaterThan(0.9);
    },
  );
});
