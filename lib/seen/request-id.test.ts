import { describe, expect, it } from "vitest";
import { requestId } from "./request-id";

const OURS = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("the number of a request", () => {
  it.each(["4f0c2b7d9a8e4d12b3c4d5e6f7a8b9c0", "0d5f4f9a-8f0b-4c7e-9a51-3f3d6b0a2f11", "edge-1.2_3x"])(
    "is a trusted proxy’s: %s",
    (given) => {
      expect(requestId(given, 1)).toBe(given);
    },
  );

  it.each([
    ["nobody", undefined, 1],
    ["a client, where no proxy is trusted", "4f0c2b7d9a8e4d12b3c4d5e6f7a8b9c0", 0],
    ["a proxy, too short", "1", 1],
    ["a proxy, without end", "a".repeat(65), 1],
    ["a proxy, with a line end", "abcdefgh\nABCDEFGH", 1],
    ["a proxy, with a quotation mark", "abcdefgh'--", 1],
    ["a proxy, with a NUL", "abcdefgh\u0000", 1],
  ])("is our own where one comes from %s", (_, given, trusted) => {
    expect(requestId(given, trusted)).toMatch(OURS);
  });
});
