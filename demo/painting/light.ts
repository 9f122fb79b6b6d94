import type { Camera } from "../anatomy/camera";
import { boxBlur } from "./box-blur";
import { roughNoise, smoothNoise } from "./noise";
import { clamp01, eachPixel, FRAME_AREA, HEIGHT, type Relief, WIDTH } from "./relief";

type Vector = readonly [x: number, y: number, z: number];

/**
 * Lights a relief as a laparoscope does: one lamp beside the lens, falling off with distance, and wet
 * tissue that throws it back (Blinn–Phong, with hollows darkened). Gives sRGB bytes, three a pixel.
 */
export function light(relief: Relief, camera: Camera, seed: number): Uint8Array {
  const { colors, wetness } = relief;
  const { center, radius } = camera.scope;
  const heights = boxBlur(relief.heights, 1);
  const near = boxBlur(heights, 9);
  const far = boxBlur(near, 34);
  const [ripple, film, grain] = [
    smoothNoise(15, seed),
    roughNoise(52, 2, seed + 5),
    roughNoise(7, 2, seed + 9),
  ];
  const bytes = new Uint8Array(WIDTH * HEIGHT * 3);
  eachPixel(FRAME_AREA, (x, y, index) => {
    const z = heights[index]!;
    // Tissue is never quite smooth: a grain too fine to be modelled.
    const normal = normalAt(heights, x, y, 0.07 * grain(x, y));
    const toLamp = unit(center.x - radius * 0.3 - x, center.y - radius * 0.42 - y, 640 - z);
    const toEye = unit(center.x - x, center.y - y, 900 - z);
    const halfway = unit(toLamp[0] + toEye[0], toLamp[1] + toEye[1], toLamp[2] + toEye[2]);

    const reach = Math.hypot(x - center.x, y - center.y) / radius;
    const fall = (1.16 - 0.66 * reach * reach) * (1 + z / 330);
    const open = clamp01(1 - (near[index]! - z) / 34) * 0.45 + clamp01(1 - (far[index]! - z) / 120) * 0.55;
    const facing = clamp01(dot(normal, toLamp) * 0.86 + 0.14);
    const diffuse = 1.35 * (0.1 + 1.12 * facing) * fall * (0.24 + 0.76 * open);

    // The wet film has small waves of its own, which break a highlight into glints.
    const wave = wetness[index]! * 0.2;
    const rippled = unit(
      normal[0] + ripple(x, y) * wave,
      normal[1] + ripple(x + 311, y + 97) * wave,
      normal[2],
    );
    const glint = clamp01(dot(rippled, halfway)) ** 220 * clamp01(0.45 + film(x, y)) * 1.5;
    const sheen = clamp01(dot(normal, halfway)) ** 26 * 0.13;
    const shine = (glint + sheen) * wetness[index]! * fall * open;

    const [red, green, blue] = [colors[index * 3]!, colors[index * 3 + 1]!, colors[index * 3 + 2]!];
    // Light that has gone through tissue comes back red.
    bytes[index * 3] = toByte(red * (diffuse + 0.07 * (1 - facing) * fall) + shine);
    bytes[index * 3 + 1] = toByte(green * diffuse + shine);
    bytes[index * 3 + 2] = toByte(blue * diffuse + shine * 0.94);
  });
  return bytes;
}

/** The surface's direction at a pixel, tipped by `pore`. */
function normalAt(heights: Float32Array, x: number, y: number, pore: number): Vector {
  const at = (px: number, py: number): number =>
    heights[Math.min(Math.max(py, 0), HEIGHT - 1) * WIDTH + Math.min(Math.max(px, 0), WIDTH - 1)]!;
  const right = at(x + 1, y) - at(x - 1, y);
  const down = at(x, y + 1) - at(x, y - 1);
  // Cliffs between organs are eased: their full slope would draw a black line around each.
  const ease = 0.5 / (1 + 0.12 * Math.hypot(right, down));
  return unit(-right * ease + pore, -down * ease + pore, 1);
}

function unit(x: number, y: number, z: number): Vector {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Film-like: straight in the shadows, rolling off before white. */
function toByte(value: number): number {
  const rolled = value < 0.6 ? value : 0.6 + 0.4 * (1 - Math.exp(-(value - 0.6) / 0.4));
  return Math.round(255 * clamp01(rolled) ** (1 / 2.2));
}
