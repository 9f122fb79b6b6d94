import { attempts } from "@/lib/contract/attempts";
import { addComment } from "@/lib/services/results/add-comment";
import { listComments } from "@/lib/services/results/list-comments";
import { serve } from "../../../_http/serve";

export const GET = serve(attempts.comments, (ctx, { params }) => listComments(ctx, params.id));

export const POST = serve(attempts.comment, (ctx, { params, body }) => addComment(ctx, params.id, body));
