import type { SceneFacts } from "@/demo/scene/facts";
import { seeded } from "@/demo/scene/random";
import type { Ellipsoid, Tube } from "./field";
import { onLiver } from "./liver";
import { alongTube, bendTube } from "./tube";
import { add, lerp, type Vec3 } from "./vector";

/** What an operation finds: the same in every frame of a procedure, but for the gallbladder's lie. */
export type Organs = {
  readonly liver: readonly Ellipsoid[];
  readonly gallbladder: Tube;
  readonly infundibulum: { readonly at: Vec3; readonly radius: number };
  readonly cysticDuct: Tube;
  readonly junction: Vec3;
  readonly cysticArtery: Tube;
  readonly arteryBranches: readonly Tube[];
  readonly commonBileDuct: Tube;
  readonly ligament: Tube;
  readonly omentum: readonly Ellipsoid[];
  readonly duodenum: Tube;
  /** Where the bed begins (at the neck) and ends (at the fundus), on the liver. */
  readonly bedFrom: Vec3;
  readonly bedTo: Vec3;
};

/** Lays the organs as phases A to C find them, the gallbladder held up by its fundus. */
export function layOrgans(scene: SceneFacts): Organs {
  const { procedure } = scene;
  const random = seeded(`${procedure.video}/organs`);
  const vary = (by: number) => random.between(-by, by);

  const swell = procedure.liver === "steatotic" ? 3 : 0;
  const liver: Ellipsoid[] = [
    { at: [-50 + vary(5), 12 + vary(6), -40 + vary(3)], radii: [47 + swell, 50, 36 + swell] },
    { at: [58 + vary(5), 16 + vary(6), -42 + vary(3)], radii: [46 + swell, 52, 36 + swell] },
    { at: [4 + vary(3), 47, -42], radii: [62, 54, 31] },
  ];
  const surface = (x: number, y: number, off: number): Vec3 => add(onLiver(liver, x, y), [0, 0, off]);

  const girth = { thin: 1, tense: 1.14, thickened: 0.96, inflamed: 1.08 }[procedure.wall];
  const prominent = procedure.pouch === "prominent";
  const pull = scene.traction === "firm" ? 1 : 0;
  const lean = vary(5);
  const pouch: Vec3 = [
    -8 - 3 * pull + vary(1.5),
    (prominent ? 5 : 9) + vary(1.5) - (1 - pull) * 2,
    6 + 2 * pull,
  ];
  const pouchRadius = (prominent ? 9.4 : 7.2) * girth;
  const neck: Vec3 = [pouch[0] + pouchRadius * 0.86, pouch[1] - pouchRadius * 0.62, pouch[2] - 5.5];
  const body = (x: number, y: number, radius: number) =>
    [...surface(x, y, radius * girth * 0.62), radius * girth] as const;
  const gallbladder = bendTube(
    [
      body(-3 + lean * 1.6, 64, 12.5),
      body(-4 + lean, 46, 14),
      body(-6 + lean * 0.5, 28, 12.6),
      [...lerp(surface(-8, 18, 7), add(pouch, [0, 8, 0]), 0.65), 9.4 * girth],
      [...pouch, pouchRadius],
      [...lerp(pouch, neck, 0.62), pouchRadius * 0.66],
      [...neck, 2.6],
    ],
    22,
  );

  // The ligament's line first: the duct has to reach it.
  const commonX = 18 + vary(2);
  const common = bendTube(
    [
      [commonX + 7, 24, -19, 3],
      [commonX + 3, 8, -11, 3.2],
      [commonX, -10, -4, 3.5],
      [commonX - 2, -28, 1, 3.7],
      [commonX - 6, -52, 5, 3.9],
    ],
    8,
  );
  const low = procedure.duct === "low";
  const reach = { long: -15, short: -5, wide: -11, low: -25 }[procedure.duct] + vary(1.5);
  const shareDown = Math.min(Math.max((24 - reach) / 76, 0), 1);
  const junction = alongTube(common, shareDown).at;
  const ductRadius = { long: 1.7, short: 1.8, wide: 3, low: 1.7 }[procedure.duct];
  const drop = { long: 2.4, short: 0.6, wide: 1.5, low: 5 }[procedure.duct];
  const middle = lerp(neck, junction, 0.5);
  const beside: Vec3 = low
    ? [junction[0] - 6.5, junction[1] + 10, junction[2] + 2.5]
    : lerp(neck, junction, 0.78);
  const cysticDuct = bendTube(
    [
      [...neck, 2.4],
      [...add(lerp(neck, middle, 0.55), [vary(0.8), -0.4 + vary(0.8), 0.3]), ductRadius * 1.05],
      [...add(middle, [low ? -3 : 0, -drop + vary(0.6), 0.6]), ductRadius],
      [...add(beside, [0, low ? 0 : -drop * 0.6, 0.8]), ductRadius * 0.95],
      [...add(junction, [-1.2, 0, 1]), ductRadius],
    ],
    8,
  );

  const rise = { apart: 9.5, close: 4.6, branching: 8, double: 8.5, crossing: 4 }[procedure.artery];
  const origin = alongTube(common, procedure.artery === "crossing" ? 0.42 : 0.16).at;
  const wall = add(pouch, [pouchRadius * 0.66, pouchRadius * 0.42, pouchRadius * 0.42]);
  const above = (share: number, up: number): Vec3 => add(lerp(neck, junction, share), [share * 3, up, 0]);
  const crossing = procedure.artery === "crossing";
  const arteryRadius = crossing ? 1.15 : 0.95;
  const cysticArtery = bendTube(
    [
      [...add(origin, crossing ? [-1, -4, 4] : [-1, 0, -2]), arteryRadius * 1.15],
      [...add(above(0.72, rise * 1.1), crossing ? [0, -6, 2] : [0, 0, -3]), arteryRadius],
      [...add(above(0.36, rise * 0.95), crossing ? [0, -2, 1.4] : [0, 0, -1.2]), arteryRadius],
      [...add(lerp(above(0.08, rise * 0.8), wall, 0.5), [0, 0, -0.6]), arteryRadius * 0.95],
      [...wall, arteryRadius * 0.75],
      [...add(wall, [-pouchRadius * 0.4, 7, -1.5]), 0.4],
    ],
    10,
  );
  const fork = alongTube(cysticArtery, 0.45).at;
  const twig = (to: Vec3, radius: number) =>
    bendTube(
      [
        [...fork, radius],
        [...add(lerp(fork, to, 0.5), [0, 1.2, 0.6]), radius],
        [...to, radius * 0.7],
      ],
      4,
    );
  const arteryBranches: Tube[] = [];
  if (procedure.artery === "branching") {
    arteryBranches.push(twig(surface(-3, 17, 3), 0.7));
  }
  if (procedure.artery === "double") {
    const start = alongTube(common, 0.06).at;
    const end = surface(-2, 20, 3);
    arteryBranches.push(
      bendTube(
        [
          [...start, 0.8],
          [...add(lerp(start, end, 0.5), [0, 1, 3]), 0.75],
          [...end, 0.6],
        ],
        5,
      ),
    );
  }

  const plump = { lean: 0.78, moderate: 1, abundant: 1.28 }[procedure.fat];
  // The less covers the common duct, the further it stands forward in the ligament.
  const depth = { visible: -6, veiled: -4.2, hidden: -2 }[procedure.commonDuct];
  const ligament = common.map(({ at }, index) => ({
    at: add(at, [1.5, 0, depth]),
    radius: (6 + index * 1.5 + Math.max(index - 4, 0) * 2.2) * (0.8 + 0.2 * plump),
  }));
  const omentum: Ellipsoid[] = [
    { at: [-36 + vary(6), -50 + vary(3), 8], radii: [42, 20 * plump + 6, 26] },
    { at: [10 + vary(6), -54 + vary(2), 18], radii: [36, 19 * plump + 6, 26] },
    { at: [54 + vary(6), -48 + vary(4), 2], radii: [36, 17 * plump + 6, 24] },
  ];
  if (scene.state.phase === "A" && scene.state.adhesions === "dense") {
    // Omentum stuck to the pouch's underside.
    omentum.push({ at: add(pouch, [-3 + vary(2), -pouchRadius - 7, 1]), radii: [9 + vary(1), 12, 7] });
  }
  const duodenum = bendTube(
    [
      [70, -30 + vary(4), -26, 13],
      [44, -32 + vary(4), -16, 12],
      [26, -42, -8, 11],
      [20, -62, -6, 11],
    ],
    6,
  );
  return {
    liver,
    gallbladder,
    infundibulum: { at: pouch, radius: pouchRadius },
    cysticDuct,
    junction,
    cysticArtery,
    arteryBranches,
    commonBileDuct: common,
    ligament,
    omentum,
    duodenum,
    bedFrom: surface(1, 8, 0),
    bedTo: surface(-4 + lean, 64, 0),
  };
}
