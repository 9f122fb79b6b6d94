import { rich } from "@/components/ui/rich";
import { t } from "@/lib/language/t";
import type { Piece } from "./mark-pieces";

const styles = {
  shared: "underline decoration-1 decoration-solid underline-offset-4",
  missed: "underline decoration-2 decoration-dotted underline-offset-4",
} as const;

const colours = {
  you: "decoration-you",
  reference: "decoration-reference",
  model: "decoration-model",
} as const;

type MarkedTextProps = { pieces: readonly Piece[]; reader: keyof typeof colours };

/** A text with what is shared and missed underlined; the same is said in words below it. */
export function MarkedText({ pieces, reader }: MarkedTextProps) {
  return pieces.map(({ text, start, mark }) =>
    mark ? (
      <span key={start} className={`${styles[mark]} ${colours[reader]}`}>
        {text}
      </span>
    ) : (
      text
    ),
  );
}

/** What the underlines mean. */
export function MarkLegend() {
  return (
    <p className="mt-1 text-muted text-xs">{rich`${<span className={styles.shared}>{t`Solid`}</span>}: both name it. ${<span className={styles.missed}>{t`Dotted`}</span>}: the reference alone names it.`}</p>
  );
}
