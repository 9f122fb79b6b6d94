import { uploads } from "@/lib/contract/uploads";
import { env } from "@/lib/env";
import { beginUpload } from "@/lib/services/uploads/begin-upload";
import { openUploads } from "@/lib/storage/open-storage";
import { serve } from "../_http/serve";

/** Announces an upload; its bytes follow in pieces. */
export const POST = serve(uploads.begin, (ctx, { body }) => {
  return beginUpload(ctx, openUploads(), env().UPLOAD_LIMIT_MB * 1_000_000, body);
});
