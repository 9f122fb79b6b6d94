import type { Answer, Asked } from "./s3-client";
import { S3Refusal } from "./s3-errors";
import { text } from "./s3-xml";

/** All but the last part of an object have 5 MiB at least, and all of one size; there are 10,000 at most. */
const PART_BYTES = 16 * 1024 * 1024;

type Store = {
  ask(asked: Asked): Promise<Answer>;
  tell<T>(work: Promise<T>): Promise<T>;
};

/** Puts a stream: by one request where it is short, else in parts that become an object with the last request. */
export async function putParts(store: Store, name: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const { ask, tell } = store;
  let id: string | null = null;
  const tags: string[] = [];
  let length = 0;
  try {
    for await (const part of partsOf(bytes)) {
      if (part.isLast && id === null)
        return await tell(ask({ method: "PUT", name, body: part.bytes }).then(dump));
      id ??= await tell(begin(ask, name));
      const query = { partNumber: String(tags.length + 1), uploadId: id };
      const answer = await tell(ask({ method: "PUT", name, query, body: part.bytes }));
      await answer.body.dump();
      length += part.bytes.length;
      tags.push(answer.header("etag") ?? "");
    }
    await tell(complete(ask, name, { id: id!, tags, length }));
  } catch (cause) {
    // Left over, it is ended by the sweep.
    if (id !== null) await ask({ method: "DELETE", name, query: { uploadId: id } }).then(dump, () => {});
    throw cause;
  }
}

const dump = (answer: Answer): Promise<void> => answer.body.dump();

async function begin(ask: Store["ask"], name: string): Promise<string> {
  const answer = await ask({ method: "POST", name, query: { uploads: "" } });
  const id = text(await answer.body.text(), "UploadId");
  if (!id) throw new S3Refusal(answer.status, "NoUploadId");
  return id;
}

type Parts = { readonly id: string; readonly tags: readonly string[]; readonly length: number };

async function complete(ask: Store["ask"], name: string, { id, tags, length }: Parts): Promise<void> {
  const parts = tags.map(
    (tag, index) =>
      `<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag.replaceAll('"', "&quot;")}</ETag></Part>`,
  );
  const body = Buffer.from(`<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`);
  try {
    const answer = await ask({ method: "POST", name, query: { uploadId: id }, body });
    // A storage that takes long over it says 200 before it knows how it ends.
    const code = text(await answer.body.text(), "Code");
    if (code) throw new S3Refusal(500, code);
  } catch (cause) {
    // It may be there all the same: the answer was lost, and asked twice, there was no such upload any more.
    const isRefused = cause instanceof S3Refusal && cause.code !== "NoSuchUpload";
    if (isRefused || (await lengthAt(ask, name)) !== length) throw cause;
  }
}

/** How long what is there by that name is; null where nothing is, or nothing is answered. */
async function lengthAt(ask: Store["ask"], name: string): Promise<number | null> {
  try {
    const answer = await ask({ method: "HEAD", name });
    await answer.body.dump();
    const length = answer.header("content-length");
    return length === null ? null : Number(length);
  } catch {
    return null;
  }
}

/** A stream in parts of one size, and what is left, which is empty for an empty stream alone. */
async function* partsOf(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly bytes: Buffer; readonly isLast: boolean }> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    held.push(chunk);
    size += chunk.length;
    // A part is sent once more is there: so the last is never empty.
    while (size > PART_BYTES) {
      const all = Buffer.concat(held);
      yield { bytes: all.subarray(0, PART_BYTES), isLast: false };
      const rest = all.subarray(PART_BYTES);
      [held, size] = [[rest], rest.length];
    }
  }
  yield { bytes: Buffer.concat(held), isLast: true };
}
