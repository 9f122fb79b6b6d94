import { expect, it } from "vitest";
import { signsBetween } from "./phase-signs";
import { PHASES } from "./phases";

const pairs = PHASES.flatMap((one) => PHASES.map((other) => [one, other] as const));

it("tells each phase from each other, the same whichever is asked for first", () => {
  for (const [one, other] of pairs.filter(([one, other]) => one !== other)) {
    const signs = signsBetween(one, other);
    const turned = signsBetween(other, one);
    expect(signs?.look, `${one} and ${other}`).toBeTruthy();
    expect(turned).toEqual({ look: signs?.look, one: signs?.other, other: signs?.one });
    expect(signs?.one).not.toBe(signs?.other);
  }
});

it("has nothing to tell a phase from itself by", () => {
  for (const phase of PHASES) expect(signsBetween(phase, phase)).toBeNull();
});
