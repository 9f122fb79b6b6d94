import type { Metadata } from "next";
import { OpenReviewView } from "@/components/reviews/open-review";
import { ReviewResultsView } from "@/components/reviews/review-results";
import { inContext } from "@/lib/language/t";
import { getReview } from "@/lib/services/reviews/get-review";
import { getReviewResults } from "@/lib/services/reviews/get-review-results";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: inContext("a blind review")`Review` };

export default async function ReviewPage({ params }: PageProps<"/reviews/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/reviews/${id}`);
  const { timeZone } = ctx.actor;
  const review = found(await getReview(ctx, id));
  if (review.closedAt === null) return <OpenReviewView review={review} timeZone={timeZone} />;
  return <ReviewResultsView results={found(await getReviewResults(ctx, id))} timeZone={timeZone} />;
}
