import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { OpenStage } from "@/components/quiz/open-stage";

/**
 * Goes on to a case. Whoever asks for a document is redirected; a page that is open already shows the stage's shape
 * until the case is there, where the router would show nothing at all.
 */
export async function toStage(url: string): Promise<ReactNode> {
  if ((await headers()).get("sec-fetch-dest") !== "empty") redirect(url);
  return <OpenStage url={url} />;
}
