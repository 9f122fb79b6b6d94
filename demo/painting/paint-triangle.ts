import { adhesionOf, clearedOf, coverOf, windowOf } from "../anatomy/openings";
import { along, outline, type Path, slice, type Tube, tubePart } from "../anatomy/path";
import type { TriangleView } from "../anatomy/triangle-view";
import { FRAME, type ProcedureFacts, type SceneFacts } from "../scene/facts";
import { type Brush, takeBrush } from "./brush";
import { rgb } from "./color";
import { frayedEdge, strands } from "./fibres";
import { bloodPool, surfaceVessels, wallVessels, within } from "./marks";
import { type Noise, roughNoise } from "./noise";
import type { Painting } from "./painting";
import type { Tone } from "./palette";
import { carve, lay, raise, ramp } from "./relief";
import type { Svg } from "./svg";
import { type Coat, fatBumps, hollow, lobulated, mottled, pillow, roundTube } from "./tissues";
import { toolsOfTriangle } from "./tools-of-triangle";

const ductTone: Tone = [rgb("#cdbb8e"), rgb("#b7a074")];
const arteryTone: Tone = [rgb("#bd5a4e"), rgb("#9c3f38")];
const biliaryTone: Tone = [rgb("#8e9c66"), rgb("#7d8a5c")];
const plateTone: Tone = [rgb("#a8705f"), rgb("#8a4a3e")];
const bowelTone: Tone = [rgb("#c08472"), rgb("#a96256")];
const windowTone: Tone = [rgb("#8c3a30"), rgb("#6b2620")];

/** Paints phases A to C. */
export function paintTriangle(scene: SceneFacts, view: TriangleView): Painting {
  const brush = takeBrush(scene);
  const { state } = scene;
  layBackground(brush, view);
  layLigament(brush, view, scene.procedure.commonDuct);
  layLiverAbove(brush, view);
  if (state.phase === "C") clearTriangle(brush, view);
  layGallbladder(brush, view);
  if (state.phase === "C") layBareStructures(brush, view, state.artery === "divided");
  else layCover(brush, view);
  if (state.phase === "A" && state.adhesions) layAdhesions(brush, view);
  if (state.phase === "B") openWindow(brush, view, state.opened);
  layOmentum(brush, view);
  return {
    camera: view.camera,
    relief: brush.relief,
    marks: marksOf(scene, view, brush),
    over: toolsOfTriangle(scene, view),
    smokeAt: scene.hindrance === "smoke" ? along(view.cysticArtery.path, 0.2) : null,
  };
}

function marksOf({ hindrance }: SceneFacts, view: TriangleView, { palette, random }: Brush): Svg[] {
  const { count, color } = palette.wallVessels;
  const pool =
    hindrance === "ooze" ? bloodPool(along(view.cysticDuct.path, 0.34), 64 * view.camera.scale, random) : "";
  return [
    within("on-ligament", view.ligament, surfaceVessels(view.ligament, 22, "#9a3024", 0.5, random), pool),
    within("on-sac", outline(view.gallbladder), wallVessels(view.gallbladder, count, color, 0.5, random)),
  ];
}

/** The right lobe and the duodenum, behind all else. */
function layBackground({ relief, palette, seed }: Brush, view: TriangleView): void {
  const swell = roughNoise(150, 3, seed());
  const bumps: Noise = (x, y) => 12 * swell(x, y);
  const liver: Coat = { color: mottled(palette.liver, 130, seed()), wetness: 0.75, melt: 8 };
  lay(relief, pillow(view.rightLobe, { base: -200, rise: 70, rim: 130, bumps }, liver));
  const bowel: Coat = { color: mottled(bowelTone, 80, seed()), wetness: 0.6, melt: 10 };
  lay(relief, pillow(view.duodenum, { base: -190, rise: 80, rim: 120, bumps }, bowel));
}

