import { createHash } from "node:crypto";
import sharp from "sharp";
import { hashOfName } from "@/lib/storage/frame-names";
import { StorageDamagedError } from "@/lib/storage/frame-storage";
import type { ObjectStore } from "@/lib/storage/object-store";

export type Checked =
  | { readonly is: "missing" | "damaged" }
  /** `unsummed`: nothing tells its SHA-256 yet; it can be shown. */
  | { readonly is: "right" | "unsummed"; readonly bytes: Buffer };

/**
 * Reads all of an object and holds it to its SHA-256: that of its name, or the one that is kept beside it. A picture that has
 * none, as those of earlier versions in a folder, is decoded to its end.
 */
export async function checkObject(store: ObjectStore, name: string): Promise<Checked> {
  const kept = await store.get(name).catch((cause: unknown) => {
    if (cause instanceof StorageDamagedError) return "damaged" as const;
    throw cause;
  });
  if (kept === null) return { is: "missing" };
  if (kept === "damaged") return { is: "damaged" };
  const { bytes } = kept;
  const wanted = hashOfName(name) ?? (await kept.sum());
  if (wanted === null) return (await canBeShown(bytes, name)) ? { is: "unsummed", bytes } : { is: "damaged" };
  const isRight = createHash("sha256").update(bytes).digest("hex") === wanted;
  return isRight ? { is: "right", bytes } : { is: "damaged" };
}

async function canBeShown(bytes: Buffer, name: string): Promise<boolean> {
  const width = Number(/-(\d+)\.webp$/.exec(name)?.[1]);
  try {
    const { info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    return info.width === width;
  } catch {
    return false;
  }
}
