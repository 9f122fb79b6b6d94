import type { Calibration } from "@/lib/domain/cohorts/views";
import { inContext, plural, t } from "@/lib/language/t";
import { formatCount, formatDecimal } from "@/lib/words/figures";
import { inks, type Sheet, type Tag } from "./sheet";

/** How sure the resident was against how often that was right: on the line, sureness is what happens. */
export function drawReliability(
  sheet: Sheet,
  tag: Tag,
  title: string,
  { n, bins, brier }: Calibration,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
): void {
  const { doc } = sheet;
  const left = x + 16;
  const top = y + 21;
  const at = (value: number): number => left + value * side;
  const up = (value: number): number => top + (1 - value) * side;
  const most = Math.max(1, ...bins.map((bin) => bin.n));
  const words = t`Brier ${formatDecimal(brier)}, n = ${formatCount(n)}`;
  tag.add(
    "Figure",
    () => {
      sheet.text(title, x, y + 8, { size: 7.5, weight: "bold" });
      sheet.text(words, x, y + 16.5, { size: 6.5, ink: "muted" });
      doc.rect(left, top, side, side).lineWidth(0.4).stroke(inks.line);
      doc
        .moveTo(at(0), up(0))
        .lineTo(at(1), up(1))
        .lineWidth(0.6)
        .dash(2, { space: 2 })
        .stroke(inks.line)
        .undash();
      const [first, ...rest] = bins;
      if (first && rest.length > 0) {
        doc.moveTo(at(first.confidence), up(first.right));
        for (const bin of rest) doc.lineTo(at(bin.confidence), up(bin.right));
        doc.lineWidth(0.9).lineJoin("round").stroke(inks.resident);
      }
      // The area of a dot is the share of the answers in it.
      for (const bin of bins)
        doc
          .circle(at(bin.confidence), up(bin.right), 1.2 + 2.2 * Math.sqrt(bin.n / most))
          .fill(inks.resident);
      for (const value of [0, 1]) {
        const tick = value === 0 ? "0" : "1";
        sheet.text(tick, left - 3, up(value) + (value === 0 ? 0 : 5), {
          size: 6,
          ink: "muted",
          align: "right",
        });
        sheet.text(tick, at(value), top + side + 7, {
          size: 6,
          ink: "muted",
          align: value === 0 ? "left" : "right",
        });
      }
      sheet.text(
        inContext("below a curve: how sure the resident said to be")`said sure`,
        left + side / 2,
        top + side + 7,
        { size: 6, ink: "muted", align: "center" },
      );
      if (bins.length === 0) {
        const why = n === 0 ? t`Never said` : t`Too few said`;
        sheet.text(why, left + side / 2, top + side / 2, { size: 7, ink: "muted", align: "center" });
      }
    },
    {
      alt: t`${title}: ${words}. ${plural(bins.length, "# bin", "# bins")}.`,
      bbox: [x, y, left + side, top + side + 8],
    },
  );
}
