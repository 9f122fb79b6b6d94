import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { expect, test } from "vitest";
import type { SceneFacts } from "@/demo/scene/facts";
import { TISSUES } from "./field";
import { layField } from "./lay-field";
import { openFieldRenderer, RENDERER_ARGUMENTS } from "./render-field";

const executablePath = [chromium.executablePath(), "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  existsSync,
);

const scene: SceneFacts = {
  procedure: {
    video: "V00",
    split: "train",
    fat: "lean",
    wall: "thin",
    liver: "healthy",
    pouch: "prominent",
    duct: "long",
    artery: "apart",
    commonDuct: "veiled",
    clips: "titanium",
    view: "round",
  },
  frame: 600,
  traction: "firm",
  hindrance: null,
  camera: "usual",
  state: {
    phase: "C",
    duct: { clips: 0, divided: false },
    artery: { clips: 0, divided: false },
    at: null,
    instrument: null,
  },
};

// Needs a Chromium with WebGL 2; without one there is nothing to test here.
test.skipIf(!executablePath)(
  "a small rendering twice gives the same bytes, and its ids, traced alone or with it, agree with where the anatomy projects",
  async () => {
    const browser = await chromium.launch({ executablePath: executablePath!, args: RENDERER_ARGUMENTS });
    try {
      const renderer = await openFieldRenderer(browser);
      const field = layField(scene);
      const small = { scale: 0.15, dense: 1 };
      const [first, second] = [await renderer.render(field, small), await renderer.render(field, small)];
      expect(Buffer.compare(first.rgba, second.rgba)).toBe(0);
      expect(Buffer.compare(first.ids, second.ids)).toBe(0);
      // Without a picture, the same.
      expect(Buffer.compare(first.ids, await renderer.trace(field, small))).toBe(0);

      const seen = (point: readonly [number, number, number]) => {
        const { x, y } = field.camera.project(point);
        return first.ids[Math.floor(y * 0.15) * first.width + Math.floor(x * 0.15)];
      };
      expect(seen(field.anatomy.infundibulum.at)).toBe(TISSUES.gallbladder);
      expect(seen(field.anatomy.bareDuctSegment![3]!.at)).toBe(TISSUES.cysticDuct);
      expect(first.ids[0]).toBe(TISSUES.outside);
      const brightest = first.rgba.reduce((a, b, at) => (at % 4 === 3 ? a : Math.max(a, b)), 0);
      expect(brightest).toBeGreaterThan(150);
    } finally {
      await browser.close();
    }
  },
  180_000,
);
