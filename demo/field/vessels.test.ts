import { expect, test } from "vitest";
import { growVessels, VESSEL_MAP } from "./vessels";

test("vessels are the same for the same seed, and others for another", () => {
  const once = growVessels("V01", 0.5);
  expect(Buffer.compare(once, growVessels("V01", 0.5))).toBe(0);
  expect(Buffer.compare(once, growVessels("V02", 0.5))).not.toBe(0);
});

test("they cover a part of the map, the more the more there are", () => {
  const share = (plenty: number) => {
    const map = growVessels("V07", plenty);
    let covered = 0;
    for (let at = 0; at < map.length; at += 4) if (map[at]! > 60) covered += 1;
    return covered / (VESSEL_MAP * VESSEL_MAP);
  };
  expect(share(0)).toBeGreaterThan(0.005);
  expect(share(1)).toBeGreaterThan(share(0));
  expect(share(1)).toBeLessThan(0.4);
});
