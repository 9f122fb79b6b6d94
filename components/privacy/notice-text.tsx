import { type Block, type Piece, readSimpleMarkdown } from "@/lib/domain/text/simple-markdown";

function Inline({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case "strong":
      return <strong className="font-semibold">{piece.text}</strong>;
    case "emphasis":
      return <em>{piece.text}</em>;
    case "link":
      return (
        <a href={piece.href} rel="noreferrer" className="text-accent underline underline-offset-2">
          {piece.text}
        </a>
      );
    case "text":
      return piece.text;
  }
}

const inline = (line: readonly Piece[]) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no names of their own, and never move
  line.map((piece, at) => <Inline key={at} piece={piece} />);

function Part({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      return <h2 className="pt-2 font-semibold text-lg">{inline(block.line)}</h2>;
    case "paragraph":
      return <p className="whitespace-pre-line">{inline(block.line)}</p>;
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List className={`${block.ordered ? "list-decimal" : "list-disc"} space-y-1 pl-5`}>
          {block.items.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no names of their own, and never move
            <li key={at}>{inline(line)}</li>
          ))}
        </List>
      );
    }
  }
}

/** The words of a notice. */
export function NoticeText({ text }: { text: string }) {
  return (
    <div className="max-w-prose space-y-3 break-words">
      {readSimpleMarkdown(text).map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names of their own, and never move
        <Part key={at} block={block} />
      ))}
    </div>
  );
}
