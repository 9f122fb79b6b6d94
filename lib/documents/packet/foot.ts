import type { Packet } from "@/lib/domain/packet/views";
import { t } from "@/lib/language/t";
import { inks, type Sheet, type Tag } from "./sheet";

/** What stands at the foot of each page. */
export function drawFoot(sheet: Sheet, tag: Tag, { resident }: Packet): void {
  const { left, right, bottom } = sheet;
  sheet.artifact((doc) =>
    doc
      .moveTo(left, bottom - 9)
      .lineTo(right, bottom - 9)
      .lineWidth(0.5)
      .stroke(inks.line),
  );
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
}
