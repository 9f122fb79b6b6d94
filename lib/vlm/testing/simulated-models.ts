import type { Size } from "@/lib/domain/geometry";
import { type BoxConvention, extentsOf, type FourNumbers } from "../answers/box-convention";
import type { WrittenBox } from "../answers/judge-boxes";

/** Chance by a seed: the same numbers from 0 to 1, each time. */
export function chanceBy(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
type Chance = () => number;

const normal = (chance: Chance): number =>
  Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
const between = (chance: Chance, low: number, high: number): number => low + (high - low) * chance();
const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** A box in shares of the frame's sides, round a point, inside the frame. */
function boxRound(x: number, y: number, width: number, height: number): FourNumbers {
  const [w, h] = [within(width, 0.01, 1), within(height, 0.01, 1)];
  const [left, top] = [within(x - w / 2, 0, 1 - w), within(y - h / 2, 0, 1 - h)];
  return [left, top, left + w, top + h];
}

/** Where the Go Zones of a made-up set of cases lie. */
export function trueZone(chance: Chance): FourNumbers {
  const [x, y] = [0.5 + 0.13 * normal(chance), 0.5 + 0.13 * normal(chance)];
  const size = Math.exp(between(chance, Math.log(0.1), Math.log(0.32)));
  return boxRound(x, y, size * between(chance, 0.7, 1.4), size * between(chance, 0.9, 1.9));
}

/** How a simulated model draws: what it makes of a zone, in shares of the frame's sides. */
export type Drawing = (zone: FourNumbers, chance: Chance) => FourNumbers;

/** Models that look at the picture, of every skill: a new one for each run. */
export function lookingModel(chance: Chance): Drawing {
  const noise = between(chance, 0, 0.2);
  const [biasX, biasY] = [0.05 * normal(chance), 0.05 * normal(chance)];
  const grown = Math.exp(0.4 * normal(chance));
  const [slips, swaps] = [chance() < 0.3 ? 0.1 * chance() : 0, chance() < 0.2 ? chance() : 0];
  return ([x1, y1, x2, y2], at) => {
    const [x, y] = [(x1 + x2) / 2 + biasX + noise * normal(at), (y1 + y2) / 2 + biasY + noise * normal(at)];
    const box = boxRound(x, y, (x2 - x1) * grown * Math.exp(noise * normal(at)), (y2 - y1) * grown);
    const [a, b, c, d] = at() < slips ? box.map((side) => side * between(at, 1, 1.6)) : box;
    return at() < swaps ? [c!, d!, a!, b!] : [a!, b!, c!, d!];
  };
}

/** Models that don't look, or badly: each kind by its name, a new one for each run. */
export const badModels: Readonly<Record<string, (chance: Chance) => Drawing>> = {
  "boxes anywhere": () => (_, at) => boxRound(at(), at(), at(), at()),
  "tiny boxes anywhere": () => (_, at) => boxRound(at(), at(), 0.02, 0.02),
  "tiny boxes round the middle": () => (_, at) =>
    boxRound(0.5 + 0.1 * normal(at), 0.5 + 0.1 * normal(at), 0.02, 0.03),
  "always the same box": (chance) => {
    const box = boxRound(chance(), chance(), between(chance, 0.02, 0.6), between(chance, 0.02, 0.6));
    return () => box;
  },
  "one of three boxes": (chance) => {
    const boxes = [0, 1, 2].map(() => boxRound(chance(), chance(), between(chance, 0.05, 0.5), 0.3));
    return (_, at) => boxes[Math.floor(3 * at())]!;
  },
  "always the same in the top left": () => () => [0.1, 0.1, 0.3, 0.3],
  "the whole frame": () => () => [0, 0, 1, 1],
  "nearly the whole frame": () => (_, at) => [0.1 * at(), 0.1 * at(), 1 - 0.1 * at(), 1 - 0.1 * at()],
  "one half of the frame": (chance) => {
    const [x, y] = [chance() < 0.5 ? 0.25 : 0.75, between(chance, 0.3, 0.7)];
    return (_, at) => boxRound(x + 0.08 * normal(at), y + 0.12 * normal(at), 0.2, 0.25);
  },
  "a place of its own": (chance) => {
    const [x, y, spread] = [between(chance, 0.2, 0.8), between(chance, 0.2, 0.8), between(chance, 0.03, 0.2)];
    return (_, at) => boxRound(x + spread * normal(at), y + spread * normal(at), 0.2 * at() + 0.05, 0.2);
  },
  "past the edge now and then": (chance) => {
    const [often, far] = [between(chance, 0, 0.3), between(chance, 1, 1.5)];
    return ([x1, y1, x2, y2], at) =>
      at() < often ? [x1 * far, y1 * far, x2 * far + 0.2, y2 * far + 0.2] : [x1, y1, x2, y2];
  },
  "corners in any order":
    () =>
    ([x1, y1, x2, y2], at) => {
      const [a, c] = at() < 0.5 ? [x1, x2] : [x2, x1];
      const [b, d] = at() < 0.5 ? [y1, y2] : [y2, y1];
      return [a, b, c, d];
    },
  "corners swapped always":
    () =>
    ([x1, y1, x2, y2]) => [x2, y2, x1, y1],
};

/** A box as a model writes it that counts so, to whole numbers where a unit is small. */
export function writeBox(
  drawn: FourNumbers,
  { unit, order }: BoxConvention,
  sent: Size,
  scale = 1,
): WrittenBox {
  const { width, height } = extentsOf(unit, sent);
  const to = unit === "fractions" ? 1_000 : 1;
  const [x1, y1, x2, y2] = drawn.map(
    (side, index) => Math.round(side * scale * (index % 2 ? height : width) * to) / to,
  ) as [number, number, number, number];
  const numbers: Record<BoxConvention["order"], FourNumbers> = {
    xyxy: [x1, y1, x2, y2],
    yxyx: [y1, x1, y2, x2],
    xywh: [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)],
  };
  return { numbers: numbers[order], named: false, sent };
}

/** Sizes of frames: of one source, and of several. */
export const frameSizes: Readonly<Record<string, readonly Size[]>> = {
  "1920 × 1080": [{ width: 1_920, height: 1_080 }],
  "1280 × 720": [{ width: 1_280, height: 720 }],
  "854 × 480": [{ width: 854, height: 480 }],
  "720 × 576": [{ width: 720, height: 576 }],
  "640 × 480": [{ width: 640, height: 480 }],
  "320 × 240": [{ width: 320, height: 240 }],
  several: [
    { width: 1_920, height: 1_080 },
    { width: 720, height: 576 },
    { width: 854, height: 480 },
  ],
};
