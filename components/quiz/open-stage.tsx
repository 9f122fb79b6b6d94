"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { StageToCome } from "./stage-to-come";

/** Goes on to a case, and shows the stage's shape until it is there. */
export function OpenStage({ url }: { url: string }) {
  const router = useRouter();
  useEffect(() => router.replace(url), [router, url]);
  return <StageToCome />;
}
