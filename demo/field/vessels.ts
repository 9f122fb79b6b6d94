import { type Random, seeded } from "@/demo/scene/random";

/** Side of the square map, pixels. */
export const VESSEL_MAP = 1024;

type Growth = {
  readonly channel: 0 | 1 | 2;
  /** Half width at the root, pixels. */
  readonly width: number;
  readonly steps: number;
  /** Chance of a branch at each step. */
  readonly branching: number;
  readonly wander: number;
};

/**
 * Branching vessels as a map that repeats at its edges: channel 0 arteries and 1 veins of the gallbladder's
 * wall, which they climb along y from the neck, 2 the vessels of fat. 0 none to 255 the vessel's middle; the
 * fourth channel is full.
 */
export function growVessels(seed: string, plenty: number): Uint8Array {
  const map = new Uint8Array(VESSEL_MAP * VESSEL_MAP * 4);
  for (let at = 3; at < map.length; at += 4) map[at] = 255;
  const random = seeded(`${seed}/vessels`);
  const edge = VESSEL_MAP;
  for (let tree = 0; tree < 5 + 5 * plenty; tree += 1) {
    grow(
      map,
      random,
      { channel: 0, width: random.between(2.2, 4.6), steps: 230, branching: 0.055, wander: 0.2 },
      [edge * random.next(), edge * random.between(0.2, 0.5), Math.PI / 2 + random.between(-0.8, 0.8)],
    );
  }
  for (let tree = 0; tree < 5; tree += 1) {
    grow(
      map,
      random,
      { channel: 1, width: random.between(3.6, 6), steps: 200, branching: 0.03, wander: 0.13 },
      [edge * random.next(), edge * random.between(0.1, 0.4), Math.PI / 2 + random.between(-0.5, 0.5)],
    );
  }
  for (let tree = 0; tree < 20; tree += 1) {
    grow(
      map,
      random,
      { channel: 2, width: random.between(1.5, 3), steps: 110, branching: 0.05, wander: 0.26 },
      [edge * random.next(), edge * random.next(), random.between(0, 2 * Math.PI)],
    );
  }
  return map;
}

function grow(map: Uint8Array, random: Random, growth: Growth, start: [number, number, number]): void {
  let [x, y, heading] = start;
  let turn = 0;
  for (let step = 0; step < growth.steps; step += 1) {
    const width = growth.width * (1 - 0.75 * (step / growth.steps));
    if (width < 0.45) return;
    turn = turn * 0.7 + random.between(-1, 1) * growth.wander;
    heading += turn * 0.5;
    x += Math.cos(heading) * 2;
    y += Math.sin(heading) * 2;
    stamp(map, x, y, width, growth.channel);
    if (random.chance(growth.branching)) {
      const fork = (random.chance(0.5) ? 1 : -1) * random.between(0.4, 0.95);
      grow(
        map,
        random,
        {
          ...growth,
          width: width * random.between(0.55, 0.8),
          steps: Math.floor((growth.steps - step) * 0.8),
          wander: growth.wander * 1.1,
        },
        [x, y, heading + fork],
      );
      heading -= fork * 0.3;
    }
  }
}

/** A soft dot, kept where it is brighter than what is there. */
function stamp(map: Uint8Array, x: number, y: number, radius: number, channel: number): void {
  const reach = Math.ceil(radius + 1.5);
  for (let row = Math.floor(y) - reach; row <= Math.floor(y) + reach; row += 1) {
    for (let column = Math.floor(x) - reach; column <= Math.floor(x) + reach; column += 1) {
      const away = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const cover = Math.min(Math.max((radius + 0.9 - away) / 1.8, 0), 1) * Math.min(0.35 + radius * 0.5, 1);
      const at = (wrap(row) * VESSEL_MAP + wrap(column)) * 4 + channel;
      const value = Math.round(cover * 255);
      if (value > map[at]!) map[at] = value;
    }
  }
}

const wrap = (value: number) => ((value % VESSEL_MAP) + VESSEL_MAP) % VESSEL_MAP;
