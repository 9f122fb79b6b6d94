import type { Path } from "../anatomy/path";

/** A piece of SVG, ready to be put into a larger one. */
export type Svg = string;

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element. Numbers are cut to two decimals; attributes without a value are left out. */
export function tag(name: string, attributes: Attributes, ...children: readonly Svg[]): Svg {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? short(value) : value}"`)
    .join("");
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join("")}</${name}>`;
}

export function group(attributes: Attributes, ...children: readonly Svg[]): Svg {
  return tag("g", attributes, ...children);
}

export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A path's `d`, closed unless said otherwise. */
export function pathData(path: Path, closed = true): string {
  const steps = path.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${short(x)} ${short(y)}`);
  return steps.join("") + (closed ? "Z" : "");
}

export type Stops = readonly (readonly [offset: number, color: string, opacity?: number])[];

function stops(of: Stops): Svg[] {
  return of.map(([offset, color, opacity]) =>
    tag("stop", { offset, "stop-color": color, "stop-opacity": opacity }),
  );
}

/** A radial gradient, in frame pixels. */
export function radial(id: string, x: number, y: number, r: number, of: Stops): Svg {
  return tag("radialGradient", { id, cx: x, cy: y, r, gradientUnits: "userSpaceOnUse" }, ...stops(of));
}

/** A linear gradient, in the pixels of whoever uses it. */
export function linear(
  id: string,
  from: readonly [number, number],
  to: readonly [number, number],
  of: Stops,
): Svg {
  const [x1, y1, x2, y2] = [...from, ...to];
  return tag("linearGradient", { id, x1, y1, x2, y2, gradientUnits: "userSpaceOnUse" }, ...stops(of));
}
