import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Judge } from "@/components/reviews/judge";
import { t } from "@/lib/language/t";
import { getReviewItem } from "@/lib/services/reviews/get-review-item";
import { found, signedIn } from "../../../../../_server/signed-in";

export const metadata: Metadata = { title: t`A case to review` };

export default async function ReviewCasePage({ params }: PageProps<"/reviews/[id]/cases/[position]">) {
  const { id, position } = await params;
  const ctx = await signedIn(`/reviews/${id}/cases/${position}`);
  const result = await getReviewItem(ctx, { reviewId: id, position });
  if (!result.ok && result.failure.code === "conflict") redirect(`/reviews/${id}`);
  const item = found(result);
  return <Judge key={item.id} item={item} userId={ctx.actor.id} />;
}
