import { uploads } from "@/lib/contract/uploads";
import { cancelUpload } from "@/lib/services/uploads/cancel-upload";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { openUploads } from "@/lib/storage/open-storage";
import { serve } from "../../_http/serve";

export const GET = serve(uploads.get, (ctx, { params }) => getUpload(ctx, openUploads(), params.id));

export const DELETE = serve(uploads.cancel, (ctx, { params }) => cancelUpload(ctx, openUploads(), params.id));
