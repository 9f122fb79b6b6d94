/** A piece of a line. */
export type Piece =
  | { readonly kind: "text" | "strong" | "emphasis"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

type Line = readonly Piece[];

/** A part of a text, from one empty line to the next. */
export type Block =
  | { readonly kind: "heading"; readonly line: Line }
  /** Its lines end where they were written to. */
  | { readonly kind: "paragraph"; readonly line: Line }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly Line[] };

const HEADING = /^#{1,6}\s+(.+)$/;
const ITEM = /^\s*(?:[-*]|(\d{1,3})[.)])\s+(.+)$/;

// No address but these: others could run something.
const PIECE = /\*\*([^*\n]+)\*\*|\*([^*\s][^*\n]*)\*|\[([^[\]\n]+)\]\(((?:https:\/\/|mailto:)[^\s)]+)\)/g;

function piecesOf(text: string): Line {
  const pieces: Piece[] = [];
  let at = 0;
  const plainUntil = (end: number): void => {
    if (end > at) pieces.push({ kind: "text", text: text.slice(at, end) });
  };
  for (const match of text.matchAll(PIECE)) {
    plainUntil(match.index);
    const [all, strong, emphasis, link, href] = match;
    if (strong !== undefined) pieces.push({ kind: "strong", text: strong });
    else if (emphasis !== undefined) pieces.push({ kind: "emphasis", text: emphasis });
    else pieces.push({ kind: "link", text: link!, href: href! });
    at = match.index + all.length;
  }
  plainUntil(text.length);
  return pieces;
}

/**
 * Reads the little of Markdown that a notice needs: headings, lists, **bold**, *italics* and links by https or to a mail
 * address. All else is text as it stands, HTML too.
 */
export function readSimpleMarkdown(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let list: { readonly ordered: boolean; readonly items: Line[] } | undefined;
  const end = (): void => {
    if (lines.length > 0) blocks.push({ kind: "paragraph", line: piecesOf(lines.join("\n")) });
    lines = [];
    list = undefined;
  };
  for (const line of text.split("\n")) {
    const heading = HEADING.exec(line);
    const item = ITEM.exec(line);
    if (line.trim() === "") end();
    else if (heading) {
      end();
      blocks.push({ kind: "heading", line: piecesOf(heading[1]!) });
    } else if (item) {
      const ordered = item[1] !== undefined;
      if (list?.ordered !== ordered) {
        end();
        list = { ordered, items: [] };
        blocks.push({ kind: "list", ...list });
      }
      list?.items.push(piecesOf(item[2]!));
    } else {
      if (list) end();
      lines.push(line);
    }
  }
  end();
  return blocks;
}
