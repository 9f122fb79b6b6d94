import PDFDocument from "pdfkit";
import type { Packet, Paper } from "@/lib/domain/packet/views";
import { locale } from "@/lib/language/language";
import { t } from "@/lib/language/t";
import { describePeriod } from "@/lib/words/cohort-figures";
import { drawFurtherPages } from "./further-pages";
import { drawPage } from "./page";
import { paperSizes, registerFonts, registerPackedFonts, structureOf } from "./sheet";

type PacketFile = {
  readonly title: string;
  readonly paper: Paper;
};

/**
 * Writes a PDF of packets as they come, each on pages of its own: a tagged one with its fonts inside, of vectors and text alone.
 *
 * @returns the file, piece by piece, while it is written
 */
export async function* writePackets(
  packets: Iterable<Packet> | AsyncIterable<Packet>,
  { title, paper }: PacketFile,
): AsyncGenerator<Uint8Array> {
  const doc = new PDFDocument({
    size: [...paperSizes[paper]],
    // The page's text sets its own places; a margin would break it where it ends.
    margin: 0,
    autoFirstPage: false,
    pdfVersion: "1.7",
    // pdfkit's types don't know it yet.
    subset: "PDF/UA" as PDFKit.Mixins.PDFSubsets,
    tagged: true,
    lang: locale(),
    displayTitle: true,
    // No font until a page asks for one: pdfkit's default font would be named in the file without being in it.
    font: "",
    info: {
      Title: title,
      Author: "Calot",
      Subject: t`Formative, not for high-stakes decisions`,
      Producer: "Calot",
      Creator: "Calot",
    },
  });
  escapeMetadata(doc);
  registerFonts(doc);
  const structure = structureOf(doc);
  for await (const packet of packets) {
    await registerPackedFonts(doc, JSON.stringify(packet));
    doc.addPage();
    drawPage(doc, structure.root, packet);
    drawFurtherPages(doc, structure.root, packet);
    yield* taken(doc);
  }
  structure.end();
  doc.end();
  for await (const piece of doc) yield piece as Uint8Array;
}

/**
 * pdfkit writes its info twice: into the file's dictionary, and then as it is into XML, where a name like “Ann & Bo” would
 * end what readers understand.
 */
function escapeMetadata(doc: PDFKit.PDFDocument): void {
  const writer = doc as PDFKit.PDFDocument & { endMetadata(): void };
  const end = writer.endMetadata.bind(doc);
  writer.endMetadata = () => {
    for (const key of ["Title", "Author", "Subject", "Producer", "Creator"] as const) {
      const text = doc.info[key];
      if (text !== undefined)
        doc.info[key] = text.replaceAll(NOT_XML, "\uFFFD").replaceAll(/[&<>]/g, (sign) => XML_SIGNS[sign]!);
    }
    end();
  };
}

/** What XML can't hold, however it is escaped. */
const NOT_XML = /[\p{Cc}\uFFFE\uFFFF\p{Surrogate}]/gu;
const XML_SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** What is written so far. */
function* taken(doc: PDFKit.PDFDocument): Generator<Uint8Array> {
  for (let piece = doc.read(); piece !== null; piece = doc.read()) yield piece as Uint8Array;
}

/** The title of one resident's packet. */
export function packetTitle({ resident }: Packet): string {
  return t`${resident.name}, ${describePeriod(resident.period)}`;
}
