import type { SceneFacts } from "@/demo/scene/facts";
import { seeded } from "@/demo/scene/random";
import type { Film, Strand, Tube } from "./field";
import type { Organs } from "./lay-anatomy";
import { onLiver } from "./liver";
import { alongTube, bendTube } from "./tube";
import { add, lerp, subtract, type Vec3 } from "./vector";

/** Half the bed's width at its broadest, millimetres. */
const BED_HALF_WIDTH = 14;

/** The gallbladder coming off its bed (phase D). */
export type LiftedBed = {
  readonly gallbladder: Tube;
  readonly infundibulum: { readonly at: Vec3; readonly radius: number };
  /** Where the plane now runs, in the bed's middle. */
  readonly hinge: Vec3;
  readonly areolarLine: readonly Vec3[];
  readonly liverBed: readonly Vec3[];
  readonly strands: readonly Strand[];
  readonly films: readonly Film[];
};

export function liftGallbladder(scene: SceneFacts, organs: Organs, freed: number): LiftedBed {
  const { procedure } = scene;
  const random = seeded(`${procedure.video}/bed`);
  const [from, to] = [organs.bedFrom, organs.bedTo];
  const share = 0.1 + 0.72 * freed;
  const middleAt = (s: number) => lerp(from, to, s);
  const halfWidth = (s: number) =>
    BED_HALF_WIDTH * (0.62 + 0.38 * Math.sin(Math.min(s * 1.5, 1) * Math.PI * 0.5));
  const slant = random.between(-2.5, 2.5);
  const onBed = (s: number, across: number): Vec3 => {
    const [x, y] = middleAt(s);
    const arch = 5 * (1 - across * across);
    return onLiver(organs.liver, x + across * halfWidth(s), y - 2.5 + arch + slant * across);
  };
  const hinge = onBed(share, 0);

  const girth = { thin: 1, tense: 1.1, thickened: 0.96, inflamed: 1.06 }[procedure.wall];
  const pull = scene.traction === "firm" ? 1 : 0.45;
  const leanTo = random.between(-1, 1);
  const attached = (s: number, radius: number) =>
    [...add(onLiver(organs.liver, middleAt(s)[0], middleAt(s)[1]), [0, 0, radius * 0.75]), radius] as const;
  const swing = (up: number, out: number, left: number, radius: number) =>
    [
      ...add(hinge, [-left + leanTo * up * 0.1, up * (0.55 + 0.45 * pull), out * (0.7 + 0.3 * pull)]),
      radius * girth,
    ] as const;
  const gallbladder = bendTube(
    [
      attached(1.06, 10),
      attached(share + (1.06 - share) * 0.45, 12),
      swing(13, 9, 0.5, 12),
      swing(14.5, 15, 5, 11.4),
      swing(18, 19, 13, 8.6),
      swing(20, 21, 21, 5),
      swing(20.5, 22, 26, 2.4),
    ],
    22,
  );
  const pouch = alongTube(gallbladder, 0.67);

  const across = Array.from({ length: 13 }, (_, index) => index / 6 - 1);
  const areolarLine = across.map((x) => add(onBed(share, x), [0, 0, 1.2]));
  const low = 0.02;
  const sides = [0.75, 0.5, 0.25].map((part) => low + (share - low) * part);
  const liverBed = [
    ...areolarLine,
    ...sides.map((s) => onBed(s, 1)),
    onBed(low, 0.7),
    onBed(low, -0.7),
    ...sides.toReversed().map((s) => onBed(s, -1)),
  ];

  const strands = Array.from({ length: 16 }, () => {
    const x = random.between(-0.85, 0.85);
    const foot = onBed(share - random.between(0.005, 0.05), x);
    return {
      from: foot,
      to: add(onBed(share, x * 0.9), [
        random.between(-0.6, 0.6),
        random.between(3.5, 5.5),
        random.between(3.5, 6),
      ]),
      radius: random.between(0.07, 0.2),
      sag: random.between(-0.5, 0.5),
    };
  });
  const films = [0, 1, 2].map((index) => {
    const left = onBed(share - 0.012 * index, -0.95);
    const right = onBed(share - 0.012 * index, 0.95);
    return {
      origin: add(left, [0, -2.5, 0.2 + index * 0.9]),
      u: [0, 8.6, 7.6] as Vec3,
      v: subtract(right, left),
      kind: "areolar" as const,
      density: 0.62 - 0.12 * index,
      seed: random.between(0, 100),
    };
  });
  return {
    gallbladder,
    infundibulum: { at: pouch.at, radius: pouch.radius },
    hinge,
    areolarLine,
    liverBed,
    strands,
    films,
  };
}
