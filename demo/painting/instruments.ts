import type { Point } from "@/lib/domain/geometry";
import { group, linear, type Stops, type Svg, tag } from "./svg";

/** An instrument in the field: its tip, and the way its shaft goes from there (degrees; 0 right, 90 down). */
export type Held = { readonly tip: Point; readonly toward: number; readonly scale: number };

const steel: Stops = [
  [0, "#2c2d2f"],
  [0.16, "#8d9093"],
  [0.3, "#f2f3f2"],
  [0.44, "#b4b7b9"],
  [0.72, "#5d6063"],
  [1, "#1d1e20"],
];
const black: Stops = [
  [0, "#060607"],
  [0.24, "#3c3d40"],
  [0.34, "#6a6c70"],
  [0.5, "#232427"],
  [1, "#050506"],
];
const ceramic: Stops = [
  [0, "#8f867a"],
  [0.25, "#fffdf6"],
  [0.55, "#efe8da"],
  [1, "#766c60"],
];

/** The hook: a bent wire, a ceramic cone, an insulated shaft. The tip is the wire's bend. */
export function hook(id: string, held: Held): Svg {
  return placed(
    id,
    held,
    [linear(`${id}-cone`, [0, -36], [0, 36], ceramic), linear(`${id}-shaft`, [0, -50], [0, 50], black)],
    tag("path", { d: "M196 -34 L960 -58 L960 58 L196 34 Z", fill: `url(#${id}-shaft)` }),
    tag("path", { d: "M62 -8 Q130 -18 200 -35 Q208 0 200 35 Q130 18 62 8 Z", fill: `url(#${id}-cone)` }),
    tag("path", {
      d: "M66 0 L15 0 Q3 0 2 -11 L0 -26",
      fill: "none",
      stroke: "#33302d",
      "stroke-width": 9,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
    tag("path", {
      d: "M66 -1 L15 -1 Q4 -1 3 -11 L1 -25",
      fill: "none",
      stroke: "#c9c4ba",
      "stroke-width": 4.5,
      "stroke-linecap": "round",
    }),
  );
}

/** A grasper with closed, toothed jaws; the tip holds tissue. */
export function grasper(id: string, held: Held): Svg {
  const teeth = Array.from({ length: 9 }, (_, index) => `L${20 + index * 12} ${index % 2 ? 2.5 : -1.5}`).join(
    " ",
  );
  return placed(
    id,
    held,
    [linear(`${id}-shaft`, [0, -46], [0, 46], steel), linear(`${id}-jaw`, [0, -24], [0, 24], steel)],
    tag("path", { d: "M186 -29 L980 -50 L980 50 L186 29 Z", fill: `url(#${id}-shaft)` }),
    tag("path", { d: "M196 8 L20 4 L20 -4 L196 -8 Z", fill: "#17181a" }),
    tag("path", { d: "M196 20 L146 24 Q60 26 6 10 Q-2 6 4 2 L20 1 L196 4 Z", fill: `url(#${id}-jaw)` }),
    tag("path", {
      d: `M196 -20 L146 -25 Q60 -27 4 -10 Q-4 -6 4 -1 ${teeth} L196 -2 Z`,
      fill: `url(#${id}-jaw)`,
    }),
    tag("circle", { cx: 172, cy: 0, r: 8, fill: "#77797b", stroke: "#242527", "stroke-width": 2 }),
  );
}

/** A curved (Maryland) dissector, jaws a little apart. */
export function dissector(id: string, held: Held): Svg {
  return placed(
    id,
    held,
    [linear(`${id}-shaft`, [0, -44], [0, 44], black), linear(`${id}-jaw`, [0, -30], [0, 26], steel)],
    tag("path", { d: "M196 -29 L980 -50 L980 50 L196 29 Z", fill: `url(#${id}-shaft)` }),
    tag("path", { d: "M206 22 L160 24 Q84 26 8 4 Q0 0 6 -3 Q84 6 206 4 Z", fill: `url(#${id}-jaw)` }),
    tag("path", {
      d: "M206 -22 L160 -26 Q80 -40 12 -24 Q2 -20 10 -15 Q84 -20 206 -2 Z",
      fill: `url(#${id}-jaw)`,
    }),
    tag("circle", { cx: 182, cy: -1, r: 8, fill: "#77797b", stroke: "#242527", "stroke-width": 2 }),
  );
}

/** A ten-millimetre clip applier, its jaws about a clip. The tip is the middle of the open clip. */
export function clipApplier(id: string, held: Held): Svg {
  return placed(
    id,
    held,
    [linear(`${id}-shaft`, [0, -62], [0, 62], steel), linear(`${id}-jaw`, [0, -34], [0, 34], steel)],
    tag("path", { d: "M214 -44 L980 -72 L980 72 L214 44 Z", fill: `url(#${id}-shaft)` }),
    tag("path", {
      d: "M226 -40 L178 -38 Q120 -36 84 -30 L-14 -26 Q-24 -25 -24 -20 Q-24 -15 -14 -15 L92 -12 Q130 -8 150 0 Q130 8 92 12 L-14 15 Q-24 15 -24 20 Q-24 25 -14 26 L84 30 Q120 36 178 38 L226 40 Z",
      fill: `url(#${id}-jaw)`,
    }),
    tag("path", {
      d: "M-18 -17 L70 -11 Q84 0 70 11 L-18 17",
      fill: "none",
      stroke: "#3d3f41",
      "stroke-width": 7,
      "stroke-linejoin": "round",
      "stroke-linecap": "round",
    }),
    tag("path", {
      d: "M-18 -18 L70 -12 Q83 0 70 10 L-18 16",
      fill: "none",
      stroke: "#e9ebec",
      "stroke-width": 3.5,
      "stroke-linejoin": "round",
      "stroke-linecap": "round",
    }),
  );
}

/** Scissors, blades open about the tip. */
export function scissors(id: string, held: Held): Svg {
  return placed(
    id,
    held,
    [linear(`${id}-shaft`, [0, -44], [0, 44], black), linear(`${id}-blade`, [0, -34], [0, 34], steel)],
    tag("path", { d: "M176 -29 L980 -50 L980 50 L176 29 Z", fill: `url(#${id}-shaft)` }),
    tag("path", {
      d: "M188 24 L130 22 Q60 34 -16 32 Q-24 30 -16 25 Q60 12 132 -6 L188 -4 Z",
      fill: `url(#${id}-blade)`,
    }),
    tag("path", {
      d: "M188 -24 L130 -22 Q60 -36 -16 -34 Q-24 -32 -16 -27 Q60 -14 132 6 L188 6 Z",
      fill: `url(#${id}-blade)`,
    }),
    tag("circle", { cx: 142, cy: 0, r: 7, fill: "#d6d8d9", stroke: "#2b2c2e", "stroke-width": 2 }),
  );
}

/** A closed titanium clip across a tube: `turn` is the tube's direction there, in degrees. */
export function clip(id: string, at: Point, turn: number, halfWidth: number): Svg {
  const reach = halfWidth * 1.25 + 5;
  return group(
    { transform: `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)}) rotate(${turn.toFixed(1)})` },
    linear(
      `${id}-metal`,
      [-6, 0],
      [6, 0],
      [
        [0, "#4b4d4f"],
        [0.35, "#f7f8f7"],
        [0.6, "#b9bcbe"],
        [1, "#3a3c3e"],
      ],
    ),
    tag("rect", {
      x: -3,
      y: -reach + 3,
      width: 12,
      height: reach * 2,
      rx: 4,
      fill: "#140404",
      "fill-opacity": 0.5,
    }),
    tag("rect", {
      x: -5.5,
      y: -reach,
      width: 11,
      height: reach * 2,
      rx: 3.5,
      fill: `url(#${id}-metal)`,
      stroke: "#2a2b2d",
      "stroke-width": 1,
    }),
    tag("path", {
      d: `M-1 ${(-reach + 5).toFixed(1)} V${(reach - 5).toFixed(1)}`,
      stroke: "#7a7d80",
      "stroke-width": 1.4,
    }),
  );
}

function placed(
  id: string,
  { tip, toward, scale }: Held,
  paints: readonly Svg[],
  ...parts: readonly Svg[]
): Svg {
  // Kept the right way up, so that light falls on the same side of every shaft.
  const flip = Math.cos((toward * Math.PI) / 180) < 0 ? -1 : 1;
  const transform = `translate(${tip.x.toFixed(1)} ${tip.y.toFixed(1)}) rotate(${toward.toFixed(1)}) scale(${scale.toFixed(3)} ${(scale * flip).toFixed(3)})`;
  return group(
    {},
    tag(
      "filter",
      { id: `${id}-shade`, x: -100, y: -100, width: 1480, height: 920, filterUnits: "userSpaceOnUse" },
      tag("feColorMatrix", { type: "matrix", values: "0 0 0 0 0.05 0 0 0 0 0.01 0 0 0 0 0.01 0 0 0 0.62 0" }),
      tag("feGaussianBlur", { stdDeviation: 9 }),
      tag("feOffset", { dx: 12, dy: 20 }),
    ),
    group({ filter: `url(#${id}-shade)` }, group({ transform }, ...parts)),
    group({ transform }, ...paints, ...parts),
  );
}
