import type { Box } from "@/lib/domain/geometry";
import { areaOf, contactOf } from "@/lib/domain/no-go/contact";
import { seededRandom } from "@/lib/domain/statistics/random";
import { readBundle } from "@/lib/resgo/read-bundle";
import { quantile, type Row } from "./table";

const ZONES = 10_000;
const ROUNDS = 7;

/** A million zones, of sizes that people draw, against the masks of the demo's hundred frames. */
export async function benchContact(): Promise<Row[]> {
  const { samples } = await readBundle("demo/bundle");
  const areas = samples.map(({ noGo, picture }) => areaOf(noGo, picture));
  const random = seededRandom(1);
  const zones = Array.from({ length: ZONES }, (): Box => {
    const [x, y] = [900 * random(), 400 * random()];
    return [x, y, x + 60 + 300 * random(), y + 50 + 250 * random()];
  });
  const pairs = areas.length * zones.length;
  const perSecond = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (const area of areas) for (const zone of zones) contactOf(zone, area);
    return (pairs / (performance.now() - start)) * 1000;
  });
  return [
    {
      what: "contact of zones with No-Go regions",
      load: `${pairs.toLocaleString("en-GB")} pairs, masks of 1280 × 720, median of ${ROUNDS}`,
      perSecond: quantile(
        perSecond.sort((a, b) => a - b),
        0.5,
      ),
      goal: "1,000,000 a second",
    },
  ];
}
