import { reviews } from "@/lib/contract/reviews";
import { closeReview } from "@/lib/services/reviews/close-review";
import { serve } from "../../../_http/serve";

export const POST = serve(reviews.close, (ctx, { params }) => closeReview(ctx, params.id));
