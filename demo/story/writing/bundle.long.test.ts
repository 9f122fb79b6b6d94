import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { FRAME, phaseOf } from "@/demo/scene/facts";
import type { Bundle } from "@/lib/resgo/read-bundle";
import { scenes } from "../procedures";
import { keptFolder, readKept } from "../testing/kept-bundle";
import { annotate, bundleTexts, type Zoned } from "./bundle-texts";
import { nameOf } from "./names";

const files = readdirSync(keptFolder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(keptFolder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));

describe("the bundle that is kept, beside the scenes that it shows", () => {
  let bundle: Bundle;
  let zoned: Zoned[];
  beforeAll(async () => {
    ({ bundle, zoned } = await readKept());
  });

  test("has each scene’s phase and split, a picture of the frame’s size, and its texts", () => {
    for (const { scene, rationale } of annotate(zoned)) {
      const { video, split } = scene.procedure;
      const sample = bundle.samples.find((found) => found.video === video && found.frame === scene.frame);
      expect(sample, nameOf(scene)).toMatchObject({
        split,
        phase: phaseOf(scene),
        rationale,
        picture: { ...FRAME, format: "webp" },
      });
    }
  });

  test("holds what rendering it again would write beside the pictures, and nothing else", async () => {
    const texts = await bundleTexts(zoned);
    const pictures = scenes.map((scene) => `frames/${nameOf(scene)}.webp`);
    const kept = files.filter((file) => !file.startsWith("predictions/"));
    expect([...kept].sort()).toEqual([...texts.keys(), ...pictures].sort());
    for (const [path, content] of texts) {
      expect(readFileSync(join(keptFolder, path)).equals(Buffer.from(content)), path).toBe(true);
    }
  });
});
