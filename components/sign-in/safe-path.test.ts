import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safePath } from "./safe-path";

describe("safePath", () => {
  it("keeps a path of this site with its query and fragment", () => {
    for (const path of [
      "/",
      "/practice",
      "/practice?mode=exam",
      "/attempts/1#zone",
      "/a//b",
      "/?q=//evil.example",
    ]) {
      expect(safePath(path)).toBe(path);
    }
  });

  it.each([
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/practice\\..\\..",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/..//evil.example",
    "/./\t/evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "practice",
    " /practice",
    "",
    "/sign-in?next=/sign-in",
    "/api/auth/signout",
  ])("sends %j home", (next) => {
    expect(safePath(next)).toBe("/");
  });

  it("sends what is no text home", () => {
    for (const next of [undefined, null, 7, ["/practice"]]) expect(safePath(next)).toBe("/");
  });

  it("never leads off the site, whatever it is given", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      ":",
      ".",
      "..",
      "@",
      "?",
      "#",
      "\t",
      "\n",
      "%2f",
      "%5c",
      "evil.example",
      "a",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = safePath(pieces.join(""));
        expect(new URL(path, "https://here.example/sign-in").origin).toBe("https://here.example");
        expect(safePath(path)).toBe(path);
      }),
      { numRuns: 2000 },
    );
  });
});
