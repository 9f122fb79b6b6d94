import { type getDocumentProxy, getResolvedPDFJS } from "unpdf";
import { describe, expect, it } from "vitest";
import type { ResidentPage } from "@/lib/domain/cohorts/views";
import { EXAMPLE_MILESTONES, MOST_MILESTONES, standingsOf } from "@/lib/domain/milestones/milestone";
import type { Packet, Paper } from "@/lib/domain/packet/views";
import { packetCsvRows } from "./packet-csv";
import { assignment, madePacket, madeResident } from "./testing";
import { packetTitle, writePackets } from "./write-packets";

type PDFDocumentProxy = Awaited<ReturnType<typeof getDocumentProxy>>;

const { getDocument, OPS } = await getResolvedPDFJS();

async function write(packets: readonly Packet[], paper: Paper = "a4"): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writePackets(packets, { title: packetTitle(packets[0]!), paper }))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

const open = (file: Buffer): Promise<PDFDocumentProxy> =>
  getDocument({ data: new Uint8Array(file), useSystemFonts: false, verbosity: 0 }).promise;

async function textOf(document: PDFDocumentProxy, page = 1): Promise<string> {
  const content = await (await document.getPage(page)).getTextContent();
  return content.items
    .map((item) => ("str" in item ? item.str : ""))
    .join(" ")
    .replaceAll(/\s+/g, " ");
}

const longName =
  "Дмитро Θεοδώρα Nguyễn-Wolfeschlegelsteinhausenbergerdorff de la Concepción y Villanueva-Martínez von Habsburg";
const manyNotes: ResidentPage["notes"] = Array.from({ length: 30 }, (_, at) => ({
  id: String(at),
  author: `Dr Long ${"Name ".repeat(at)}`,
  at: new Date(Date.UTC(2026, 10, 20 - at)).toISOString(),
  text: `${"A note that goes on for a while about how the zone was drawn. ".repeat(1 + (at % 5))}${"x".repeat(at === 1 ? 900 : 0)}`,
}));

function fullPacket(): Packet {
  const resident = madeResident(52, { name: longName, notes: manyNotes });
  const milestones = Array.from({ length: MOST_MILESTONES }, (_, at) => ({
    ...EXAMPLE_MILESTONES[at % EXAMPLE_MILESTONES.length]!,
    code: `EPA ${at + 1}`,
    name: "A milestone whose name goes on and on ".repeat(3),
  }));
  return madePacket(resident, {
    standings: standingsOf(milestones, resident),
    institution: "The Royal and Imperial General Hospital of Somewhere Far Away, Department of Surgery",
    printedBy: "Dr Somebody with an Equally Long Name from the Far Away Department",
  });
}

