import type { UploadSummary, UploadView } from "@/lib/domain/uploads/views";
import { formatCount } from "@/lib/words/figures";

/** Where an upload stands, in a few words. */
export function statusWords(upload: UploadView | UploadSummary): string {
  const { status, received, bytes, done, total } = upload;
  if (status === "receiving") return `On its way, ${Math.floor((received / bytes) * 100)} %`;
  if (status === "waiting") return "Waiting to be read";
  if (status === "running")
    return total > 0 ? `Being read, ${formatCount(done)} of ${formatCount(total)}` : "Being read";
  return status === "done" ? "Read" : "Failed";
}
