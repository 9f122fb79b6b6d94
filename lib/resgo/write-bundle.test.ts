import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mp4Clip, webmClip } from "@/lib/domain/clips/testing";
import { distinctBoxes } from "@/lib/domain/geometry";
import { PHASES } from "@/lib/domain/phases";
import { anyRegion } from "@/lib/domain/testing/arbitraries";
import { plainName } from "@/lib/domain/text/plain-text";
import { referenceText } from "@/lib/domain/text/reference-text";
import { BundleError } from "./list-files";
import { readBundle } from "./read-bundle";
import { picture, testFolder, writeFiles } from "./testing/bundle-files";
import {
  datasetText,
  labelMeText,
  pathsOf,
  splitsText,
  type WrittenCase,
  workbookBytes,
} from "./write-bundle";

const base = await testFolder();
const size = { width: 64, height: 48 };

/** As authoring and disputes take a text. */
const asWritten = referenceText(100_000);
const text = fc
  .oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
    fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
    fc.constantFrom(
      "=1+1",
      "_x0041_",
      "__x000D__",
      "a\nb",
      "a\tb",
      "'quoted",
      "0012",
      "TRUE",
      "2026-01-02",
      "<b>&amp;</b>",
      "\u202eABC\u202c",
      "\u200b",
      "a\u200f",
      "שלום\u200f, near",
      "👩‍⚕️ sees",
      "“quoted”",
      '"',
      "'",
      "-",
      "n/a",
      "#N/A",
      "null",
      "+1",
      "@x",
      "\tx",
      "a\r\n\r\nb\rc",
      "a \n b",
      "Frame",
      "Phase",
      "Video",
      "Anatomic",
      "Phase A",
      "1e5",
      "12:30",
      "a\u000bb\u2028c\ufffed",
      "e\u0301",
      "x".repeat(40_000),
    ),
  )
  .map((raw) => asWritten.safeParse(raw).data ?? "")
  // Of the others nothing is stored.
  .filter((stored) => stored !== "");
const edge = (min: number, max: number) =>
  fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max }), fc.double({ min, max, noNaN: true }));
const box = fc
  .tuple(edge(0, 31), edge(0, 23), edge(32, 64), edge(24, 48))
  .map((edges) => edges.map((edge) => edge + 0) as unknown as WrittenCase["boxes"][number]);
const video = fc
  .constantFrom(
    "V1",
    "VID 18",
    "0018",
    "Übung, drei",
    'say "x"',
    "=V",
    "true",
    "18",
    "frames",
    "labelme",
    "train",
    "2026-01-02",
    "1e3",
    "3-4",
    "Video",
    "e\u0301",
  )
  .map(plainName);

const written = fc.record({
  video,
  frame: fc.nat(2_000_000),
  phase: fc.constantFrom(...PHASES),
  boxes: fc.array(box, { minLength: 1, maxLength: 3 }).map((boxes) => distinctBoxes(boxes)),
  noGo: fc.array(anyRegion(size), { maxLength: 2 }),
  rationale: fc.record({ location: text, exposure: text, nextAction: text, criticalRisk: text }),
  timeUs: fc.option(fc.maxSafeNat()),
  clipType: fc.option(fc.constantFrom("mp4" as const, "webm" as const)),
});

test("what is written is read again to the last digit and character", async () => {
  const bytes = await picture(size.width, size.height);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(written, {
        minLength: 1,
        maxLength: 4,
        selector: ({ video: v, frame }) => `${v}/${frame}`,
      }),
      async (cases) => {
        const all = cases.map((each): WrittenCase => ({ ...each, ...size, format: "jpeg" }));
        const videos = [...new Set(all.map((each) => each.video))];
        const files: Record<string, string | Uint8Array | null> = {
          "dataset.json": datasetText({
            ...{
              name: "D",
              version: "1",
              licence: null,
              citation: "a\nb",
              description: null,
              notice: null,
              sharing: false,
            },
          }),
          "annotations.xlsx": await workbookBytes(all),
          "splits.csv": splitsText(videos.map((name, n) => ({ name, split: n % 2 ? "test" : "train" }))),
        };
        for (const each of all) {
          const paths = pathsOf(each);
          files[paths.picture] = bytes;
          files[paths.labelme] = await labelMeText(each);
          if (paths.clip) files[paths.clip] = each.clipType === "mp4" ? mp4Clip() : webmClip();
        }
        const bundle = await readBundle(await writeFiles(await mkdtemp(path.join(base, "b-")), files));
        expect(bundle.problems).toEqual([]);
        expect(bundle).toMatchObject({ name: "D", info: { version: "1", citation: "a\nb" }, refused: [] });
        for (const each of all) {
          const read = bundle.samples.find(
            (sample) => sample.video === each.video && sample.frame === each.frame,
          );
          expect(read).toMatchObject({
            phase: each.phase,
            boxes: each.boxes,
            noGo: each.noGo,
            rationale: each.rationale,
            timeUs: each.timeUs,
            clip: each.clipType && { type: each.clipType },
          });
          expect(read!.split).toBe(videos.indexOf(each.video) % 2 ? "test" : "train");
        }
      },
    ),
    { numRuns: 50 },
  );
});

test.each(["../up", "a/b", "a\\b", ".hidden", ""])("a video called %j is not written", (name) => {
  expect(() => pathsOf({ video: name, frame: 1, format: "png", clipType: null })).toThrow(BundleError);
});
