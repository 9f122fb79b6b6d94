/** A value for every place of the plane. */
export type Noise = (x: number, y: number) => number;

function corner(x: number, y: number, seed: number): number {
  let mixed = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Smooth noise of about −1 to 1, with features of `size` pixels (gradient noise, after Perlin 2002). */
export function smoothNoise(size: number, seed: number): Noise {
  const slope = (cx: number, cy: number, dx: number, dy: number): number => {
    const angle = (corner(cx, cy, seed) / 4294967296) * Math.PI * 2;
    return Math.cos(angle) * dx + Math.sin(angle) * dy;
  };
  return (px, py) => {
    const [x, y] = [px / size, py / size];
    const [cx, cy] = [Math.floor(x), Math.floor(y)];
    const [dx, dy] = [x - cx, y - cy];
    const u = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
    const v = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
    const top = slope(cx, cy, dx, dy) * (1 - u) + slope(cx + 1, cy, dx - 1, dy) * u;
    const low = slope(cx, cy + 1, dx, dy - 1) * (1 - u) + slope(cx + 1, cy + 1, dx - 1, dy - 1) * u;
    return 1.5 * (top * (1 - v) + low * v);
  };
}

/** Several sizes of smooth noise laid over each other, each half as large and half as strong as the one before. */
export function roughNoise(size: number, octaves: number, seed: number): Noise {
  const layers = Array.from({ length: octaves }, (_, index) =>
    smoothNoise(size / 2 ** index, seed + index * 101),
  );
  return (x, y) => {
    let [sum, weight] = [0, 1];
    for (const layer of layers) {
      sum += layer(x, y) * weight;
      weight /= 2;
    }
    return sum;
  };
}

/**
 * Rounds packed side by side, as the lobules of fat: 1 on top of each, 0 in the creases between.
 * `size` is a lobule's width in pixels.
 */
export function lobules(size: number, seed: number): Noise {
  const [warpX, warpY] = [smoothNoise(size * 1.1, seed + 11), smoothNoise(size * 1.1, seed + 12)];
  return (px, py) => {
    const x = (px + warpX(px, py) * size * 0.34) / size;
    const y = (py + warpY(px, py) * size * 0.34) / (size * 0.8);
    const [cx, cy] = [Math.floor(x), Math.floor(y)];
    let [first, second] = [9, 9];
    for (let iy = cy - 1; iy <= cy + 1; iy++) {
      for (let ix = cx - 1; ix <= cx + 1; ix++) {
        const place = corner(ix, iy, seed);
        const dx = ix + 0.14 + 0.72 * ((place & 0xffff) / 65535) - x;
        const dy = iy + 0.14 + 0.72 * ((place >>> 16) / 65535) - y;
        const far = dx * dx + dy * dy;
        if (far < first) [first, second] = [far, first];
        else if (far < second) second = far;
      }
    }
    // The gap between the nearest two centres is 0 along the creases, which are rounded off.
    const gap = Math.min((Math.sqrt(second) - Math.sqrt(first)) * 1.35, 1);
    return 1 - (1 - gap) ** 2;
  };
}
