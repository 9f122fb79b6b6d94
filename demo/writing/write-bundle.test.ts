import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readPredictions } from "@/lib/resgo/predictions";
import { readBundle } from "@/lib/resgo/read-bundle";
import { FRAME, phaseOf } from "../scene/facts";
import { scenes } from "../scene/procedures";
import { composeRationale } from "../text/compose-rationale";
import { goZones } from "../zones/go-zone";
import { labelMeFile } from "./labelme";
import { nameOf } from "./names";
import { bundleTexts } from "./write-bundle";

const folder = fileURLToPath(new URL("../bundle", import.meta.url));
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));

describe("the bundle that is kept", () => {
  test("holds what drawing it again would write, and nothing else", async () => {
    const texts = await bundleTexts(scenes);
    const pictures = scenes.map((scene) => `frames/${nameOf(scene)}.webp`);
    expect([...files].sort()).toEqual([...texts.keys(), ...pictures].sort());
    for (const [path, content] of texts) {
      expect(readFileSync(join(folder, path)).equals(Buffer.from(content)), path).toBe(true);
    }
  });

  test("is smaller than 4 MB", () => {
    const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    expect(bytes).toBeLessThan(4_000_000);
  });

  test("is read by the importer without a complaint, as it was drawn", async () => {
    const bundle = await readBundle(folder);
    expect(bundle.problems).toEqual([]);
    expect(bundle.info).toMatchObject({
      name: "Calot demo",
      licence: "CC0-1.0",
      notice: expect.stringContaining("not a patient"),
    });
    expect(bundle.samples).toHaveLength(scenes.length);
    for (const scene of scenes) {
      const { video, split } = scene.procedure;
      const sample = bundle.samples.find((found) => found.video === video && found.frame === scene.frame);
      expect(sample).toMatchObject({
        split,
        phase: phaseOf(scene),
        boxes: goZones(scene),
        rationale: composeRationale(scene),
        picture: FRAME,
      });
    }
  });

  test("says of its predictions that they are invented, and has them read without a complaint", async () => {
    const { root, predictions } = await readBundle(folder);
    expect(predictions).toHaveLength(2);
    for (const path of predictions) {
      const { manifest, lines, problems } = await readPredictions(join(root, path), path);
      expect(manifest.model).toMatch(/^Invented/);
      expect(problems).toEqual([]);
      expect(lines).toHaveLength(22);
    }
  });

  test("tells no answer by the names of its files", () => {
    for (const file of files.filter((name) => /^(frames|labelme)\//.test(name))) {
      expect(file).toMatch(/^(frames|labelme)\/V\d\d\/\d{6}\.(webp|json)$/);
    }
  });
});

test("an annotation file is LabelMe’s, and finds its picture", () => {
  const [scene] = scenes;
  const annotation = JSON.parse(labelMeFile(scene!));
  expect(annotation).toMatchObject({ imageData: null, imageHeight: 720, imageWidth: 1280, flags: {} });
  expect(annotation.version).toMatch(/^5\./);
  expect(annotation.imagePath).toBe("../../frames/V01/000118.webp");
  expect(annotation.shapes[0]).toMatchObject({ label: "Go Zone", shape_type: "rectangle", group_id: null });
  expect(annotation.shapes[0].points).toHaveLength(2);
});
