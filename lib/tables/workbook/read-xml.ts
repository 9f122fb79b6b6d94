import { SaxesParser } from "saxes";
import { damaged } from "./open-parts";

/** What is told of an XML document on the way; names are without their prefix. */
type Handlers = {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
  /** Takes out of a stretch of the document what would be read in vain. It is given whole tags. */
  readonly thin?: (xml: string) => string;
};

/** The value of an attribute by its name without a prefix. */
export type Attributes = (name: string) => string | undefined;

const LONGEST_TAG = 100_000;

/** Reads a document as it comes, and holds none of it. Entities of its own are refused, and nothing is fetched for it. */
export async function readXml(
  part: string,
  chunks: AsyncIterable<Uint8Array>,
  handlers: Handlers,
): Promise<void> {
  const parser = new SaxesParser();
  const { open, close, text, thin = (xml: string) => xml } = handlers;
  parser.on("error", (cause) => {
    throw damaged(`${part}: ${cause.message}`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    open(local(name), (wanted) => {
      const plain = attributes[wanted];
      if (plain !== undefined) return plain;
      for (const key in attributes) if (local(key) === wanted) return attributes[key];
      return undefined;
    });
  });
  if (close) parser.on("closetag", ({ name }) => close(local(name)));
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  let decoder: TextDecoder | null = null;
  let rest = "";
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    const xml = rest + decode(decoder, chunk, part);
    const cut = xml.lastIndexOf("<");
    // A tag that never ends is the parser's to refuse.
    const end = cut < 0 || xml.length - cut > LONGEST_TAG ? xml.length : cut;
    rest = xml.slice(end);
    parser.write(thin(xml.slice(0, end)));
  }
  if (decoder) parser.write(rest + decode(decoder, undefined, part));
  parser.close();
}

function decode(decoder: TextDecoder, chunk: Uint8Array | undefined, part: string): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw damaged(`${part}: not Unicode`);
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

function local(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
