import { type SceneFacts, sceneSeed } from "../scene/facts";
import { type Random, seeded } from "../scene/random";
import { rgb } from "./color";
import { type Palette, paletteOf } from "./palette";
import { emptyRelief, type Relief } from "./relief";

/** What one scene is painted with, and on. */
export type Brush = {
  readonly relief: Relief;
  readonly palette: Palette;
  readonly random: Random;
  /** A fresh seed for a texture. */
  readonly seed: () => number;
};

/** A brush, and a relief that shows nothing yet but the dark behind the organs. */
export function takeBrush(scene: SceneFacts): Brush {
  const random = seeded(sceneSeed(scene, "paint"));
  return {
    relief: emptyRelief(-230, rgb("#3a1512")),
    palette: paletteOf(scene.procedure),
    random,
    seed: () => random.whole(1, 100_000),
  };
}