/** The hepatoduodenal ligament, with the common bile duct as far as it shows through. */
function layLigament(
  { relief, palette, seed }: Brush,
  view: TriangleView,
  commonDuct: ProcedureFacts["commonDuct"],
): void {
  const { size, height } = palette.lobules;
  const fat = fatBumps(size, seed());
  lay(
    relief,
    pillow(
      view.ligament,
      { base: -190, rise: 170, rim: 190, bumps: (x, y) => height * fat(x, y) },
      { color: lobulated(palette.peritoneum, palette.crease, fat, seed()), wetness: 0.55, melt: 24 },
    ),
  );
  const shown = { visible: 0.42, veiled: 0.2, hidden: 0.03 }[commonDuct];
  const ridge = roundTube(
    toTheHilum(view.commonDuct),
    { base: () => 0, flat: 0.16 + 0.3 * shown },
    { color: mottled(biliaryTone, 60, seed()), wetness: 0.6 },
  );
  raise(relief, ridge, shown, 9);
}

/** The quadrate lobe over the ligament's upper end, and the cystic plate where the gallbladder is attached. */
function layLiverAbove({ relief, palette, seed }: Brush, view: TriangleView): void {
  const swell = roughNoise(150, 3, seed());
  lay(
    relief,
    pillow(
      view.quadrateLobe,
      { base: -140, rise: 70, rim: 90, bumps: (x, y) => 12 * swell(x, y) },
      { color: mottled(palette.liver, 130, seed()), wetness: 0.75, melt: 8 },
    ),
  );
  lay(
    relief,
    pillow(
      view.bed,
      { base: -112, rise: 26, rim: 40, bumps: (x, y) => 8 * swell(x, y) },
      { color: mottled(plateTone, 46, seed()), wetness: 0.6, melt: 40 },
    ),
  );
}

function layGallbladder({ relief, palette, seed }: Brush, view: TriangleView): void {
  const swell = roughNoise(150, 3, seed());
  lay(
    relief,
    roundTube(
      view.gallbladder,
      { base: (t) => -62 + 22 * t, flat: 0.8, bumps: (x, y) => 3 * swell(x, y) },
      { color: mottled(palette.gallbladder, 90, seed()), wetness: 0.65, melt: 10 },
    ),
  );
}

/** Fat and peritoneum over neck, duct, artery and triangle; what lies beneath shows as a faint ridge. */
function layCover({ relief, palette, seed }: Brush, view: TriangleView): void {
  const { size, height } = palette.lobules;
  const fat = fatBumps(size * 0.74, seed());
  lay(
    relief,
    pillow(
      coverOf(view),
      { base: -74, rise: 74, rim: 84, bumps: (x, y) => height * fat(x, y), bumpRim: 30 },
      { color: lobulated(palette.peritoneum, palette.crease, fat, seed()), wetness: 0.75, melt: 20 },
    ),
  );
  const ridge = { base: () => 0, flat: 0.42 };
  for (const [of, tone] of [
    [view.cysticDuct, ductTone],
    [view.cysticArtery, arteryTone],
  ] as const) {
    const coat: Coat = { color: mottled(tone, 40, seed()), wetness: 0.7 };
    raise(relief, roundTube(fadingOut(tubePart(of, 0, 0.8)), ridge, coat), 0.16, 4);
  }
}

/** Omentum stuck to the pouch, drawn up like a curtain. */
function layAdhesions({ relief, palette, seed }: Brush, view: TriangleView): void {
  const fat = fatBumps(38, seed());
  lay(
    relief,
    pillow(
      adhesionOf(view),
      { base: -64, rise: 84, rim: 74, bumps: (x, y) => 10 * fat(x, y), bumpRim: 22 },
      { color: lobulated(palette.fat, palette.crease, fat, seed()), wetness: 0.7, melt: 16 },
    ),
  );
}

