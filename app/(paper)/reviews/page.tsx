import type { Metadata } from "next";
import { ReviewListView } from "@/components/reviews/review-list";
import { t } from "@/lib/language/t";
import { listReviews } from "@/lib/services/reviews/list-reviews";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Reviews` };

export default async function ReviewsPage() {
  const ctx = await signedIn("/reviews");
  return <ReviewListView reviews={found(await listReviews(ctx))} timeZone={ctx.actor.timeZone} />;
}
