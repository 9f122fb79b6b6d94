import { randomInt } from "node:crypto";
import type { Metadata } from "next";
import { NewReviewView } from "@/components/reviews/new-review";
import { t } from "@/lib/language/t";
import { getReviewChoices } from "@/lib/services/reviews/get-review-choices";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`New review` };

export default async function NewReviewPage() {
  const ctx = await signedIn("/reviews/new");
  return <NewReviewView choices={found(await getReviewChoices(ctx))} seed={randomInt(1_000_000)} />;
}