/** The window in the cover: duct and artery appear in it, strung across with fibres, its edge frayed. */
function openWindow(brush: Brush, view: TriangleView, opened: number): void {
  const { relief, random, seed } = brush;
  const edge = windowOf(view, opened);
  const floor: Coat = { color: mottled(windowTone, 40, seed()), wetness: 0.85 };
  carve(relief, hollow(edge, 46 + 26 * opened, 30, 12, seed(), floor), 24);
  layStructures(brush, [
    [tubePart(view.cysticDuct, 0, 0.34 + 0.5 * opened), ductTone],
    [tubePart(view.cysticArtery, 0.02, 0.42 + 0.44 * opened), arteryTone],
  ]);
  const [upper, lower] = [
    slice(view.cysticArtery.path, 0.02, 0.3 + 0.34 * opened),
    slice(view.cysticDuct.path, 0, 0.24 + 0.38 * opened),
  ];
  strands(
    relief,
    lower,
    upper,
    { count: Math.round(22 - 12 * opened), from: -48, to: -48, width: 1.6 * view.camera.scale },
    random,
  );
  frayedEdge(relief, edge, 11 * view.camera.scale, random);
}

/** Both windows open down to the cystic plate. */
function clearTriangle({ relief, palette, random, seed }: Brush, view: TriangleView): void {
  const edge = clearedOf(view);
  const floor: Coat = { color: mottled([palette.liver[0], windowTone[0]], 70, seed()), wetness: 0.8 };
  carve(relief, hollow(edge, 96, 46, 12, seed(), floor), 40);
  frayedEdge(relief, edge, 10 * view.camera.scale, random);
}

/** Duct and artery, free all round but for a few fibres; the artery's branches run on to the gallbladder. */
function layBareStructures(brush: Brush, view: TriangleView, divided: boolean): void {
  const { relief, random, seed } = brush;
  const artery = divided
    ? [tubePart(view.cysticArtery, 0, 0.26), tubePart(view.cysticArtery, 0.56, 0.98)]
    : [tubePart(view.cysticArtery, 0, 0.98)];
  layStructures(brush, [[view.cysticDuct, ductTone], ...artery.map((part) => [part, arteryTone] as const)]);
  const onWall: Coat = { color: mottled(arteryTone, 30, seed()), wetness: 0.8 };
  for (const branch of view.arteryBranches) {
    raise(relief, roundTube(branch, { base: () => 0, flat: 0.7 }, onWall), 0.7, 2);
  }
  const [lower, upper] = [slice(view.cysticDuct.path, 0.02, 0.2), slice(view.cysticArtery.path, 0.02, 0.24)];
  strands(relief, lower, upper, { count: 5, from: -50, to: -50, width: 1.5 * view.camera.scale }, random);
}

/** The common duct runs on up under the liver, so that its upper end is never seen. */
function toTheHilum({ path, halfWidths }: Tube): Tube {
  const [first, second] = [path[0], path[4]];
  if (!first || !second) return { path, halfWidths };
  const above = { x: first.x + (first.x - second.x) * 4, y: first.y + (first.y - second.y) * 4 };
  return { path: [above, ...path], halfWidths: [halfWidths[0] ?? 0, ...halfWidths] };
}

/** Deeper and deeper under the surface: narrower where less of it shows. */
function fadingOut({ path, halfWidths }: Tube): Tube {
  const last = path.length - 1;
  return { path, halfWidths: halfWidths.map((half, index) => half * Math.sqrt(1 - (0.97 * index) / last)) };
}

function layStructures({ relief, seed }: Brush, structures: readonly (readonly [Tube, Tone])[]): void {
  for (const [of, tone] of structures) {
    const coat: Coat = { color: mottled(tone, 34, seed(), 0.08), wetness: 0.95, melt: 5 };
    // The far end dives under whatever has not been dissected.
    lay(relief, roundTube(of, { base: (t) => -44 - 96 * ramp(0.7, 1, t), flat: 1 }, coat));
  }
}

function layOmentum({ relief, palette, seed }: Brush, view: TriangleView): void {
  const shape: Path = [...view.omentum, { x: FRAME.width + 240, y: 1040 }, { x: -240, y: 1040 }];
  const fat = fatBumps(40 + palette.lobules.size * 0.8, seed());
  lay(
    relief,
    pillow(
      shape,
      { base: -96, rise: 140, rim: 210, bumps: (x, y) => 17 * fat(x, y), bumpRim: 36 },
      { color: lobulated(palette.fat, palette.crease, fat, seed()), wetness: 0.6, melt: 16 },
    ),
  );
}
