import type { AsyncBuffer, RowGroup } from "hyparquet";
import { deserializeTCompactProtocol } from "hyparquet/src/thrift.js";
import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";

/** Of a column in a group of rows, unpacked: pictures of a hundred rows, as files of them are written, have a tenth of it. */
const MOST_BYTES = 512_000_000;

/**
 * Looks at the headers of a column's pages before they are unpacked: what they claim of sizes and counts, the reader makes
 * room for.
 *
 * @throws BundleError when they claim more than there can be
 */
export async function checkPages(file: AsyncBuffer, group: RowGroup, column: string): Promise<void> {
  const rows = Number(group.num_rows);
  for (const { meta_data: chunk } of group.columns) {
    if (!chunk || chunk.path_in_schema[0] !== column) continue;
    const from = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
    const size = Number(chunk.total_compressed_size);
    if (!(size >= 0 && size <= MOST_BYTES && from >= 0 && from + size <= file.byteLength)) refuse();
    const reader = { view: new DataView(await file.slice(from, from + size)), offset: 0 };
    let unpacked = 0;
    let values = 0;
    while (reader.offset < size && values < rows) {
      const header = deserializeTCompactProtocol(reader);
      const counts = [header.field_5, header.field_7, header.field_8].flatMap((each) => each?.field_1 ?? []);
      const [page, packed] = [header.field_2, header.field_3];
      unpacked += page;
      const isDictionary = header.field_7 !== undefined;
      const count = counts.reduce((sum: number, each: number) => sum + each, 0);
      const isSound =
        page >= 0 &&
        packed >= 0 &&
        count >= 0 &&
        count <= rows &&
        unpacked <= MOST_BYTES &&
        counts.length === 1;
      if (!isSound) refuse();
      if (!isDictionary) values += count;
      reader.offset += packed;
    }
    // Of a table that repeats things in a row there may be more.
    if (values > rows) refuse();
  }
}

function refuse(): never {
  throw new BundleError(t`The table’s pages claim more than there can be in them.`);
}
