import type { Metadata } from "next";
import { ReviewListView } from "@/components/reviews/review-list";
import { listReviews } from "@/lib/services/reviews/list-reviews";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: "Reviews" };

export default async function ReviewsPage() {
  const ctx = await signedIn("/reviews");
  return <ReviewListView reviews={found(await listReviews(ctx))} timeZone={ctx.actor.timeZone} />;
}
