import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "@/lib/documents/csv";
import { planList } from "@/lib/domain/invitations/plan-list";
import { readList } from "./read-list";

const read = (text: string) => {
  const result = readList(text);
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const refusal = (text: string): string => {
  const result = readList(text);
  if (result.ok) throw new Error("was read");
  return result.failure.detail;
};

describe("a list", () => {
  it.each([
    ["commas", "name,email,role,cohort,year\nAnn,ann@h.example,resident,PGY-1,1\n"],
    [
      "semicolons, a byte order mark and CRLF",
      "\uFEFFName;E-mail;Role;Cohort;Year\r\nAnn;ann@h.example;resident;PGY-1;1\r\n",
    ],
    ["quotes", '"name","email","role","cohort","year"\n"Ann","ann@h.example","resident","PGY-1","1"'],
    ["another order", "year,cohort,role,email,name\n1,PGY-1,resident,ann@h.example,Ann"],
    ["old line ends", "name\temail\trole\tcohort\tyear\rAnn\tann@h.example\tresident\tPGY-1\t1"],
  ])("is read with %s", (_, text) => {
    expect(read(text).rows).toEqual([
      { row: 2, name: "Ann", email: "ann@h.example", role: "resident", cohort: "PGY-1", year: "1" },
    ]);
  });

  it("numbers rows as a spreadsheet does, over empty ones and line feeds in quotes", () => {
    const text =
      'name,email,role,shoe size\n"Ann\nLee",a@h.example,resident,37\n\n,,,\nBob,b@h.example,faculty\n';
    const { rows, ignored } = read(text);
    expect(rows.map(({ row, name }) => [row, name])).toEqual([
      [2, "Ann\nLee"],
      [5, "Bob"],
    ]);
    expect(ignored).toEqual(["shoe size"]);
  });

  it("says of a row that it is longer than the header, but not for empty cells at its end", () => {
    const text = [
      "name,email,role,cohort,year",
      "Extra,ex@x.example,resident,Surgery, year 1,3",
      'Quoted,q@x.example,resident,"Surgery, year 1",3',
      "Padded,p@x.example,resident,Surgery,1,, ",
      "Park, Ada,,resident,Surgery,1",
    ].join("\n");
    expect(read(text).rows.map(({ name, fault }) => [name, fault])).toEqual([
      ["Extra", expect.stringContaining("6 cells under 5 columns")],
      ["Quoted", undefined],
      ["Padded", undefined],
      ["Park", expect.stringContaining("6 cells under 5 columns")],
    ]);
  });

  it("reads lines that end in different ways, and passes over titles, a separator's line and names repeated", () => {
    const text = [
      "sep=;\n",
      "Residents; autumn 2027\r\n",
      "\r\n",
      "Name;E-mail;Role;Cohort\r\n",
      "Rosa;rosa@h.example;resident;A\n",
      "Tomas;tomas@h.example;resident;A\r",
      "name;email;role;cohort\n",
      "Ina;ina@h.example;resident;A\n",
    ].join("");
    expect(read(text).rows.map(({ row, name, cohort }) => [row, name, cohort])).toEqual([
      [4, "Rosa", "A"],
      [5, "Tomas", "A"],
      [7, "Ina", "A"],
    ]);
  });

  it("says of a row that was broken by a line end that it was, and of those beside it that they may be parts of it", () => {
    const text =
      "name,email,role\nBo,b@h.example,resident\nAnn\nLee,a@h.example,resident\nEd,e@h.example,resident\n";
    expect(read(text).rows.map(({ row, fault }) => [row, fault?.slice(0, 18)])).toEqual([
      [2, "Row 3 beside it ha"],
      [3, "The row has 1 cell"],
      [4, "Row 3 beside it ha"],
      [5, undefined],
    ]);
  });

  it("says of a column without a name that it is not read, where it holds something", () => {
    const text = ",name,email,role,\nSurgery,Ann,a@h.example,resident,\n";
    expect(read(text).ignored).toEqual(["column A"]);
  });

  it("refuses a row in which the cohort may be the year", () => {
    const text = "name,email,role,cohort,year\nAnn,a@h.example,resident,1\nBo,b@h.example,resident,Blue\n";
    expect(read(text).rows.map(({ fault }) => fault?.includes("“1”"))).toEqual([true, undefined]);
  });

  it("refuses letters that were read in another encoding, row by row", () => {
    const { rows } = read("name,email,role\nMÃ¼ller,m@h.example,resident\nAnn,a@h.example,resident\n");
    expect(rows.map(({ fault }) => fault?.includes("“Ã¼”"))).toEqual([true, undefined]);
  });

  it.each([
    ["nothing", "", "empty"],
    ["no header", "Ann,ann@h.example,resident\n", "no column called name, email or role"],
    ["a header alone", "name,email,role\n\n", "nobody in the list"],
    ["a column twice", "name,email,e-mail,role\na,b,c,d", "Two columns are called email"],
    ["a quotation mark that stays open", 'name,email,role\n"Ann,a@h.example,resident\n', "quotation mark"],
    [
      "another encoding",
      `name,email,role\n${new TextDecoder().decode(new Uint8Array([74, 246, 114, 103]))},a@h.example,resident`,
      "not UTF-8",
    ],
    ["too many rows", `name,email,role\n${"a,a@h.example,resident\n".repeat(2001)}`, "2000 at most"],
  ])("is refused with %s, in a sentence", (_, text, words) => {
    expect(refusal(text)).toContain(words);
  });

  it("never throws, whatever it holds", () => {
    const cell = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "=cmd|' /C calc'!A0",
        '"',
        ";",
        ",",
        "\r\n",
        "\uFEFF",
        "a@h.example",
        "resident",
        "'; DROP TABLE",
      ),
    );
    const line = fc.array(cell, { maxLength: 7 }).map((cells) => cells.join(","));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.boolean(), (lines, hasHeader) => {
        const text = (hasHeader ? "name,email,role,cohort,year\n" : "") + lines.join("\n");
        const result = readList(text);
        if (!result.ok) {
          expect(result.failure.detail).toMatch(/\.$/);
          return;
        }
        const known = {
          role: "admin",
          cohorts: [],
          accounts: new Set<string>(),
          strangers: new Set<string>(),
          invited: new Map(),
        } as const;
        for (const planned of planList(result.value.rows, known)) expect(planned.words).toMatch(/\.$/);
      }),
      { numRuns: 500 },
    );
  });

  it("comes back from what a spreadsheet writes", () => {
    // An apostrophe stands before what would be a formula.
    const isPlain = (text: string): boolean => text.trim() !== "" && !/(^|[;\t\r\n])[\s"]*[=+\-@]/.test(text);
    const name = fc.string({ minLength: 1 }).filter(isPlain);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, fc.emailAddress().filter(isPlain), fc.constant("resident")), {
          minLength: 1,
        }),
        (rows) => {
          const { rows: back } = read(toCsv(["name", "email", "role"], rows));
          expect(back.map((row) => [row.name, row.email, row.role])).toEqual(rows);
        },
      ),
    );
  });
});
