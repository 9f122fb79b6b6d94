import zlib from "node:zlib";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { t } from "@/lib/language/t";
import { TableError } from "../table-error";
import type { Budget } from "./budget";

/** The files inside a workbook. */
export type Parts = {
  has(name: string): boolean;
  /** The bytes of a part as they are unpacked, held to the size and the checksum that the archive declares. */
  read(name: string): AsyncIterable<Uint8Array>;
  close(): void;
};

const MOST_PARTS = 10_000;

export function damaged(why: string): TableError {
  return new TableError(t`The workbook is damaged, or is none: ${why.replace(/\.$/, "")}.`);
}

/** @throws TableError with a sentence for people when it is no archive */
export async function openParts(bytes: Buffer, budget: Budget): Promise<Parts> {
  refuseOtherKinds(bytes);
  const zip = await fromBufferPromise(bytes, { validateEntrySizes: true, decodeStrings: true }).catch(
    (cause: Error) => {
      throw damaged(cause.message);
    },
  );
  const entries = await listEntries(zip);
  const find = (name: string): Entry | undefined => entries.get(name.toLowerCase());
  refuseOtherArchives(new Set(entries.keys()));
  return {
    has: (name) => find(name) !== undefined,
    read: (name) => readEntry(zip, find(name), name, budget),
    close: () => zip.close(),
  };
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > MOST_PARTS) throw damaged(t`it has ${zip.entryCount} parts`);
  try {
    for await (const entry of zip.eachEntry()) {
      // Names of parts are alike in any case.
      const key = entry.fileName.toLowerCase();
      if (entries.has(key)) throw damaged(t`its part ${entry.fileName} is there twice`);
      entries.set(key, entry);
    }
  } catch (cause) {
    throw cause instanceof TableError ? cause : damaged((cause as Error).message);
  }
  return entries;
}

async function* readEntry(
  zip: ZipFile,
  entry: Entry | undefined,
  name: string,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  if (!entry) throw damaged(t`its part ${name} is missing`);
  let sum = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = zlib.crc32(chunk, sum);
      budget.unpack(chunk.length);
      yield chunk;
    }
  } catch (cause) {
    throw cause instanceof TableError ? cause : damaged((cause as Error).message);
  }
  if (sum !== entry.crc32) throw damaged(t`its part ${name} has changed since it was written`);
}

/** Names a file for what it is, where its name says that it is a workbook. */
function refuseOtherKinds(bytes: Buffer): void {
  if (bytes.subarray(0, 4).equals(Buffer.from("d0cf11e0", "hex"))) {
    const locked = bytes.includes(Buffer.from("EncryptedPackage", "utf16le"));
    throw new TableError(
      locked
        ? t`The workbook has a password: save it without one.`
        : t`The file is an old Excel workbook (.xls), whatever its name ends in: open it and save it as .xlsx.`,
    );
  }
  if (bytes.subarray(0, 2).equals(Buffer.from("PK"))) return;
  const start = bytes
    .subarray(0, 400)
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .trimStart();
  if (/^<(?:!doctype html|html|table|meta|head)/i.test(start))
    throw new TableError(t`The file is a web page, whatever its name ends in: open it and save it as .xlsx.`);
  if (/^<\?xml|^<\?mso/i.test(start))
    throw new TableError(
      t`The file is an XML spreadsheet, whatever its name ends in: open it and save it as .xlsx.`,
    );
  if (/^[\p{L}"'][\p{L}\p{N} _"',;\t-]{3,}/u.test(start))
    throw new TableError(
      t`The file is a text, whatever its name ends in: if it is a CSV file, call it .csv.`,
    );
}

function refuseOtherArchives(names: ReadonlySet<string>): void {
  const refuse = (what: string): never => {
    throw new TableError(t`The file is ${what}, whatever its name ends in: open it and save it as .xlsx.`);
  };
  if (names.has("xl/workbook.bin")) refuse(t`a binary Excel workbook (.xlsb)`);
  if (names.has("content.xml") && names.has("mimetype")) refuse(t`an OpenDocument file (.ods)`);
  if ([...names].some((name) => /^index\/(?:document\.iwa|tables\/)|^index\.zip$/.test(name)))
    refuse(t`a Numbers file`);
  if (names.has("word/document.xml")) refuse(t`a Word document`);
}
