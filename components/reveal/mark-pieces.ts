import type { RecalledEntity, Span } from "@/lib/domain/rationale-recall";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";

/** A stretch of a text, and whether what it names is shared, missed, or neither. */
export type Piece = {
  readonly text: string;
  readonly start: number;
  readonly mark: "shared" | "missed" | null;
};

/** The reference's text: what the reader named too, and what it didn't. */
export function referencePieces(text: string, entities: readonly RecalledEntity[]): Piece[] {
  const of = (shared: boolean): Span[] =>
    entities.filter((entity) => entity.shared === shared).flatMap(({ referenceSpans }) => referenceSpans);
  return piecesOf(text, of(true), of(false));
}

/** The reader's text: what it has in common with the reference. */
export function readerPieces(text: string, entities: readonly RecalledEntity[]): Piece[] {
  return piecesOf(
    text,
    entities.flatMap(({ readerSpans }) => readerSpans),
    [],
  );
}

/** Where spans meet ("cystic duct and artery", of which one is missed), the missed one shows. */
function piecesOf(text: string, shared: readonly Span[], missed: readonly Span[]): Piece[] {
  const spans = [
    ...missed.map((span) => ({ span, mark: "missed" as const })),
    ...shared.map((span) => ({ span, mark: "shared" as const })),
  ].sort((a, b) => a.span[0] - b.span[0]);
  const pieces: Piece[] = [];
  let at = 0;
  const add = (to: number, mark: Piece["mark"]): void => {
    if (to > at) pieces.push({ text: text.slice(at, to), start: at, mark });
    at = Math.max(at, to);
  };
  for (const { span, mark } of spans) {
    if (span[0] < at) continue;
    add(span[0], null);
    add(span[1], mark);
  }
  add(text.length, null);
  return pieces;
}

/**
 * The same in words: "Both name: cystic duct, dissect. The reference alone names: common bile duct." Null where there is
 * nothing to share.
 */
export function describeRecall(entities: readonly RecalledEntity[]): string | null {
  const names = (shared: boolean): string =>
    inList(
      entities.filter((entity) => entity.shared === shared).map(({ name }) => name),
      ",",
    );
  const [shared, missed] = [names(true), names(false)];
  const sentences = [
    shared && t`Both name: ${shared}.`,
    missed && t`The reference alone names: ${missed}.`,
  ].filter(Boolean);
  return sentences.length > 0 ? sentences.join(" ") : null;
}
