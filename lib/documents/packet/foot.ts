import type { Packet } from "@/lib/domain/packet/views";
import { t } from "@/lib/language/t";
import { LACKING, type Sheet, type Tag } from "./sheet";

/** What stands at the foot of each page; drawn last, for it tells of the letters that the page could not write. */
export function drawFoot(sheet: Sheet, tag: Tag, { resident }: Packet): void {
  const { left, right, bottom } = sheet;
  sheet.rule(bottom - 9);
  tag.add("P", () => {
    const words = t`Formative, not for high-stakes decisions.`;
    sheet.text(words, left, bottom, { size: 7, weight: "bold" });
    const more = t`First attempts alone, over still frames. For education. Not for use during an operation.`;
    const at = left + sheet.measure(words, { size: 7, weight: "bold" }) + 5;
    sheet.text(more, at, bottom, { size: 7, ink: "muted", fit: right - at - 70 });
    sheet.text(`Calot  ${resident.id.slice(0, 8)}`, right, bottom, {
      size: 6.5,
      ink: "muted",
      align: "right",
    });
  });
  if (sheet.lacking.size > 0)
    tag.add("P", () => {
      const letters = [...sheet.lacking].map(codeOf).join(", ");
      const words = t`${LACKING} stands for letters that this page can’t print: ${letters}. The CSV has them.`;
      sheet.text(words, left, bottom + 9, { size: 6.5, ink: "muted", fit: right - left });
    });
}

/** "U+1F469": how a letter is looked up that can't be shown. */
const codeOf = (letter: string): string =>
  `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
