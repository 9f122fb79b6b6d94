import { along, type Path, pathLength, smooth, type Tube, tube } from "../anatomy/path";
import type { Random } from "../scene/random";
import { rgb } from "./color";
import { areaOf, measureTube } from "./measure";
import { roughNoise } from "./noise";
import type { Tone } from "./palette";
import { clamp01, lay, type Relief, raise, ramp } from "./relief";
import { lip, mottled, roundTube } from "./tissues";

const fibreTone: Tone = [rgb("#e9dccb"), rgb("#d9b9a2")];
const tornTone: Tone = [rgb("#e0b08c"), rgb("#b9573f")];

type Strands = {
  readonly count: number;
  /** Half a fibre's width, in pixels. */
  readonly width: number;
  /** Height at the one end and at the other. */
  readonly from: number;
  readonly to: number;
};

/** White connective fibres strung between two edges, thin in the middle, fanning out where they insert. */
export function strands(
  relief: Relief,
  from: Path,
  to: Path,
  { count, width, ...ends }: Strands,
  random: Random,
): void {
  const color = mottled(fibreTone, 30, random.whole(1, 9999), 0.05);
  for (let index = 0; index < count; index++) {
    const share = (index + random.between(0.1, 0.9)) / count;
    const a = along(from, share);
    const b = along(to, Math.min(Math.max(share + random.between(-0.12, 0.12), 0), 1));
    const bend = { x: (a.x + b.x) / 2 + random.between(-7, 7), y: (a.y + b.y) / 2 + random.between(-4, 7) };
    const thick = width * random.between(0.5, 1.7);
    const thread = tube(smooth([a, bend, b], false, 8), (t) => thick * (0.5 + 2.2 * (t - 0.5) ** 2));
    lay(
      relief,
      roundTube(
        thread,
        { base: (t) => ends.from + (ends.to - ends.from) * t, flat: 1 },
        { color, wetness: 0.9, melt: 4 },
      ),
    );
  }
}

/** Areolar tissue drawn out across a line: a film, dense at its upper edge, in fibres that run across. */
export function web(relief: Relief, line: Tube, random: Random): void {
  const seed = random.whole(1, 9999);
  const wide: Tube = { path: line.path, halfWidths: line.halfWidths.map((half) => half * 1.9) };
  const measure = measureTube(wide);
  const length = pathLength(line.path);
  const [fibre, gaps] = [roughNoise(1, 3, seed), roughNoise(1, 2, seed + 40)];
  raise(
    relief,
    {
      area: areaOf(line.path, Math.max(...wide.halfWidths)),
      color: mottled(fibreTone, 24, seed, 0.06),
      wetness: 0.95,
      height: (x, y) => {
        const { distance, halfWidth, share, sideways } = measure(x, y);
        const across = (sideways * distance) / halfWidth;
        if (Math.abs(across) >= 1) return null;
        const [u, v] = [share * length, sideways * distance];
        const dense = ramp(-0.5, -0.08, across) * (1 - ramp(0.15, 0.98, across));
        const threads = 0.62 + 0.8 * fibre(u / 7, v / 46) + 0.5 * gaps(u / 34, v / 34);
        return 13 * dense * clamp01(threads) * ramp(0, 0.05, share) * (1 - ramp(0.95, 1, share));
      },
    },
    0.95,
    6,
  );
}

/** The torn, blood-tinged edge of a cut in fat or peritoneum. */
export function frayedEdge(relief: Relief, edge: Path, width: number, random: Random): void {
  const color = mottled(tornTone, 26, random.whole(1, 9999), 0.2);
  raise(
    relief,
    lip(edge, width, width * 0.8, random.whole(1, 9999), { color, wetness: 0.85 }),
    0.8,
    width * 0.5,
  );
}
