import { readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { layField } from "@/demo/field/lay-field";
import { FRAME } from "@/demo/scene/facts";
import { type Box, boxProblem } from "@/lib/domain/geometry";
import type { Bundle } from "@/lib/resgo/read-bundle";
import { scenes } from "../procedures";
import { keptFolder, readKept } from "../testing/kept-bundle";
import { forbiddenDuct, LEAST } from "../zones/go-zone";
import { distanceToBand } from "../zones/outline";
import type { Zoned } from "./bundle-texts";
import { labelMeFile } from "./labelme";
import { nameOf } from "./names";

const files = readdirSync(keptFolder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(keptFolder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));

describe("the bundle that is kept", () => {
  let bundle: Bundle;
  let zoned: Zoned[];
  beforeAll(async () => {
    ({ bundle, zoned } = await readKept());
  });

  test("is read by the importer without a complaint", () => {
    expect(bundle.problems).toEqual([]);
    expect(bundle.samples).toHaveLength(scenes.length);
    expect(bundle.info.notice).toBe("Rendered, not a patient; for trying Calot.");
  });

  test("keeps every zone in the frame, large enough, and off the common bile duct", () => {
    for (const { scene, zones } of zoned) {
      const duct = forbiddenDuct(layField(scene));
      expect(zones.length).toBeGreaterThan(0);
      for (const zone of zones) {
        expect(boxProblem(zone, FRAME)).toBeNull();
        expect(zone[2] - zone[0]).toBeGreaterThanOrEqual(LEAST.width);
        expect(zone[3] - zone[1]).toBeGreaterThanOrEqual(LEAST.height);
        expect(distanceToBand(zone, duct), nameOf(scene)).toBeGreaterThanOrEqual(0);
      }
    }
  });

  test("is smaller than 12 MB", () => {
    const bytes = files.reduce((sum, file) => sum + statSync(join(keptFolder, file)).size, 0);
    expect(bytes).toBeLessThan(12_000_000);
  });

  test("tells no answer by the names of its files", () => {
    for (const file of files.filter((name) => /^(frames|labelme)\//.test(name))) {
      expect(file).toMatch(/^(frames|labelme)\/V\d\d\/\d{6}\.(webp|json)$/);
    }
  });
});

test("an annotation file is LabelMe’s, and finds its picture", async () => {
  const zones: Box[] = [
    [10, 20, 60, 70],
    [100, 20, 160, 70],
  ];
  const annotation = JSON.parse(await labelMeFile(scenes[0]!, zones, []));
  expect(annotation).toMatchObject({ imageData: null, imageHeight: 720, imageWidth: 1280, flags: {} });
  expect(annotation.version).toMatch(/^5\./);
  expect(annotation.imagePath).toBe("../../frames/V01/000096.webp");
  expect(annotation.shapes).toHaveLength(2);
  expect(annotation.shapes[1]).toMatchObject({
    label: "Go Zone",
    shape_type: "rectangle",
    points: [
      [100, 20],
      [160, 70],
    ],
  });
});
