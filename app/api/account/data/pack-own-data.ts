import { strToU8, zip } from "fflate";
import { toCsv } from "@/lib/documents/csv";
import type { OwnData } from "@/lib/domain/leaving/views";
import { momentInWords } from "@/lib/domain/time/moment-in-words";
import { t } from "@/lib/language/t";

/** A person's data as a ZIP: all of it as JSON, each part as CSV for a spreadsheet, and a text that says what is what. */
export function packOwnData(data: OwnData): Promise<Blob> {
  const files = {
    "READ ME.txt": strToU8(readMe(data)),
    "data.json": strToU8(JSON.stringify(toJson(data), null, 2)),
    ...Object.fromEntries(
      data.parts.map(({ name, columns, rows }) => [`${name}.csv`, strToU8(toCsv(columns, rows))]),
    ),
  };
  return new Promise((resolve, reject) => {
    zip(files, (error, bytes) => (error ? reject(error) : resolve(new Blob([new Uint8Array(bytes)]))));
  });
}

function toJson({ parts, ...head }: OwnData): object {
  const tables = parts.map(({ name, columns, rows }) => [
    name,
    rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]]))),
  ]);
  return { ...head, ...Object.fromEntries(tables) };
}

function readMe({ person, institution, timeZone, takenAt, parts }: OwnData): string {
  return [
    t`What Calot at ${institution} keeps about ${person}`,
    t`Taken on ${momentInWords(new Date(takenAt), timeZone)} (${timeZone}).`,
    "",
    ...parts.map(({ name, title, rows }) => `${name}.csv: ${title} (${rows.length})`),
    t`data.json: the same, for programs`,
    "",
    t`Moments are in UTC. Zones are x1, y1, x2, y2 in the frame’s pixels.`,
    t`Results that an assignment withholds are left out until they are released: take your data again then.`,
    "",
  ].join("\r\n");
}
