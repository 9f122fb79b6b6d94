import fc from "fast-check";
import { expect, test } from "vitest";
import { partsOfError, readingError } from "./reading-error";

test("says what fails in a sentence each, and nothing where neither does", () => {
  expect(readingError({ phase: "two letters, A and C", zone: "the answer gives no box" })).toBe(
    "Phase: two letters, A and C. Go Zone: the answer gives no box.",
  );
  expect(readingError({ phase: null, zone: null })).toBeNull();
});

test("is taken apart into what it was made of", () => {
  const problem = fc.option(
    fc.string({ minLength: 1 }).filter((text) => !text.includes("Go Zone: ") && text.trim() === text),
  );
  fc.assert(
    fc.property(problem, problem, (phase, zone) => {
      expect(partsOfError(readingError({ phase, zone }))).toEqual({ phase, zone });
    }),
  );
  expect(partsOfError(null)).toEqual({ phase: null, zone: null });
  expect(partsOfError("The reference has no phase for this frame to rectify with.")).toEqual({
    phase: null,
    zone: null,
  });
});
