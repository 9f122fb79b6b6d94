import { afterEach, describe, expect, it } from "vitest";
import { inContext, messageOf, pieces, plural, t } from "./t";

const german = (messages: NonNullable<typeof globalThis.calotLanguage>["messages"]): void => {
  globalThis.calotLanguage = { tag: "de", messages };
};

afterEach(() => {
  globalThis.calotLanguage = undefined;
});

describe("a sentence in English", () => {
  it("stands as it is in the code, with its values", () => {
    expect(t`Due ${"12 Nov"}, ${3} of ${4} {done}`).toBe("Due 12 Nov, 3 of 4 {done}");
  });

  it.each([
    [0, "0 cases left"],
    [1, "1 case left"],
    [2686, "2,686 cases left"],
  ])("counts %i", (n, words) => {
    expect(t`${plural(n, "# case", "# cases")} left`).toBe(words);
  });

  it("may hold what isn't text", () => {
    const link = { href: "/help" };
    expect(pieces(["See ", "."], [link], null)).toEqual(["See ", link, "."]);
  });
});

describe("a sentence in another language", () => {
  it("has its values where that language wants them", () => {
    german({ "{0} of {1} answered": ["Von ", 1, " beantwortet: ", 0] });
    expect(t`${3} of ${4} answered`).toBe("Von 4 beantwortet: 3");
    const link = { href: "/help" };
    expect(pieces(["", " of ", " answered"], [link, 4], null)).toEqual(["Von ", "4", " beantwortet: ", link]);
  });

  it("counts by that language's own rules and writes its own numbers", () => {
    globalThis.calotLanguage = {
      tag: "pl",
      messages: {
        "{0, plural, one {# case} other {# cases}}": [
          {
            by: 0,
            forms: {
              one: [{ count: 0 }, " przypadek"],
              few: [{ count: 0 }, " przypadki"],
              many: [{ count: 0 }, " przypadków"],
              other: [{ count: 0 }, " przypadka"],
            },
          },
        ],
      },
    };
    const cases = (n: number): string => t`${plural(n, "# case", "# cases")}`;
    expect([1, 3, 5, 22].map(cases)).toEqual(["1 przypadek", "3 przypadki", "5 przypadków", "22 przypadki"]);
    expect(cases(12_345)).toBe(`${new Intl.NumberFormat("pl").format(12_345)} przypadków`);
  });

  it("is English where the catalogue lacks it", () => {
    german({});
    expect(t`${plural(1, "# case", "# cases")} left`).toBe("1 case left");
  });

  it("tells the meanings of one English word apart", () => {
    german({ Open: ["Öffnen"], "state of an exam\u0004Open": ["Offen"] });
    expect(t`Open`).toBe("Öffnen");
    expect(inContext("state of an exam")`Open`).toBe("Offen");
  });
});

describe("the name of a message", () => {
  it("keeps braces that are words apart from places of values", () => {
    expect(messageOf(["Write {x} for ", ""], ["y"], null)).toBe("Write '{'x'}' for {0}");
  });
});
