import type { Point } from "@/lib/domain/geometry";
import { along, halfWidthAt, type Path, smooth, type Tube } from "../anatomy/path";
import type { Random } from "../scene/random";
import { group, pathData, type Svg, tag } from "./svg";
import { blob } from "./tissues";

type Twig = { readonly path: Path; readonly width: number };

/** A vessel that wanders from a point in a direction (radians), and its branches. */
function wander(random: Random, from: Point, heading: number, length: number, width: number): Twig[] {
  const joints: Point[] = [from];
  const branches: Twig[] = [];
  let [{ x, y }, way] = [from, heading];
  const step = Math.max(length / 8, 5);
  for (let walked = 0; walked < length; walked += step) {
    way += random.between(-0.34, 0.34);
    x += Math.cos(way) * step;
    y += Math.sin(way) * step;
    joints.push({ x, y });
    if (width > 0.9 && random.chance(0.34)) {
      const turn = random.pick([-1, 1]) * random.between(0.4, 0.8);
      branches.push(
        ...wander(random, { x, y }, way + turn, length * random.between(0.3, 0.55), width * 0.62),
      );
    }
  }
  return [{ path: smooth(joints, false, 5), width }, ...branches];
}

function drawTwigs(twigs: readonly Twig[], color: string, opacity: number): Svg {
  return group(
    {
      fill: "none",
      stroke: color,
      "stroke-opacity": opacity,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    },
    ...twigs.map(({ path, width }) => tag("path", { d: pathData(path, false), "stroke-width": width })),
  );
}

/** Vessels that run along a sac's length, as on a gallbladder's wall. `count` trunks. */
export function wallVessels(sac: Tube, count: number, color: string, opacity: number, random: Random): Svg {
  const twigs = Array.from({ length: count }, () => {
    const t = random.between(0.15, 0.95);
    const at = along(sac.path, t);
    const off = random.between(-0.8, 0.8) * halfWidthAt(sac, t);
    const from = { x: at.x - at.dy * off, y: at.y + at.dx * off };
    const heading = Math.atan2(-at.dy, -at.dx) + random.between(-0.35, 0.35);
    return wander(random, from, heading, random.between(60, 200), random.between(1.4, 3));
  }).flat();
  return drawTwigs(twigs, color, opacity);
}

/** Vessels that wander anywhere over a surface. */
export function surfaceVessels(
  surface: Path,
  count: number,
  color: string,
  opacity: number,
  random: Random,
): Svg {
  const twigs = Array.from({ length: count }, () => {
    const from = random.pick(surface as [Point, ...Point[]]);
    const to = random.pick(surface as [Point, ...Point[]]);
    const inward = random.between(0.1, 0.7);
    const start = { x: from.x + (to.x - from.x) * inward, y: from.y + (to.y - from.y) * inward };
    return wander(
      random,
      start,
      random.between(0, Math.PI * 2),
      random.between(50, 150),
      random.between(1, 2.2),
    );
  }).flat();
  return drawTwigs(twigs, color, opacity);
}

/** Only what lies within an outline. */
export function within(id: string, shape: Path, ...content: readonly Svg[]): Svg {
  return group(
    { "clip-path": `url(#${id})` },
    tag("clipPath", { id }, tag("path", { d: pathData(shape) })),
    ...content,
  );
}

/** Fresh blood that has run together about a point. */
export function bloodPool(at: Point, reach: number, random: Random): Svg {
  const drops = Array.from({ length: 12 }, (_, index) => {
    const far = (index === 0 ? 0 : random.between(0.2, 0.72)) * reach;
    const angle = random.between(0, Math.PI * 2);
    const size = reach * (index === 0 ? 0.56 : random.between(0.14, 0.4));
    const place = { x: at.x + Math.cos(angle) * far, y: at.y + Math.sin(angle) * far * 0.7 + far * 0.2 };
    return tag("path", { d: pathData(blob(random, place, size, size * 0.8)), fill: "#7d0d0d" });
  });
  return group(
    { opacity: 0.82, filter: "url(#pool)" },
    tag("filter", { id: "pool" }, tag("feGaussianBlur", { stdDeviation: reach * 0.04 })),
    ...drops,
  );
}

/** Spots where the hook has burnt. */
export function char(spots: readonly Point[], size: number, random: Random): Svg {
  return group(
    { filter: "url(#char)" },
    tag("filter", { id: "char" }, tag("feGaussianBlur", { stdDeviation: size * 0.14 })),
    ...spots.map((at) =>
      tag("path", {
        d: pathData(blob(random, at, size * random.between(0.4, 1.3), size * random.between(0.3, 0.8))),
        fill: random.pick(["#2a1713", "#4a2a20", "#5a3a2a"]),
        "fill-opacity": random.between(0.35, 0.8),
      }),
    ),
  );
}

/** A raw stripe along a path, `width` pixels wide, fading at its sides. */
export function rawStripe(path: Path, width: number): Svg {
  return group(
    {},
    tag("filter", { id: "raw" }, tag("feGaussianBlur", { stdDeviation: width * 0.27 })),
    tag("path", {
      d: pathData(path, false),
      fill: "none",
      stroke: "#b4705c",
      "stroke-opacity": 0.5,
      "stroke-width": width,
      filter: "url(#raw)",
    }),
  );
}
