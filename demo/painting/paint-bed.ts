import type { BedView } from "../anatomy/bed-view";
import { along, outline, pointOn, side } from "../anatomy/path";
import type { SceneFacts } from "../scene/facts";
import { type Brush, takeBrush } from "./brush";
import { rgb } from "./color";
import { frayedEdge, strands, web } from "./fibres";
import { bloodPool, char, rawStripe, surfaceVessels, wallVessels, within } from "./marks";
import { roughNoise } from "./noise";
import type { Painting } from "./painting";
import type { Tone } from "./palette";
import { carve, lay } from "./relief";
import type { Svg } from "./svg";
import { fatBumps, hollow, lobulated, mottled, pillow, roundTube } from "./tissues";
import { toolsOfBed } from "./tools-of-bed";

const rawTone: Tone = [rgb("#a85646"), rgb("#7e352c")];
const stumpTone: Tone = [rgb("#cdbb8e"), rgb("#b98a70")];

/** Paints phase D. */
export function paintBed(scene: SceneFacts, view: BedView): Painting {
  const brush = takeBrush(scene);
  layLiver(brush, view);
  layGallbladder(brush, view);
  layLine(brush, view);
  layLigament(brush, view);
  return {
    camera: view.camera,
    relief: brush.relief,
    marks: marksOf(scene, view, brush),
    over: toolsOfBed(scene, view),
    smokeAt: scene.hindrance === "smoke" ? along(view.areolarLine.path, 0.7) : null,
  };
}

/** The liver, and in it the raw bed between its edges of cut peritoneum. */
function layLiver({ relief, palette, random, seed }: Brush, view: BedView): void {
  const swell = roughNoise(150, 3, seed());
  lay(
    relief,
    pillow(
      view.liver,
      { base: -150, rise: 90, rim: 170, bumps: (x, y) => 14 * swell(x, y) },
      { color: mottled(palette.liver, 130, seed()), wetness: 0.75, melt: 8 },
    ),
  );
  const bare = outline(view.bareBed);
  const raw = { color: mottled(rawTone, 44, seed(), 0.2), wetness: 0.9 };
  carve(relief, hollow(bare, 26, 60, 8, seed(), raw), 12);
  frayedEdge(relief, bare, 8 * view.camera.scale, random);
}

function layGallbladder({ relief, palette, seed }: Brush, view: BedView): void {
  const swell = roughNoise(150, 3, seed());
  lay(
    relief,
    pillow(
      view.gallbladder,
      { base: -50, rise: 138, rim: 175, bumps: (x, y) => 9 * swell(x, y) },
      { color: mottled(palette.gallbladder, 90, seed()), wetness: 0.65, melt: 4 },
    ),
  );
}

/** The areolar line: a filmy white web between gallbladder and bed, and the thicker fibres in it. */
function layLine({ relief, random }: Brush, { areolarLine, camera }: BedView): void {
  web(relief, areolarLine, random);
  const [above, below] = [side(areolarLine, 1, -0.8), side(areolarLine, 1, 1.7)];
  strands(relief, above, below, { count: 15, from: -30, to: -90, width: 1.8 * camera.scale }, random);
}

function layLigament({ relief, palette, seed }: Brush, view: BedView): void {
  const fat = fatBumps(40 + palette.lobules.size * 0.8, seed());
  lay(
    relief,
    pillow(
      view.ligament,
      { base: -110, rise: 120, rim: 150, bumps: (x, y) => 16 * fat(x, y) },
      { color: lobulated(palette.fat, palette.crease, fat, seed()), wetness: 0.6, melt: 14 },
    ),
  );
  const coat = { color: mottled(stumpTone, 30, seed()), wetness: 0.9, melt: 6 };
  for (const stump of view.stumps) lay(relief, roundTube(stump, { base: () => -20, flat: 1 }, coat));
}

function marksOf({ hindrance }: SceneFacts, view: BedView, { palette, random }: Brush): Svg[] {
  const { scale } = view.camera;
  const bare = outline(view.bareBed);
  const burns = Array.from({ length: 26 }, () =>
    pointOn(view.bareBed, random.between(0.05, 0.98), random.between(-0.95, 0.95)),
  );
  const { count, color } = palette.wallVessels;
  return [
    within(
      "on-bed",
      bare,
      surfaceVessels(bare, 10, "#6d1b18", 0.4, random),
      char(burns, 13 * scale, random),
      hindrance === "ooze" ? bloodPool(pointOn(view.bareBed, 0.72, 0.2), 56 * scale, random) : "",
    ),
    within(
      "on-sac",
      view.gallbladder,
      // The gallbladder's side that lay on the liver has no peritoneum: it is raw along the line.
      rawStripe(side(view.areolarLine, 1, -1.6), 44 * scale),
      wallVessels(view.gallbladderAxis, count, color, 0.5, random),
    ),
  ];
}
