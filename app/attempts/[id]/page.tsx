import type { Metadata } from "next";
import { AttemptView } from "@/components/reveal/attempt-view";
import { getAttempt } from "@/lib/services/attempts/get-attempt";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: "A past answer" };

export default async function AttemptPage({ params }: PageProps<"/attempts/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/attempts/${id}`);
  return <AttemptView attempt={found(await getAttempt(ctx, id))} timeZone={ctx.actor.timeZone} />;
}
