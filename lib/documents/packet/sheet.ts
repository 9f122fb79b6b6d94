import type { Paper } from "@/lib/domain/packet/views";
import { commonFonts, inSight, type Piece, piecesOf } from "./fonts";
import { isPackedFont, openPackedFont, type Weight } from "./packed-letters";

export type PdfDocument = PDFKit.PDFDocument;

/** In points of 1/72 inch, as all lengths here; x grows to the right, y downwards. */
const MARGIN = 36;

export const paperSizes: Readonly<Record<Paper, readonly [width: number, height: number]>> = {
  a4: [595.28, 841.89],
  letter: [612, 792],
};

/** On white paper, and told apart when it is printed in grey: by darkness, and by their lines. */
export const inks = {
  ink: "#14212b",
  muted: "#54636e",
  line: "#c9d1d6",
  faint: "#eef1f3",
  resident: "#1c5f9e",
  interval: "#cfe0ef",
  cohort: "#cde0d5",
  median: "#5d8f77",
  accent: "#125a6b",
} as const;
export type Ink = keyof typeof inks;

type TextStyle = {
  readonly size: number;
  readonly weight?: Weight;
  readonly ink?: Ink;
  readonly align?: "left" | "right" | "center";
  /** The width that the text must fit: it is cut with an ellipsis where it doesn't. */
  readonly fit?: number;
};

/** A part of the page's structure, which screen readers follow. */
export type Tag = { add(tag: string, draw: (inner: Tag) => void, options?: TagOptions): void };

/** What pdfkit takes; its types know only the first of these. */
type TagOptions = {
  /** What a figure shows, in a sentence. */
  readonly alt?: string;
  /** Where it stands on the page. */
  readonly bbox?: readonly [left: number, top: number, right: number, bottom: number];
  /** Whether a header cell names a column or a row. */
  readonly scope?: "Column" | "Row";
};

/** A page to draw on. */
export type Sheet = {
  readonly doc: PdfDocument;
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly bottom: number;
  /** Writes a line with its letters' feet at y; x is its left end, its right end or its middle. */
  text(text: string, x: number, y: number, style: TextStyle): void;
  measure(text: string, style: Pick<TextStyle, "size" | "weight">): number;
  /** The lines that a text breaks into at a width. */
  wrap(text: string, width: number, style: Pick<TextStyle, "size" | "weight">): string[];
  /** The letters that were to be written on this page, and that no font has. */
  readonly lacking: ReadonlySet<string>;
  /** A line across the page at y, or from one place to another; half a point thick unless given. */
  rule(y: number, style?: { from?: number; to?: number; thick?: number; ink?: Ink }): void;
  /** Draws what screen readers should skip: lines and backgrounds. */
  artifact(draw: (doc: PdfDocument) => void): void;
};

const nameOf = (font: string, weight: Weight): string => `${font} ${weight}`;
const WEIGHTS: readonly Weight[] = ["regular", "bold"];

/** Names the fonts' files to a document; each is opened when a text first needs it. */
export function registerFonts(doc: PdfDocument): void {
  for (const weight of WEIGHTS)
    for (const [font, file] of commonFonts(weight)) doc.registerFont(nameOf(font, weight), file);
}

/** Opens the fonts of the letters that a page will write and that lie packed. */
export async function registerPackedFonts(doc: PdfDocument, texts: string): Promise<void> {
  const pieces = piecesOf(texts.normalize("NFC")).filter(({ font }) => isPackedFont(font));
  for (const font of new Set(pieces.map(({ font }) => font))) {
    for (const weight of WEIGHTS) doc.registerFont(nameOf(font, weight), await openPackedFont(font, weight));
  }
}

/** What pdfkit knows of fonts; its types don't tell. */
type KnownFonts = PdfDocument & {
  readonly _registeredFonts: Readonly<Record<string, unknown>>;
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
};

function hasLetter(doc: PdfDocument, font: string, letter: string): boolean {
  const known = doc as KnownFonts;
  const name = nameOf(font, "regular");
  if (!(name in known._registeredFonts)) return false;
  doc.font(name);
  return known._font.font.hasGlyphForCodePoint(letter.codePointAt(0)!);
}

/** Stands for a letter that no font has; what a page says of it is in `drawFoot`. */
export const LACKING = "\uFFFD";

/** What is in every font, and by far the most of what is written. */
const PLAIN = /^[ -~]*$/;
/** Letters that nobody sees: they need no font. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/u;

/** Laid out as a whole, as the script wants it; pdfkit would take it word by word, and turn the words' order round. */
const optionsOf = ({ script }: Piece): PDFKit.Mixins.TextOptions =>
  script === "latin" || script === "han" ? {} : { features: [] };

