import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { t } from "@/lib/language/t";
import { isFull, StorageDamagedError, StorageError, StorageFullError } from "./frame-storage";
import type { ObjectStore } from "./object-store";
import { makeOwn } from "./own-folder";
import { checkUploadId, type UploadSpool } from "./upload-spool";

/** What is held of an upload before it is put: no request brings more. */
const PIECE_BYTES = 8 * 1024 * 1024;
/** Of so many uploads a process knows how far they are: those that another removed would be known for ever. */
const MOST_KNOWN = 1_000;
/** Digits of an offset: names are in the order of bytes. */
const DIGITS = 15;
/** What a process that died left on this machine is let go of after so long. */
const LEFT_MS = 2 * 86_400_000;

type Piece = { readonly name: string; readonly from: number; readonly to: number };

/**
 * Uploads in an object storage, each piece an object of its own, so that any process goes on with any of them:
 *
 *     uploads/<id>/<its first byte, 15 digits>-<its length>
 *
 * What has arrived is what the pieces cover from the first byte on. The same piece sent twice is one object, and those of
 * two requests may overlap: their bytes are the same. So there is nothing that two could undo for each other.
 *
 * @param temporary the folder of this machine in which an upload lies while it is read
 */
export function pieceSpool(
  store: ObjectStore,
  temporary = path.join(tmpdir(), "calot-uploads"),
): UploadSpool {
  const beginningOf = (id: string): string => `uploads/${checkUploadId(id)}/`;
  // Where the piece begins that what is known to be covered ends with: nothing of an upload goes before all of it does.
  const known = new Map<string, number>();

  const piecesOf = async (id: string, from: number): Promise<Piece[]> => {
    const pieces: Piece[] = [];
    for await (const { name } of store.list(beginningOf(id), beginningOf(id) + digits(from))) {
      const [, first, length] = /\/(\d+)-(\d+)$/.exec(name) ?? [];
      if (first && length) pieces.push({ name, from: Number(first), to: Number(first) + Number(length) });
    }
    return pieces;
  };

  const received = async (id: string): Promise<number> => {
    const last = lastOf(await piecesOf(id, known.get(id) ?? 0), known.get(id) ?? 0);
    if (!last) {
      // Where something was known, it was removed, by whichever process.
      known.delete(id);
      return 0;
    }
    // Anew, it is the last to be forgotten.
    known.delete(id);
    known.set(id, last.from);
    if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!);
    return last.to;
  };

  const placeOf = (id: string): string => path.join(temporary, checkUploadId(id));

  return {
    received,
    async append(id, offset, piece, most) {
      if ((await received(id)) !== offset) return null;
      let at = offset;
      let held: Uint8Array[] = [];
      let size = 0;
      const put = async (): Promise<void> => {
        if (size === 0) return;
        const whole = Buffer.concat(held);
        // Let go of first: what couldn’t be put is not put once more on the way out.
        [held, size] = [[], 0];
        await store.put(`${beginningOf(id)}${digits(at)}-${whole.length}`, whole, { once: true });
        at += whole.length;
      };
      try {
        for await (const bytes of piece) {
          const fitting = bytes.subarray(0, Math.max(0, most - at - size));
          held.push(fitting);
          size += fitting.length;
          if (size >= PIECE_BYTES) await put();
          if (fitting.length < bytes.length) break;
        }
      } finally {
        // A piece that breaks off counts as far as it came.
        await put();
      }
      return at;
    },
    async atHand(id, bytes) {
      if (!(await makeOwn(temporary))) {
        throw new StorageError(
          t`The folder ${temporary} belongs to somebody else on this machine, or others may write to it. Remove it, or name another place by TMPDIR.`,
        );
      }
      await removeLeft(temporary);
      const place = placeOf(id);
      const file = path.join(place, "received");
      await rm(place, { recursive: true, force: true });
      await mkdir(place, { recursive: true, mode: 0o700 });
      try {
        await fetchInto(store, beginningOf(id), { pieces: await piecesOf(id, 0), bytes, file });
      } catch (cause) {
        await rm(place, { recursive: true, force: true });
        throw isFull(cause) ? new StorageFullError() : cause;
      }
      return { file, folder: path.join(place, "unpacked") };
    },
    async remove(id) {
      known.delete(id);
      await store.erase(beginningOf(id));
      await rm(placeOf(id), { recursive: true, force: true });
    },
    async ids() {
      const ids: string[] = [];
      for (let after = "uploads/"; ; ) {
        const { value } = await store.list("uploads/", after)[Symbol.asyncIterator]().next();
        const id = value && /^uploads\/([^/]+)\//.exec(value.name)?.[1];
        if (!id) return ids;
        ids.push(id);
        // Behind all of its pieces, which begin with digits.
        after = `uploads/${id}/a`;
      }
    },
  };
}

const digits = (offset: number): string => String(offset).padStart(DIGITS, "0");

/** The piece that reaches furthest of those that follow on one another from a byte on. */
function lastOf(pieces: readonly Piece[], from: number): Piece | null {
  let last: Piece | null = null;
  for (const piece of pieces) {
    const to = last?.to ?? from;
    if (piece.from <= to && piece.to > to) last = piece;
  }
  return last;
}

type Fetched = { readonly pieces: readonly Piece[]; readonly bytes: number; readonly file: string };

/** @throws StorageDamagedError where a piece is missing: a file that is too short would be read as far as it goes */
async function fetchInto(
  store: ObjectStore,
  upload: string,
  { pieces, bytes, file }: Fetched,
): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    let at = 0;
    for (const { name, from, to } of pieces) {
      if (to <= at) continue;
      if (from > at) throw new StorageDamagedError(upload);
      const kept = await store.get(name);
      if (!kept || kept.bytes.length !== to - from) throw new StorageDamagedError(name);
      for (let rest = kept.bytes.subarray(at - from); rest.length > 0; ) {
        const { bytesWritten } = await handle.write(rest, 0, rest.length, at);
        at += bytesWritten;
        rest = rest.subarray(bytesWritten);
      }
    }
    if (at !== bytes) throw new StorageDamagedError(upload);
  } finally {
    await handle.close();
  }
}

async function removeLeft(temporary: string): Promise<void> {
  for (const name of await readdir(temporary).catch(() => [])) {
    const place = path.join(temporary, name);
    const found = await stat(place).catch(() => null);
    if (found && Date.now() - found.mtimeMs > LEFT_MS) await rm(place, { recursive: true, force: true });
  }
}
