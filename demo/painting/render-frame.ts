import sharp from "sharp";
import { layBed } from "../anatomy/bed-view";
import { layTriangle } from "../anatomy/triangle-view";
import { FRAME, type SceneFacts, sceneSeed } from "../scene/facts";
import { seeded } from "../scene/random";
import { light } from "./light";
import { paintBed } from "./paint-bed";
import { paintTriangle } from "./paint-triangle";
import { dye } from "./relief";
import { smoke, throughScope } from "./scope";
import { type Svg, tag } from "./svg";

/** WebP's quality: above it the files grow and nobody sees why. */
const QUALITY = 85;

/** A scene's picture, a WebP of 1280 by 720 pixels. The same scene gives the same bytes on one machine. */
export async function renderFrame(scene: SceneFacts): Promise<Buffer> {
  const { camera, relief, marks, over, smokeAt } =
    scene.state.phase === "D" ? paintBed(scene, layBed(scene)) : paintTriangle(scene, layTriangle(scene));
  const seed = seeded(sceneSeed(scene, "light")).whole(1, 10_000);
  dye(
    relief,
    await sharp(picture(...marks))
      .ensureAlpha()
      .raw()
      .toBuffer(),
  );
  const tissue = sharp(light(relief, camera, seed), { raw: { ...FRAME, channels: 3 } });
  const haze = smokeAt ? smoke(smokeAt.x, smokeAt.y, seed) : "";
  return tissue
    .composite([{ input: picture(...over, haze, throughScope(camera)) }])
    .webp({ quality: QUALITY, effort: 6, smartSubsample: true })
    .toBuffer();
}

function picture(...layers: readonly Svg[]): Buffer {
  return Buffer.from(tag("svg", { xmlns: "http://www.w3.org/2000/svg", ...FRAME }, ...layers, tag("g", {})));
}