export function makeSheet(doc: PdfDocument): Sheet {
  const { width, height } = doc.page;
  const lacking = new Set<string>();
  const written = new Map<string, string>();
  /** What is drawn for a letter: itself, or the sign for one that no font has. */
  const drawn = (font: string, letter: string): string => {
    const known = written.get(letter);
    if (known !== undefined) return known;
    const has = hasLetter(doc, font, letter);
    if (!has && !UNSEEN.test(letter) && letter !== LACKING) lacking.add(letter);
    const shown = has ? letter : UNSEEN.test(letter) ? "" : LACKING;
    written.set(letter, shown);
    return shown;
  };
  const printable = (text: string): string =>
    PLAIN.test(text)
      ? text
      : piecesOf(text.normalize("NFC"))
          .flatMap(({ font, text: piece }) => [...piece].map((letter) => drawn(font, letter)))
          .join("");
  const widthOf = (piece: Piece, { size, weight = "regular" }: Pick<TextStyle, "size" | "weight">): number =>
    doc.font(nameOf(piece.font, weight)).fontSize(size).widthOfString(piece.text, optionsOf(piece));
  const measure: Sheet["measure"] = (text, style) =>
    piecesOf(printable(text)).reduce((sum, piece) => sum + widthOf(piece, style), 0);
  const fitted = (text: string, style: TextStyle): string => {
    if (style.fit === undefined || measure(text, style) <= style.fit) return text;
    const letters = [...text];
    let [fits, over] = [0, letters.length];
    while (over - fits > 1) {
      const middle = (fits + over) >> 1;
      if (measure(`${letters.slice(0, middle).join("").trimEnd()}…`, style) <= style.fit) fits = middle;
      else over = middle;
    }
    return `${letters.slice(0, fits).join("").trimEnd()}…`;
  };
  const artifact: Sheet["artifact"] = (draw) => {
    doc.markContent("Artifact", { type: "Layout" });
    draw(doc);
    doc.endMarkedContent();
  };
  return {
    doc,
    left: MARGIN,
    right: width - MARGIN,
    width: width - 2 * MARGIN,
    bottom: height - MARGIN,
    measure,
    lacking,
    text(text, x, y, style) {
      const { size, weight = "regular", ink = "ink", align = "left" } = style;
      const line = printable(fitted(text, style));
      const width = align === "left" ? 0 : measure(line, style);
      let start = align === "right" ? x - width : align === "center" ? x - width / 2 : x;
      doc.fillColor(inks[ink]);
      for (const piece of inSight(piecesOf(line))) {
        doc.font(nameOf(piece.font, weight)).fontSize(size);
        doc.text(piece.text, start, y, { ...optionsOf(piece), lineBreak: false, baseline: "alphabetic" });
        start += widthOf(piece, style);
      }
    },
    wrap(text, width, style) {
      return text
        .split(/\n+/)
        .flatMap((paragraph) => wrapLine(paragraph.trim(), width, (line) => measure(line, style)));
    },
    rule(y, { from = MARGIN, to = width - MARGIN, thick = 0.5, ink = "line" } = {}) {
      artifact(() => doc.moveTo(from, y).lineTo(to, y).lineWidth(thick).stroke(inks[ink]));
    },
    artifact,
  };
}

function wrapLine(text: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer) <= width) line = longer;
    else {
      if (line !== "") lines.push(line);
      line = word;
      // A word that is wider than a line is broken where the line ends.
      while (measure(line) > width) {
        const letters = [...line];
        let fits = letters.length - 1;
        while (fits > 1 && measure(letters.slice(0, fits).join("")) > width) fits--;
        lines.push(letters.slice(0, fits).join(""));
        line = letters.slice(fits).join("");
      }
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** The structure of a document, from its root on. What is drawn for a tag is read at its place. */
export function structureOf(doc: PdfDocument): { readonly root: Tag; end(): void } {
  const document = doc.struct("Document");
  doc.addStructure(document);
  const tagOf = (element: PDFKit.PDFStructureElement): Tag => ({
    add(tag, draw, options = {}) {
      const holdsOthers = GROUPS.has(tag);
      const inner = doc.struct(tag, options as PDFKit.Mixins.StructureElementOptions);
      if (!holdsOthers) inner.add(() => draw(NO_TAG));
      element.add(inner);
      if (holdsOthers) draw(tagOf(inner));
      inner.end();
    },
  });
  return { root: tagOf(document), end: () => void document.end() };
}

/** Tags that hold other tags, and no content of their own. */
const GROUPS = new Set(["Sect", "Table", "TR"]);

const NO_TAG: Tag = {
  add() {
    throw new Error("What holds content holds no other tags.");
  },
};
