import { createReadStream } from "node:fs";
import { t } from "@/lib/language/t";

/** A line of a JSON Lines file; `value` is undefined where the line is no JSON, and `fault` says why. */
type JsonLine = { readonly row: number; readonly value: unknown; readonly fault: string | null };

const LONGEST_LINE = 4_000_000;

/** Reads a JSON Lines file line by line, without holding it. Blank lines are passed over. */
export async function* readJsonLines(file: string): AsyncGenerator<JsonLine> {
  let row = 0;
  for await (const line of readLines(file)) {
    row += 1;
    if (line === null) {
      yield { row, value: undefined, fault: t`The line is longer than ${LONGEST_LINE / 1_000_000} MB.` };
      continue;
    }
    const text = row === 1 ? line.replace(/^\ufeff/, "") : line;
    if (text.trim() === "") continue;
    let value: unknown;
    let fault: string | null = null;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      fault = t`The line is not JSON: ${(cause as Error).message}.`;
    }
    yield { row, value, fault };
  }
}

/** The lines of a file; null in place of one that is too long to be held. */
async function* readLines(file: string): AsyncGenerator<string | null> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (): string | null => {
    const line = length > LONGEST_LINE ? null : Buffer.concat(parts).toString("utf8");
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      length += end - start;
      if (length <= LONGEST_LINE) parts.push(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    length += chunk.length - start;
    if (length <= LONGEST_LINE) parts.push(chunk.subarray(start));
    else parts = [];
  }
  if (length > 0) yield take();
}
