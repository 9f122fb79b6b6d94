import { describe, expect, it } from "vitest";
import { type Known, type ListRow, planList } from "./plan-list";

const known: Known = {
  role: "director",
  cohorts: [
    { id: "1", name: "PGY-1", ended: false },
    { id: "2", name: "Class of 2020", ended: true },
  ],
  accounts: new Set(["old@h.example"]),
  strangers: new Set(["elsewhere@h.example"]),
  invited: new Map([
    ["waiting@h.example", "resident"],
    ["boss@h.example", "admin"],
  ]),
};
const row = (over: Partial<ListRow>, number = 2): ListRow => ({
  row: number,
  name: "Ann",
  email: "ann@h.example",
  role: "resident",
  cohort: "",
  year: "",
  ...over,
});
const one = (over: Partial<ListRow>) => planList([row(over)], known)[0]!;

describe("a row", () => {
  it("invites, with its cohort however it is written and its year in its forms", () => {
    for (const year of [
      "3",
      "3.0",
      " PGY-3 ",
      "pgy3",
      "Year 3",
      "R3",
      "PGY\u20113",
      "PGY–3",
      "PGY − 3",
      "PGY⁃3",
      "ＰＧＹー３",
      "R‒3",
      "PGY—3",
      "\u200b３",
    ]) {
      expect(one({ cohort: "pgy-1", year, role: " Resident ", email: " ANN@h.example " })).toMatchObject({
        outcome: "invite",
        email: "ann@h.example",
        cohort: "PGY-1",
        trainingYear: 3,
        newCohort: false,
      });
    }
  });

  it.each([
    "\u200bann@h.example",
    "ann@h.example\u200e",
    "\u2060an\u00adn@h.example\ufeff",
    "ann@h.example\u00a0",
    "Ann Lee <ann@h.example>",
    "mailto:Ann@h.example",
    "ａｎｎ＠h.example",
  ])("reads the address of %j", (email) => {
    expect(one({ email })).toMatchObject({ outcome: "invite", email: "ann@h.example" });
  });

  it("renews, leaves accounts alone, and makes cohorts", () => {
    expect(one({ email: "waiting@h.example" })).toMatchObject({ outcome: "renew" });
    expect(one({ email: "OLD@h.example" })).toMatchObject({ outcome: "has-account" });
    expect(one({ cohort: "PGY-2" })).toMatchObject({ outcome: "invite", newCohort: true, cohort: "PGY-2" });
  });

  it.each([
    ["an address that is none", { email: "ann" }, "not an e-mail address"],
    ["no address", { email: " \u200b" }, "missing"],
    ["an address with a space that may not show", { email: "an\u00a0n@h.example" }, "There is a space"],
    ["an address with a letter that only looks like one", { email: "аnn@h.example" }, "holds “а”"],
    ["an address with a joiner inside", { email: "an\u200cn@h.example" }, "holds “U+200C”"],
    [
      "more cells than columns, before all else",
      { email: "ann", fault: "The row has 6 cells under 5 columns." },
      "The row has 6 cells under 5 columns.",
    ],
    ["an address with a filler", { email: "ann@h.example\u3164" }, "holds “U+1160”"],
    ["no name", { name: "" }, "name is missing"],
    ["a name of fillers", { name: "\u3164 \ufe0f\u2800" }, "name is missing"],
    ["a name of nothing that shows", { name: "\u202E\u0001" }, "name is missing"],
    ["no role", { role: "" }, "role is missing"],
    ["a role that there is not", { role: "surgeon" }, "no such role"],
    ["a role above the director", { role: "admin" }, "Only an administrator"],
    ["a year out of range", { year: "11" }, "1 to 10"],
    ["a cohort for faculty", { role: "faculty", cohort: "PGY-1" }, "Only residents"],
    ["a cohort that has ended", { cohort: "Class of 2020" }, "has ended"],
    ["somebody invited as an admin", { email: "boss@h.example" }, "administrator"],
    ["somebody of another institution", { email: "elsewhere@h.example" }, "ask your administrator"],
  ])("refuses %s, and says what to do", (_, over, words) => {
    expect(one(over)).toMatchObject({ outcome: "error", words: expect.stringContaining(words) });
  });

  it("stands once: the second is an error, a first one that failed is none", () => {
    const outcomes = (rows: ListRow[]) => planList(rows, known).map(({ outcome }) => outcome);
    expect(outcomes([row({}), row({}, 3)])).toEqual(["invite", "error"]);
    expect(outcomes([row({ role: "x" }), row({}, 3)])).toEqual(["error", "invite"]);
  });

  it("makes a new cohort once, in its first spelling", () => {
    const rows = [row({ cohort: "New One" }), row({ cohort: "new one", email: "b@h.example" }, 3)];
    expect(planList(rows, known).map(({ cohort }) => cohort)).toEqual(["New One", "New One"]);
  });
});
