import { describe, expect, it } from "vitest";
import { frameSrcSet, frameUrlFor, widthFor, widthOfUrl } from "./frame-source";

const frame = { frameUrl: "/api/cases/1/frame", frameVersion: "a1b2", width: 1920 };

describe("frame source", () => {
  it.each([
    [1, 320],
    [320, 320],
    [321, 960],
    [1600, 1600],
    [1601, 1920],
    [99_999, 1920],
  ])("has a pixel for each of %i", (devicePixels, width) => {
    expect(widthFor(frame, devicePixels)).toBe(width);
  });

  it("never asks for more than the frame has", () => {
    expect(widthFor({ ...frame, width: 854 }, 900)).toBe(854);
    expect(widthFor({ ...frame, width: 200 }, 900)).toBe(200);
    expect(frameSrcSet({ ...frame, width: 854 })).toBe(
      "/api/cases/1/frame?w=320&v=a1b2 320w, /api/cases/1/frame?w=854&v=a1b2 854w",
    );
  });

  it("reads the width back from an address, absolute or not", () => {
    expect(widthOfUrl(frameUrlFor(frame, 900))).toBe(960);
    expect(widthOfUrl(`https://calot.example${frameUrlFor(frame, 1700)}`)).toBe(1920);
  });
});
