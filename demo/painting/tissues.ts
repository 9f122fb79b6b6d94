import type { Point } from "@/lib/domain/geometry";
import { type Path, smooth, type Tube } from "../anatomy/path";
import type { Random } from "../scene/random";
import { blendInto, type Rgb } from "./color";
import { areaOf, measurePolygon, measureTube } from "./measure";
import { lobules, type Noise, roughNoise, smoothNoise } from "./noise";
import type { Tone } from "./palette";
import { clamp01, ramp, type Surface } from "./relief";

/** What a surface is made of, whatever its form. */
export type Coat = Pick<Surface, "color" | "wetness" | "melt">;

/** Mottled colour: blotches of `size` pixels, and a fine speckle. */
export function mottled([plain, other]: Tone, size: number, seed: number, speckle = 0.1): Surface["color"] {
  const blotch = roughNoise(size, 3, seed);
  const fine = smoothNoise(4.5, seed + 3);
  return (x, y, out) => {
    blendInto(out, plain, other, clamp01(0.5 + 0.75 * blotch(x, y)));
    shade(out, 1 + speckle * fine(x, y));
  };
}

/** Fat's colour goes with its bumps: paler on the lobules, deeper and redder in the creases. */
export function lobulated(tone: Tone, crease: Rgb, bumps: Noise, seed: number): Surface["color"] {
  const own = mottled(tone, 90, seed, 0.06);
  return (x, y, out) => {
    own(x, y, out);
    blendInto(out, crease, out, 0.66 + 0.34 * ramp(-0.2, 0.75, bumps(x, y)));
  };
}

function shade(out: Rgb, by: number): void {
  out[0] *= by;
  out[1] *= by;
  out[2] *= by;
}

/** The bumps of fat, about −0.5 to 1.5: large lobules, smaller ones on them. `size` in pixels. */
export function fatBumps(size: number, seed: number): Noise {
  const [large, small] = [lobules(size, seed), lobules(size * 0.42, seed + 31)];
  const swell = smoothNoise(size * 2.6, seed + 61);
  return (x, y) => large(x, y) * 0.7 + small(x, y) * 0.22 + 0.5 * swell(x, y);
}

type Form = {
  /** Height of the edge, and how far the middle rises above it, over `rim` pixels from the edge. */
  readonly base: number;
  readonly rise: number;
  readonly rim: number;
  /** Added unevenness, in pixels of height; fades out within `bumpRim` pixels of the edge. */
  readonly bumps?: Noise;
  readonly bumpRim?: number;
};

/** A broad organ with a rounded rim. */
export function pillow(shape: Path, { base, rise, rim, bumps, bumpRim = 40 }: Form, coat: Coat): Surface {
  const area = areaOf(shape, 2);
  const depth = measurePolygon(shape, area);
  return {
    area,
    ...coat,
    height: (x, y) => {
      const inside = depth(x, y);
      if (inside <= 0) return null;
      const up = Math.min(inside / rim, 1);
      const bump = bumps ? bumps(x, y) * Math.min(inside / bumpRim, 1) : 0;
      return base + rise * Math.sqrt(up * (2 - up)) + bump;
    },
  };
}

type TubeForm = {
  /** Height of its middle line, by the share of its length. */
  readonly base: (share: number) => number;
  /** 1 round, 0.5 half as high as wide. */
  readonly flat: number;
  readonly bumps?: Noise;
};

/** A duct, a vessel, a strand, the gallbladder. */
export function roundTube(of: Tube, { base, flat, bumps }: TubeForm, coat: Coat): Surface {
  const area = areaOf(of.path, Math.max(...of.halfWidths) + 2);
  const measure = measureTube(of);
  return {
    area,
    ...coat,
    height: (x, y) => {
      const { distance, halfWidth, share } = measure(x, y);
      if (distance >= halfWidth) return null;
      const round = Math.sqrt(halfWidth * halfWidth - distance * distance) * flat;
      return base(share) + round + (bumps ? bumps(x, y) : 0);
    },
  };
}

/** A hollow with an uneven edge: full `depth` from `slope` pixels within its outline. */
export function hollow(
  shape: Path,
  depth: number,
  slope: number,
  raggedness: number,
  seed: number,
  coat: Coat,
): Surface {
  const area = areaOf(shape, raggedness + 4);
  const inside = measurePolygon(shape, area);
  const edge = roughNoise(34, 3, seed);
  return {
    area,
    ...coat,
    height: (x, y) => depth * ramp(0, slope, inside(x, y) + raggedness * edge(x, y)),
  };
}

/** The ragged lip of a cut: a band along an outline, `width` pixels to either side, torn into tags. */
export function lip(shape: Path, width: number, height: number, seed: number, coat: Coat): Surface {
  const area = areaOf(shape, width * 2.4);
  const inside = measurePolygon(shape, area);
  const [wave, tags] = [roughNoise(46, 2, seed), roughNoise(15, 2, seed + 17)];
  return {
    area,
    ...coat,
    height: (x, y) => {
      const away = Math.abs(inside(x, y) + width * 0.9 * wave(x, y)) / width;
      if (away >= 1.3) return null;
      return height * (1 - ramp(0.25, 1.3, away)) * (0.55 + 0.75 * tags(x, y));
    },
  };
}

/** A closed, slightly irregular round: a lump of fat, a clot. */
export function blob(random: Random, { x, y }: Point, rx: number, ry: number): Path {
  const turn = random.between(0, Math.PI * 2);
  return smooth(
    Array.from({ length: 8 }, (_, index) => {
      const angle = turn + (index / 8) * Math.PI * 2;
      const reach = 1 + random.between(-0.22, 0.22);
      return { x: x + Math.cos(angle) * rx * reach, y: y + Math.sin(angle) * ry * reach };
    }),
    true,
    4,
  );
}
