import { reviews } from "@/lib/contract/reviews";
import { createReview } from "@/lib/services/reviews/create-review";
import { serve } from "../_http/serve";

export const POST = serve(reviews.create, (ctx, { body }) => createReview(ctx, body));
