import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { SaxesParser } from "saxes";
import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";

type Handlers = {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
};

const MOST_BYTES = 1_000_000_000;
const DEEPEST = 50;
/** Whole texts between tags, and values of attributes: a mask of a large picture has some hundred thousand characters. */
const LONGEST_TOKEN = 16_000_000;

/**
 * Reads an XML document as it comes, and holds none of it. Entities of its own are refused, and nothing is fetched for it.
 *
 * @throws BundleError with a sentence for people when it is no XML, or means harm
 */
export async function readXml(root: string, file: string, handlers: Handlers): Promise<void> {
  const place = path.join(root, file);
  if ((await stat(place)).size > MOST_BYTES) throw new BundleError(t`The file is too large.`);
  const parser = new SaxesParser();
  let depth = 0;
  let sinceTag = 0;
  parser.on("error", (cause) => {
    throw new BundleError(t`The file is no sound XML: ${cause.message}.`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    sinceTag = 0;
    depth += 1;
    if (depth > DEEPEST) throw new BundleError(t`The file’s elements lie too deep in each other.`);
    handlers.open(name, attributes as Record<string, string>);
  });
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    handlers.close(name);
  });
  parser.on("text", handlers.text);
  parser.on("cdata", handlers.text);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new BundleError(t`The file is not UTF-8.`);
    }
  };
  for await (const chunk of createReadStream(place)) {
    sinceTag += (chunk as Buffer).length;
    if (sinceTag > LONGEST_TOKEN) throw new BundleError(t`The file has a value that is too long.`);
    parser.write(decode(chunk as Buffer));
  }
  parser.write(decode());
  parser.close();
}
