import { describe, expect, it } from "vitest";
import { cohortNameSchema, nameSchema } from "./input";

/** Every character that embeds, overrides, isolates or marks a direction. */
const BIDI = "\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

describe("a name", () => {
  it.each([...BIDI])("loses what turns the direction of the text (%j)", (mark) => {
    expect(nameSchema.parse(`${mark}Ann${mark} L${mark}ee`)).toBe("Ann Lee");
  });

  it("keeps its letters, in whichever direction they are written", () => {
    for (const name of ["נועה לוי", "ليلى حسن", "王小明", "Zoë O’Neil"])
      expect(nameSchema.parse(name)).toBe(name);
  });

  it("is empty where nothing of it shows", () => {
    expect(nameSchema.safeParse(BIDI).error?.issues[0]?.message).toBe("The name is empty.");
  });
});

describe("a cohort's name", () => {
  it("is plain as a person's is", () => {
    expect(cohortNameSchema.parse(`${BIDI} PGY-1,${BIDI}\n2026 `)).toBe("PGY-1, 2026");
    expect(cohortNameSchema.safeParse(BIDI).error?.issues[0]?.message).toBe("The cohort has no name.");
  });
});
