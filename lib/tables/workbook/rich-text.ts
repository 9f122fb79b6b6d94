import type { Attributes } from "./read-xml";

/** A text of a workbook, with whether a part of it is struck out. */
export type RichText = { readonly text: string; readonly struck: boolean };

/**
 * Collects the text of an `si` or `is`: its runs one after the other, without the reading aids of East Asian texts.
 */
export function startRichText() {
  let text = "";
  let run = "";
  let struckRun = false;
  let struck = false;
  let inText = false;
  let inAid = false;
  return {
    open(name: string, attributes: Attributes): void {
      if (name === "rPh") inAid = true;
      else if (name === "r") struckRun = false;
      else if (name === "strike") struckRun = isOn(attributes);
      else if (name === "t" && !inAid) {
        inText = true;
        run = "";
      }
    },
    text(part: string): void {
      if (inText) run += part;
    },
    close(name: string): void {
      if (name === "rPh") inAid = false;
      if (name === "r") struckRun = false;
      if (name !== "t" || !inText) return;
      inText = false;
      text += unescaped(run);
      // A space or a comma that is struck out strikes nothing out.
      if (struckRun && /[\p{L}\p{N}]/u.test(run)) struck = true;
    },
    end: (): RichText => ({ text, struck }),
  };
}

/** Whether a property such as `<strike/>` or `<strike val="1"/>` holds. */
export function isOn(attributes: Attributes): boolean {
  return !["0", "false"].includes(attributes("val") ?? "1");
}

/** `_x000D_` is how a workbook writes a character that XML can't hold, and `_x005F_` the underscore before what isn't. */
export function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
