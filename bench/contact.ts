import type { Box, Size } from "@/lib/domain/geometry";
import { areaOf, contactOf, type NoGoArea } from "@/lib/domain/no-go/contact";
import { runsOfBitmap } from "@/lib/domain/no-go/pixel-runs";
import { type RandomNumbers, seededRandom } from "@/lib/domain/statistics/random";
import { quantile, type Row } from "./table";

const FRAME: Size = { width: 1280, height: 720 };
const MASKS = 100;
const ZONES = 10_000;
const ROUNDS = 5;

/** A million zones against masks of 1280 × 720. */
export function benchContact(): Row {
  const random = seededRandom(1);
  const areas = Array.from({ length: MASKS }, () => anyArea(random));
  const zones = Array.from({ length: ZONES }, () => anyZone(random));
  const perSecond = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (const area of areas) for (const zone of zones) contactOf(zone, area);
    return ((MASKS * ZONES) / (performance.now() - start)) * 1000;
  });
  return {
    what: "contact of zones with No-Go regions",
    load: `${(MASKS * ZONES).toLocaleString("en-GB")} pairs, ${FRAME.width} × ${FRAME.height}, median of ${ROUNDS}`,
    perSecond: quantile(
      perSecond.sort((a, b) => a - b),
      0.5,
    ),
    goal: "1,000,000 a second",
  };
}

/** A duct down the frame and a bed above it, with ragged edges and holes: about a tenth of the frame. */
function anyArea(random: RandomNumbers): NoGoArea {
  const bitmap = new Uint8Array(FRAME.width * FRAME.height);
  const [duct, bed] = [500 + 500 * random(), { x: 300 + 500 * random(), y: 80 + 100 * random() }];
  const hole = { x: bed.x + 60 * random(), y: bed.y + 40 };
  for (let at = 0; at < bitmap.length; at++) {
    const [x, y] = [at % FRAME.width, Math.floor(at / FRAME.width)];
    const ragged = 6 * Math.sin(x / 5) * Math.cos(y / 7);
    const isDuct = Math.abs(x - duct - 0.1 * y) < 55 + ragged;
    const isBed = Math.hypot(x - bed.x, 2 * (y - bed.y)) < 190 + ragged;
    const isHole = Math.hypot(x - hole.x, y - hole.y) < 30 + ragged;
    if ((isDuct || isBed) && !isHole) bitmap[at] = 1;
  }
  return areaOf([{ counts: runsOfBitmap(bitmap, FRAME) }], FRAME);
}

/** Of a size that people draw. */
function anyZone(random: RandomNumbers): Box {
  const [x, y] = [900 * random(), 400 * random()];
  return [x, y, x + 60 + 300 * random(), y + 50 + 250 * random()];
}
