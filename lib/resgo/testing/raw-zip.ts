import { crc32, deflateRawSync } from "node:zlib";

/** A file of an archive, byte for byte as a packer writes it. */
export type RawEntry = {
  /** Letters are written as UTF-8; bytes as they are. */
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** Whether the name is marked as UTF-8. */
  readonly marked?: boolean;
  /** 0: stored, 8: Deflate; what is called otherwise is packed by Deflate all the same. */
  readonly method?: number;
  readonly flags?: number;
  readonly extra?: Uint8Array;
  /** The upper half are Unix's, the lower DOS's. */
  readonly attributes?: number;
  /** Sizes and checksum after the content, as programs write that don't know them before. */
  readonly descriptor?: boolean;
  /** What the header before the content says, where it isn't what the directory does. */
  readonly localName?: string;
};

type RawZip = {
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
  readonly comment?: string;
  /** With the records of archives larger than 4 GB. */
  readonly zip64?: boolean;
  /** How many files it says it holds. */
  readonly count?: number;
};

/** Makes an archive. What stands before it is not counted in its offsets. */
export function rawZip(entries: readonly RawEntry[], zip: RawZip = {}): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = bytesOf(entry.name);
    const content = bytesOf(entry.content ?? "x");
    const method = entry.method ?? 8;
    const packed = method === 0 ? content : deflateRawSync(content);
    const flags = (entry.flags ?? 0) | (entry.marked ? 0x800 : 0) | (entry.descriptor ? 0x8 : 0);
    const facts = numbers([4, crc32(content)], [4, packed.length], [4, content.length]);
    const head = numbers([2, flags], [2, method], [4, 0]);
    const local = entry.localName === undefined ? name : bytesOf(entry.localName);
    const extra = bytesOf(entry.extra ?? "");
    const file = Buffer.concat([
      numbers([4, 0x04034b50], [2, 20]),
      head,
      entry.descriptor ? Buffer.alloc(12) : facts,
      numbers([2, local.length], [2, extra.length]),
      local,
      extra,
      packed,
      entry.descriptor ? Buffer.concat([numbers([4, 0x08074b50]), facts]) : Buffer.alloc(0),
    ]);
    const large = zip.zip64
      ? numbers([2, 1], [2, 24], [8, content.length], [8, packed.length], [8, at])
      : null;
    const largeFacts = numbers([4, crc32(content)], [4, 0xffffffff], [4, 0xffffffff]);
    const extras = Buffer.concat([extra, large ?? Buffer.alloc(0)]);
    directory.push(
      numbers([4, 0x02014b50], [2, 0x0314], [2, 20]),
      head,
      large ? largeFacts : facts,
      numbers([2, name.length], [2, extras.length], [2, 0], [2, 0], [2, 0], [4, entry.attributes ?? 0]),
      numbers([4, large ? 0xffffffff : at]),
      name,
      extras,
    );
    files.push(file);
    at += file.length;
  }
  const records = Buffer.concat(directory);
  const count = zip.count ?? entries.length;
  const comment = bytesOf(zip.comment ?? "");
  const end64 = [
    numbers([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count]),
    numbers([8, records.length], [8, at], [4, 0x07064b50], [4, 0], [8, at + records.length], [4, 1]),
  ];
  const [said, place] = zip.zip64 ? [0xffff, 0xffffffff] : [count, at];
  return Buffer.concat([
    bytesOf(zip.before ?? ""),
    ...files,
    records,
    ...(zip.zip64 ? end64 : []),
    numbers([4, 0x06054b50], [2, 0], [2, 0], [2, said], [2, said]),
    numbers([4, zip.zip64 ? 0xffffffff : records.length], [4, place], [2, comment.length]),
    comment,
    bytesOf(zip.after ?? ""),
  ]);
}

/** The field that holds a name as UTF-8 beside another one. */
export function unicodePath(name: string, beside: Uint8Array): Buffer {
  const text = Buffer.from(name);
  return Buffer.concat([numbers([2, 0x7075], [2, text.length + 5], [1, 1], [4, crc32(beside)]), text]);
}

const bytesOf = (text: string | Uint8Array): Buffer => Buffer.from(text as string);

/** Numbers of so many bytes, the lowest first. */
function numbers(...fields: readonly (readonly [size: number, value: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([size, value]) => {
      const buffer = Buffer.alloc(8);
      buffer.writeBigUInt64LE(BigInt(value));
      return buffer.subarray(0, size);
    }),
  );
}
