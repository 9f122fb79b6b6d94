import Link from "next/link";
import type { ReactNode } from "react";
import { t } from "@/lib/language/t";
import { Mark } from "../ui/mark";

/** The line across the top of the stage: the way out, and what is on it. */
export function StageTop({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-12 items-center gap-3 px-4">
      <Link
        href="/"
        aria-label={t`Calot, start page`}
        className="-m-2 rounded-md p-2 pointer-coarse:-m-3 pointer-coarse:p-3"
      >
        <Mark className="size-5" />
      </Link>
      <div className="min-w-0 flex-1 text-muted text-sm">{children}</div>
    </div>
  );
}
