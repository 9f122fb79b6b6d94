import { expect, test } from "vitest";
import { oklab } from "./oklab";

test.each([
  ["white", [255, 255, 255], [1, 0, 0]],
  ["black", [0, 0, 0], [0, 0, 0]],
  ["red", [255, 0, 0], [0.628, 0.2249, 0.1258]],
  ["green", [0, 255, 0], [0.8664, -0.2339, 0.1795]],
  ["blue", [0, 0, 255], [0.452, -0.0325, -0.3115]],
] as const)("%s is where its author puts it", (_, [red, green, blue], expected) => {
  oklab(red, green, blue).forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index]!, 3);
  });
});
