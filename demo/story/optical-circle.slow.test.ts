import path from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { areaOfCircle, findCircle, LOOKED_AT } from "@/lib/domain/optical-circle";
import { scenes } from "./procedures";

const FRAMES = path.join(import.meta.dirname, "../bundle/frames");
/** As the lens of each view has it (demo/field/lay-field.ts), in heights of the frame. */
const RADIUS = { round: 0.497, cropped: 0.62 } as const;

test("every frame of the demo has the circle that it was rendered with, or none", async () => {
  for (const { procedure, frame } of scenes) {
    const picture = sharp(path.join(FRAMES, procedure.video, `${String(frame).padStart(6, "0")}.webp`));
    const { width, height } = await picture.metadata();
    const { data, info } = await picture
      .resize(LOOKED_AT)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const circle = findCircle({ width: info.width, height: info.height, data });
    const where = `${procedure.video}, frame ${frame}, ${procedure.view}`;
    if (procedure.view === "full") {
      expect.soft(circle, where).toBeNull();
      continue;
    }
    expect.soft((circle?.radius ?? 0) / info.height, where).toBeCloseTo(RADIUS[procedure.view], 1.7);
    const [left, , right] = (circle && areaOfCircle(circle, info, { width, height })) ?? [0, 0, 0];
    expect.soft((right - left) / height / 2, where).toBeCloseTo(RADIUS[procedure.view], 1.7);
  }
});
