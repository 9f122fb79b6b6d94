import { describe, expect, it } from "vitest";
import { kindsOf } from "../domain/practice/misses";
import { missName, whyWords } from "./misses";

const why = { sitting: "s", miss: null, day: null, daysAgo: null } as const;
const taken = { phase: "C", kind: "taken-for-B" } as const;

describe("why a case came", () => {
  it("is a sentence with the day, near ones by their name", () => {
    const due = { ...why, kind: "due", miss: taken, day: "2026-03-03" } as const;
    expect(whyWords({ ...due, daysAgo: 3 })).toBe("You took C for B on Tuesday.");
    expect(whyWords({ ...due, daysAgo: 7 })).toBe("You took C for B on 3 Mar.");
    expect(whyWords({ ...due, daysAgo: 365 })).toBe("You took C for B on 3 Mar 2026.");
    expect(whyWords({ ...why, kind: "new" })).toBe("New to you.");
    expect(whyWords({ ...why, kind: "repetition", day: "2026-05-03", daysAgo: 9 })).toBe(
      "You have seen this frame on 3 May; no other is left.",
    );
    expect(whyWords({ ...why, kind: "drill", miss: taken })).toBe("Drilled: C taken for B.");
  });

  it("is nothing where a newer server has another reason", () => {
    expect(whyWords({ ...why, kind: "weather" as never })).toBeNull();
  });
});

it("each kind of miss has a name of its own", () => {
  const names = kindsOf("B").map((kind) => missName({ phase: "B", kind }));
  expect(new Set(names).size).toBe(names.length);
});
