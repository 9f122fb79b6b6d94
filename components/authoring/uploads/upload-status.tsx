import type { UploadSummary, UploadView } from "@/lib/domain/uploads/views";
import { t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";

/** Where an upload stands, in a few words. */
export function statusWords(upload: UploadView | UploadSummary): string {
  const { status, received, bytes, done, total } = upload;
  if (status === "receiving") return t`On its way, ${Math.floor((received / bytes) * 100)} %`;
  if (status === "waiting") return t`Waiting to be read`;
  if (status === "running")
    return total > 0 ? t`Being read, ${formatCount(done)} of ${formatCount(total)}` : t`Being read`;
  if (status !== "done") return t`Failed`;
  if (upload.takenBack) return t`Taken back`;
  const counts = "counts" in upload ? upload.counts : upload.report;
  return counts && counts.refused > 0 && counts.new + counts.changed + counts.unchanged === 0
    ? t`Refused`
    : t`Read`;
}
