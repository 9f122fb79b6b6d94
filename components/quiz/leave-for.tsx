"use client";

import { useEffect } from "react";
import { StageToCome } from "./stage-to-come";

/** Goes to a page that is none of the router's. */
export function LeaveFor({ url }: { url: string }) {
  useEffect(() => window.location.replace(url), [url]);
  return <StageToCome />;
}
