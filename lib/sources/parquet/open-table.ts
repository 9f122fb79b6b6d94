import { open } from "node:fs/promises";
import path from "node:path";
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";
import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";
import { checkPages } from "./check-pages";
import { codecs } from "./codecs";

const MOST_ROWS = 1_000_000;
const MOST_FOOTER_BYTES = 16_000_000;
/** Columns of groups of rows that are held at once: those of two groups, for frames are read in order. */
const HELD = 6;

/** A picture in a cell, and what it is called where that is said. */
type Cell = { readonly bytes: Buffer; readonly path: string | null };

/** A Parquet file, of which a few columns of a few groups of rows are in memory at a time. */
export type Table = {
  readonly columns: readonly string[];
  readonly rows: number;
  /** @throws BundleError when there is no picture in it, or the file is damaged there */
  readonly cell: (row: number, column: string) => Promise<Cell>;
};

type Group = { readonly from: number; readonly rows: number; readonly index: number };

/** @throws BundleError with a sentence for people when it is no table that can be read */
export async function openTable(root: string, file: string): Promise<Table> {
  const buffer = await bufferOf(path.join(root, file));
  const metadata = await sound(() => readMetadata(buffer));
  const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
  let rows = 0;
  const groups = metadata.row_groups.map((group, index): Group => {
    const count = Number(group.num_rows);
    const from = rows;
    rows += count;
    if (!(count >= 0) || rows > MOST_ROWS)
      throw new BundleError(t`The table has more than ${MOST_ROWS} rows.`);
    return { from, rows: count, index };
  });
  const held = new Map<string, Promise<readonly unknown[]>>();
  const cells = (group: Group, column: string): Promise<readonly unknown[]> => {
    const key = `${group.index} ${column}`;
    const read = held.get(key) ?? sound(() => readGroup(buffer, metadata, group, column));
    // The one that was asked for last stands last.
    held.delete(key);
    held.set(key, read);
    if (held.size > HELD) held.delete(held.keys().next().value!);
    return read;
  };
  return {
    ...{ columns, rows },
    async cell(row, column) {
      const group = groups.findLast(({ from }) => from <= row)!;
      return toCell((await cells(group, column))[row - group.from], column);
    },
  };
}

async function bufferOf(file: string): Promise<AsyncBuffer> {
  const handle = await open(file, "r");
  const { size } = await handle.stat();
  await handle.close();
  return {
    byteLength: size,
    async slice(start, end = size) {
      if (!(start >= 0 && start <= end && end <= size)) throw new RangeError("outside of the file");
      const reader = await open(file, "r");
      try {
        const bytes = new ArrayBuffer(end - start);
        const { bytesRead } = await reader.read(new Uint8Array(bytes), 0, end - start, start);
        if (bytesRead !== end - start) throw new RangeError("the file ended");
        return bytes;
      } finally {
        await reader.close();
      }
    },
  };
}

async function readMetadata(buffer: AsyncBuffer): Promise<FileMetaData> {
  const tail = new DataView(await buffer.slice(Math.max(0, buffer.byteLength - 8), buffer.byteLength));
  if (tail.byteLength < 8 || tail.getUint32(0, true) > MOST_FOOTER_BYTES)
    throw new BundleError(t`The table’s directory is too large.`);
  return parquetMetadataAsync(buffer, { geoparquet: false });
}

async function readGroup(
  file: AsyncBuffer,
  metadata: FileMetaData,
  { index, from, rows }: Group,
  column: string,
): Promise<readonly unknown[]> {
  await checkPages(file, metadata.row_groups[index]!, column);
  const read = await parquetReadObjects({
    ...{ file, metadata, columns: [column], rowStart: from, rowEnd: from + rows },
    ...{ compressors: codecs, utf8: false, geoparquet: false },
  });
  return read.map((row) => row[column]);
}

function toCell(value: unknown, column: string): Cell {
  const { bytes = value, path: name } = (
    value !== null && typeof value === "object" && !(value instanceof Uint8Array) ? value : {}
  ) as { bytes?: unknown; path?: unknown };
  if (!(bytes instanceof Uint8Array)) throw new BundleError(t`The cell of “${column}” holds no picture.`);
  const text = name instanceof Uint8Array ? new TextDecoder().decode(name) : name;
  return {
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    path: typeof text === "string" && text !== "" ? text : null,
  };
}

/** What the reader throws is the file's fault: its own words are for programmers. */
async function sound<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof BundleError) throw cause;
    if ((cause as NodeJS.ErrnoException).code !== undefined) throw cause;
    throw new BundleError(
      t`The table is damaged, or of a kind that can’t be read: ${(cause as Error).message}.`,
    );
  }
}