describe("writePackets", () => {
  it("says on its first page what the committee needs", async () => {
    const document = await open(await write([madePacket(madeResident(26))]));
    expect(document.numPages).toBe(2);
    const text = await textOf(document);
    for (const words of [
      "Ana Muñoz-Ørsted",
      "Year 3 of training, Surgery, year 3",
      "25 May to 22 Nov 2026",
      "General Hospital, Department of Surgery",
      "Printed 22 Nov 2026, 19:05",
      "by Dr Judit Kővári",
      "58% 95%: 52% to 63% n = 412 answers",
      "D Gallbladder Dissection from Liver Bed",
      "Middle half of Surgery, year 3",
      "Too large",
      "Brier 0.16, n = 171",
      "Example 2 Names where dissection is safe HA@0.25 58% 412 2 of 4",
      "we agreed to go through ten such frames together",
      "someone no longer here",
      "Formative, not for high-stakes decisions.",
    ])
      expect(text).toContain(words);
  });

  it("is tagged, titled and in the paper’s size, with figures told in words", async () => {
    const document = await open(await write([madePacket(madeResident(26))], "letter"));
    const { info } = await document.getMetadata();
    expect(info).toMatchObject({ Title: "Ana Muñoz-Ørsted, 25 May to 22 Nov 2026", Language: "en-GB" });
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    const page = await document.getPage(1);
    expect(page.view).toEqual([0, 0, 612, 792]);
    const tree = JSON.stringify(await page.getStructTree());
    expect(tree.match(/"role":"Figure"/g)).toHaveLength(6);
    expect(tree.match(/"role":"Table"/g)).toHaveLength(3);
    expect(tree).toContain('"role":"H1"');
    expect(tree).toContain("HA@0.25 by week: 24 weeks with answers");
  });

  it("holds a name with signs of XML as it is, wherever programs read it", async () => {
    const name = "Ann </rdf:li> & “<b>Bo</b>”";
    const { info, metadata } = await (
      await open(await write([madePacket(madeResident(26, { name }))]))
    ).getMetadata();
    expect(info).toMatchObject({ Title: `${name}, 25 May to 22 Nov 2026` });
    expect(metadata.get("dc:title")).toBe(`${name}, 25 May to 22 Nov 2026`);
    expect(metadata.get("pdfuaid:part")).toBe("1");
  });

  it("can be read by programs whatever a name holds", async () => {
    const name = "Mia\uFFFE Ro\u0001th \uD800";
    const document = await open(await write([madePacket(madeResident(26, { name }))]));
    const { metadata } = await document.getMetadata();
    expect(metadata.get("dc:title")).toBe("Mia\uFFFD Ro\uFFFDth \uFFFD, 25 May to 22 Nov 2026");
    expect(await textOf(document)).toContain("can’t print: U+FFFE, U+D800.");
  });

  it("holds its fonts, and draws with lines and text alone", async () => {
    const file = await write([madePacket(madeResident(26)), fullPacket()]);
    const names = [...file.toString("latin1").matchAll(/\/BaseFont \/(\S+)/g)].map(([, name]) => name);
    expect(new Set(names.map((name) => name!.replace(/^[A-Z]{6}\+/, "")))).toEqual(
      new Set(["IBMPlexSans-Regular", "IBMPlexSans-SemiBold"]),
    );
    expect(file.toString("latin1").match(/\/FontFile2/g)).toHaveLength(2);
    const document = await open(file);
    for (let at = 1; at <= document.numPages; at++) {
      const { fnArray } = await (await document.getPage(at)).getOperatorList();
      const images = [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject];
      expect(fnArray.filter((operator) => images.includes(operator))).toEqual([]);
    }
  });

  it("writes names in Chinese and Arabic letters with fonts that have them", async () => {
    const resident = madeResident(26, { name: "Chan Tai Man 陳大文" });
    const file = await write([madePacket(resident, { printedBy: "ليلى حسن" })]);
    const names = [...file.toString("latin1").matchAll(/\/BaseFont \/[A-Z]{6}\+(\S+)/g)].map(
      ([, name]) => name,
    );
    expect(new Set(names)).toEqual(
      new Set([
        "IBMPlexSans-Regular",
        "IBMPlexSans-SemiBold",
        // Named by the lightest of its weights, whatever was made of it.
        "NotoSansSC-Thin",
        "NotoSansArabic-Regular",
      ]),
    );
    const document = await open(file);
    const text = await textOf(document);
    // Letters of several fonts are read as several words.
    expect(text.replaceAll(" ", "")).toContain("陳大文");
    expect(text.normalize("NFKC")).toContain("حسن");
    expect(document.numPages).toBe(2);
    // Only the letters that are used travel with the file.
    expect(file.length).toBeLessThan(200_000);
  });

  it.each([
    ["Korean", "김민준"],
    ["Hebrew", "יעל כהן בן-דוד"],
    ["Thai", "สมชาย ใจดี"],
    ["Devanagari", "अनीता शर्मा"],
    ["Georgian", "ნინო ბერიძე"],
    ["Armenian", "Անի Պետրոսյան"],
    ["Vietnamese", "Nguyễn Thị Ngọc Ánh"],
    ["Arabic and Latin", "Dr. محمد علي PGY-3"],
    ["rare Chinese", "𠮷田 花子"],
    ["invisible letters and", "Ana\u2060 Ruiz\u200b"],
  ])("has the letters of %s names", async (_, name) => {
    const notes = [{ id: "n", author: name, at: "2026-11-01T00:00:00Z", text: name }];
    const packet = madePacket(madeResident(26, { name, notes, assignments: [assignment(name)] }));
    const document = await open(await write([packet]));
    for (const page of [1, 2]) expect(await textOf(document, page)).not.toContain("\uFFFD");
  });

  it("says which letters it can’t print", async () => {
    const document = await open(await write([madePacket(madeResident(26, { name: "Ana Ruiz 👩‍⚕️ ᏣᎳᎩ" }))]));
    for (const page of [1, 2]) {
      const text = await textOf(document, page);
      expect(text.replaceAll(" ", "")).toContain(`AnaRuiz${"\uFFFD".repeat(5)}`);
      expect(text).toContain("can’t print: U+1F469, U+2695, U+13E3, U+13B3, U+13A9. The CSV has them.");
    }
  });

  it("keeps its figures on one page with the longest names, all milestones, a year of weeks and thirty notes", async () => {
    for (const paper of ["a4", "letter"] as const) {
      const document = await open(await write([fullPacket()], paper));
      expect(document.numPages).toBe(2);
      const page = await document.getPage(1);
      const [, , width = 0, height = 0] = page.view;
      const { items } = await page.getTextContent();
      for (const item of items) {
        if (!("str" in item) || item.str.trim() === "") continue;
        const [, , , , x, y] = item.transform as number[];
        expect(x, item.str).toBeGreaterThanOrEqual(35);
        expect(x! + item.width, item.str).toBeLessThanOrEqual(width - 35);
        expect(y, item.str).toBeGreaterThanOrEqual(35);
        expect(y, item.str).toBeLessThanOrEqual(height - 36);
      }
      const text = await textOf(document);
      expect(text).toContain("Дмитро Θεοδώρα Nguyễn");
      expect(text).toContain("EPA 12");
      expect(text).toMatch(/\d+ more: on the resident’s page in Calot\./);
      // Nothing of the notes runs into the page's foot.
      const feet = items.flatMap((item) =>
        "str" in item && item.str.trim() !== "" ? [item.transform[5] as number] : [],
      );
      expect(feet.filter((foot) => foot > 37 && foot < 48)).toEqual([]);
    }
  });

  it("says so where there is no answer, no note and no milestone", async () => {
    const resident = madeResident(0, {
      notes: [],
      band: null,
      history: [],
      trainingYear: null,
      active: false,
    });
    const text = await textOf(await open(await write([madePacket(resident, { standings: [] })])));
    for (const words of [
      "Year of training not known, in no cohort now",
      "account closed",
      "no interval n = 0 answers",
      "No answers in this time",
      "Never said",
      "The program has set no milestones yet.",
      "Nothing in this time.",
    ])
      expect(text).toContain(words);
    expect(text).not.toContain("Middle half");
  });

  it("explains its figures, and lists what was finished, excused or is overdue", async () => {
    const text = await textOf(await open(await write([madePacket(madeResident(26))])), 2);
    for (const words of [
      "Competency committee packet, page 2",
      "How to read these figures",
      "n The answers behind a figure: first attempts at a case alone",
      "Not counted Repeats of a case",
      "HA@0.25 Hardcore accuracy. Hits among all answers",
      "95% interval The values that fit the answers.",
      "Middle half Of the resident’s cohort in a week",
      "Zones alone Phase given — 0 of 12 Excused 30 Oct 2026",
      "Pretest of the autumn Exam 2 Nov 2026 12 of 12 Finished late, 13 Nov 2026",
      "Inflamed gallbladders Guided 2 Nov 2026 5 of 12 Overdue since 2 Nov 2026",
      "Formative, not for high-stakes decisions.",
    ])
      expect(text).toContain(words);
    expect(text).not.toContain("Next week’s cases");
  });

  it("cuts no figure of a phase short: few answers are told as a count", async () => {
    const resident = madeResident(26);
    const figure = { ...resident.byPhase.A.ha25, value: 12 / 19, n: 19 };
    const figures = { ...resident.byPhase.A, ha25: figure, hmIoU: figure, acc: figure, mIoU: figure };
    const byPhase = { A: figures, B: figures, C: figures, D: figures };
    const text = await textOf(await open(await write([madePacket({ ...resident, byPhase })])));
    const table = text.slice(text.indexOf("By phase"), text.indexOf("What the zone did"));
    expect(table.match(/12 of 19 0\.63 12 of 19 0\.63 19/g)).toHaveLength(4);
    expect(table).not.toContain("…");
  });

  it("lets a long list of assignments flow on, and none of it into a page’s foot", async () => {
    const many = Array.from({ length: 130 }, (_, at) =>
      assignment(`Set ${at} ${"of a long name ".repeat(at % 12)}`, { state: at % 7 ? "done" : "overdue" }),
    );
    for (const [paper, pages] of [
      ["a4", 4],
      ["letter", 5],
    ] as const) {
      const packet = madePacket(madeResident(26, { name: longName, assignments: many }));
      const document = await open(await write([packet], paper));
      expect(document.numPages).toBe(pages);
      const texts: string[] = [];
      for (let number = 2; number <= document.numPages; number++) {
        const page = await document.getPage(number);
        texts.push(await textOf(document, number));
        const { items } = await page.getTextContent();
        for (const item of items) {
          if (!("str" in item) || item.str.trim() === "") continue;
          const [, , , , x, y] = item.transform as number[];
          expect(x! + item.width, item.str).toBeLessThanOrEqual(page.view[2]! - 35);
          expect(y! > 48 || y! < 37, item.str).toBe(true);
        }
      }
      expect(texts.at(-1)).toContain("Assignments, continued");
      for (let at = 0; at < many.length; at++) {
        expect(texts.filter((text) => new RegExp(`Set ${at}\\b`).test(text))).toHaveLength(1);
      }
    }
  });

  it("lists what was overdue before the period, and nothing else of that time", async () => {
    const before = "2026-01-01T00:00:00Z";
    const resident = madeResident(26, {
      assignments: [
        assignment("Old and done", { since: before }),
        assignment("Old and overdue", { since: before, state: "overdue" }),
      ],
    });
    const text = await textOf(await open(await write([madePacket(resident)])), 2);
    expect(text).toContain("Old and overdue");
    expect(text).not.toContain("Old and done");
    const rows = packetCsvRows(madePacket(resident)).map((row) => row.slice(2));
    expect(rows.filter(([section]) => String(section).startsWith("assignment"))).toEqual([
      ["assignment", "of Old and overdue", "guided", 12, null, null, 12, "Old and overdue"],
      ["assignment_due", "of Old and overdue", "", null, null, null, null, "2026-11-01T23:30:00Z"],
      ["assignment_standing", "of Old and overdue", "overdue", null, null, null, null, before],
    ]);
    const none = await open(await write([madePacket(madeResident(26, { assignments: [] }))]));
    expect(await textOf(none, 2)).toContain("None in this time.");
  });

  it("leaves out notes that were written before the period", async () => {
    const old = { id: "o", author: "Dr Old", at: "2026-01-01T00:00:00Z", text: "Long ago." };
    const packet = madePacket(madeResident(26, { notes: [old] }));
    expect(await textOf(await open(await write([packet])))).not.toContain("Long ago.");
  });

  it("gives each resident pages of their own, also when two files are made at once", async () => {
    const of = (name: string) => madePacket(madeResident(26, { name }));
    const [one, other] = await Promise.all([
      write([of("Ana"), of("Béla"), of("Cem")]),
      write([of("Dora"), of("Emil")]),
    ]);
    const [first, second] = [await open(one), await open(other)];
    expect([first.numPages, second.numPages]).toEqual([6, 4]);
    expect(await textOf(first, 3)).toContain("Béla");
    expect(await textOf(first, 4)).toContain("Béla");
    expect(await textOf(first, 5)).not.toContain("Béla");
    expect(await textOf(second, 3)).toContain("Emil");
  });
});
