import { isDateFormat } from "hucre";
import type { Parts } from "./open-parts";
import { readXml } from "./read-xml";
import { isOn } from "./rich-text";

/** How a cell is shown. */
export type CellFormat = {
  readonly isDate: boolean;
  /** Null where a number is shown as it is. */
  readonly code: string | null;
  readonly struck: boolean;
};

export const PLAIN: CellFormat = { isDate: false, code: null, struck: false };

/** The formats that every workbook has without writing them down (ECMA-376, 18.8.30). */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  12: "# ?/?",
  13: "# ??/??",
  37: "#,##0;(#,##0)",
  38: "#,##0;(#,##0)",
  39: "#,##0.00;(#,##0.00)",
  40: "#,##0.00;(#,##0.00)",
  48: "##0.0E+0",
};
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** The formats of a workbook's cells, in the order by which cells name them. */
export async function readCellFormats(parts: Parts, part: string | null): Promise<CellFormat[]> {
  if (part === null || !parts.has(part)) return [];
  const codes = new Map<number, string>();
  const struckFonts: boolean[] = [];
  const formats: { code: number; font: number }[] = [];
  let section = "";
  await readXml(part, parts.read(part), {
    open(name, attributes) {
      if (["numFmts", "fonts", "cellXfs", "dxfs"].includes(name)) section = name;
      else if (name === "numFmt" && section === "numFmts")
        codes.set(Number(attributes("numFmtId")), attributes("formatCode") ?? "");
      else if (name === "font" && section === "fonts") struckFonts.push(false);
      else if (name === "strike" && section === "fonts")
        struckFonts[struckFonts.length - 1] = isOn(attributes);
      else if (name === "xf" && section === "cellXfs")
        formats.push({ code: Number(attributes("numFmtId") ?? 0), font: Number(attributes("fontId") ?? -1) });
    },
    close(name) {
      if (name === section) section = "";
    },
  });
  return formats.map(({ code: id, font }) => {
    const code = codes.get(id) ?? BUILT_IN[id] ?? null;
    return {
      isDate: codes.has(id) ? isDateFormat(codes.get(id)!) : isBuiltInDate(id),
      code: code === null || /^(?:general|@|0)?$/i.test(code) ? null : code,
      struck: struckFonts[font] ?? false,
    };
  });
}
