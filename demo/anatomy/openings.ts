import { along, off, type Path, pointOn, slice, smooth } from "./path";
import type { TriangleView } from "./triangle-view";

/** The fold of peritoneum and fat that covers neck, duct, artery and triangle until it is opened. */
export function coverOf({ gallbladder, cysticDuct, commonDuct, roof }: TriangleView): Path {
  return smooth(
    [
      pointOn(gallbladder, 0.93, 0.5),
      pointOn(cysticDuct, 0.04, 3.6),
      pointOn(cysticDuct, 0.36, 5),
      pointOn(cysticDuct, 0.8, 4.6),
      along(commonDuct.path, 0.6),
      pointOn(commonDuct, 0.4, -1.6),
      pointOn(commonDuct, 0.16, -1.4),
      ...[...roof].reverse(),
      pointOn(gallbladder, 0.8, -0.74),
      pointOn(gallbladder, 0.89, -0.3),
    ],
    true,
    8,
  );
}

/** Omentum stuck to the gallbladder's outer side, from pouch and body down to where it comes from. */
export function adhesionOf({ gallbladder, omentum, camera }: TriangleView): Path {
  const size = camera.scale;
  const foot = (share: number) => off(along(omentum, share), 0, 60 * size);
  const waist = (share: number, dx: number) => off(pointOn(gallbladder, share, 0.9), dx * size, 90 * size);
  return smooth(
    [
      pointOn(gallbladder, 0.62, 0.8),
      pointOn(gallbladder, 0.66, 0.34),
      pointOn(gallbladder, 0.76, 0.3),
      pointOn(gallbladder, 0.85, 0.42),
      pointOn(gallbladder, 0.93, 0.9),
      waist(0.9, 6),
      foot(0.42),
      foot(0.27),
      waist(0.68, -34),
      pointOn(gallbladder, 0.64, 1.14),
    ],
    true,
    8,
  );
}

/** The window cut in the cover: between duct and artery, from the gallbladder inwards. */
export function windowOf({ cysticDuct, cysticArtery, gallbladder }: TriangleView, opened: number): Path {
  const [duct, artery] = [0.16 + 0.46 * opened, 0.24 + 0.42 * opened];
  return smooth(
    [
      pointOn(gallbladder, 0.95, -0.6),
      pointOn(cysticDuct, 0.03, 1.6),
      pointOn(cysticDuct, duct * 0.6, 1.9),
      pointOn(cysticDuct, duct, 1.1),
      pointOn(cysticDuct, duct + 0.05, -1.6),
      pointOn(cysticArtery, artery, 1.2),
      pointOn(cysticArtery, artery - 0.06, -2.4),
      pointOn(cysticArtery, artery * 0.6, -4.6 - 2 * opened),
      pointOn(gallbladder, 0.82, -0.86),
    ],
    true,
    8,
  );
}

/** All that is cleared by the time of clipping: both windows of the critical view, short of the common bile duct. */
export function clearedOf({ cysticDuct, commonDuct, gallbladder, roof }: TriangleView): Path {
  return [
    ...smooth([
      pointOn(gallbladder, 0.965, 0.7),
      pointOn(cysticDuct, 0.06, 2.7),
      pointOn(cysticDuct, 0.34, 3),
      pointOn(cysticDuct, 0.62, 2.1),
      pointOn(cysticDuct, 0.76, 0.6),
      pointOn(commonDuct, 0.4, 2.4),
      pointOn(commonDuct, 0.26, 2.5),
      pointOn(commonDuct, 0.12, 2.8),
      ...[...roof].reverse(),
      pointOn(gallbladder, 0.8, -0.9),
    ]),
    ...slice(gallbladder.path, 0.8, 0.96, 8),
  ];
}
