"use client";

import { useRouter } from "next/navigation";
import { useStageKeys } from "../viewer/stage-keys";

/** Lets Enter, which led here from case to case, lead on to where the first button goes; null: it leads nowhere. */
export function useEnterTo(href: string | null): void {
  const router = useRouter();
  useStageKeys((name, event) => {
    if (name !== "Enter" || event.repeat || href === null) return false;
    router.push(href);
    return true;
  });
}
