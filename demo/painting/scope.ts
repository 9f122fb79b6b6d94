import type { Camera } from "../anatomy/camera";
import { FRAME } from "../scene/facts";
import { group, radial, type Svg, tag } from "./svg";

const frame = { x: 0, y: 0, width: FRAME.width, height: FRAME.height };

/** What the laparoscope adds: the fall of its light towards the rim, and the round image. */
export function throughScope({ scope: { center, radius } }: Camera): Svg {
  return group(
    {},
    radial("falloff", center.x, center.y + 10, radius, [
      [0, "#0a0202", 0],
      [0.5, "#0a0202", 0.05],
      [0.82, "#080202", 0.4],
      [1, "#050101", 0.72],
    ]),
    tag("rect", { ...frame, fill: "url(#falloff)" }),
    tag(
      "mask",
      { id: "round", maskUnits: "userSpaceOnUse", ...frame },
      tag("rect", { ...frame, fill: "#fff" }),
      tag("circle", { cx: center.x, cy: center.y, r: radius, fill: "#000", filter: "url(#round-edge)" }),
    ),
    tag("filter", { id: "round-edge" }, tag("feGaussianBlur", { stdDeviation: 1.4 })),
    tag("rect", { ...frame, fill: "#030303", mask: "url(#round)" }),
  );
}

/** Smoke of the hook: pale, drifting, thickest about its source. */
export function smoke(x: number, y: number, seed: number): Svg {
  return group(
    {},
    tag(
      "filter",
      { id: "smoke", ...frame, filterUnits: "userSpaceOnUse", "color-interpolation-filters": "sRGB" },
      tag("feTurbulence", {
        type: "fractalNoise",
        baseFrequency: "0.0035 0.006",
        numOctaves: 4,
        seed,
        result: "noise",
      }),
      tag("feColorMatrix", {
        in: "noise",
        type: "matrix",
        values: "0 0 0 0 0.84 0 0 0 0 0.81 0 0 0 0 0.79 2.8 0 0 0 -0.8",
        result: "wisps",
      }),
      tag("feComposite", { in: "wisps", in2: "SourceAlpha", operator: "in" }),
    ),
    radial("smoke-reach", x, y, 460, [
      [0, "#fff", 0.62],
      [0.5, "#fff", 0.34],
      [1, "#fff", 0],
    ]),
    tag("circle", { cx: x, cy: y, r: 460, fill: "url(#smoke-reach)", filter: "url(#smoke)" }),
  );
}
