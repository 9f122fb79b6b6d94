import fc from "fast-check";
import { expect, it } from "vitest";
import { hashRecoveryCode, makeRecoveryCode } from "./recovery-code";

it("is known however it is typed", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), fc.constantFrom("", " ", "-", " - "), (upper, between) => {
      const code = makeRecoveryCode();
      expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
      const typed = [...code.replaceAll("-", between).replaceAll("0", "O").replaceAll("1", "l")];
      const cased = typed.map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join("");
      expect(hashRecoveryCode(cased)).toBe(hashRecoveryCode(code));
    }),
  );
});

it("is nothing else: too short, too long, or with letters that no code has", () => {
  const code = makeRecoveryCode();
  for (const typed of ["", "123456", code.slice(1), `${code}0`, code.replace(/^./, "u"), "ü".repeat(24)]) {
    expect(hashRecoveryCode(typed), typed).toBeNull();
  }
});
