import { afterEach, describe, expect, it, vi } from "vitest";
import { inList } from "./in-list";
import { inContext, messageOf, pieces, plural, t } from "./t";

const german = (messages: NonNullable<typeof globalThis.calotLanguage>["messages"]): void => {
  globalThis.calotLanguage = { tag: "de", messages };
};

afterEach(() => {
  globalThis.calotLanguage = undefined;
});

describe("what is said often", () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([undefined, "de"])("makes the rules of its language once", (tag) => {
    const message = "{0, plural, one {# case} other {# cases}}";
    if (tag) german({ [message]: [{ by: 0, forms: { one: ["1 Fall"], other: [{ count: 0 }, " Fälle"] } }] });
    const say = () => [t`${plural(12, "# case", "# cases")}`, inList(["a", "b"], "and")];
    const said = say();
    const made = [
      vi.spyOn(Intl, "NumberFormat"),
      vi.spyOn(Intl, "PluralRules"),
      vi.spyOn(Intl, "ListFormat"),
    ];
    expect(say()).toEqual(said);
    for (const each of made) expect(each).not.toHaveBeenCalled();
  });
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

  it("writes a number among its values in full, with that language's own comma", () => {
    german({ "{0}, frame {1}: IoU {2}": [0, ", Bild ", 1, ": IoU ", 2] });
    expect(t`${"V01"}, frame ${12_345}: IoU ${0.25}`).toBe("V01, Bild 12345: IoU 0,25");
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
