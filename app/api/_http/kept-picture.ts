import type { FrameFile } from "@/lib/storage/frame-storage";
import type { SentFile } from "./serve";

/** A picture that never changes, to be cached for good by this person alone: another one in the same browser fetches it again. */
export const keptPicture = ({ body, bytes }: FrameFile): SentFile<"image/webp"> => ({
  body,
  type: "image/webp",
  headers: {
    "content-length": String(bytes),
    "cache-control": "private, max-age=31536000, immutable",
    vary: "Cookie",
  },
});
