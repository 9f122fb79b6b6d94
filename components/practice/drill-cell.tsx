"use client";

import { clsx } from "clsx";
import { type ReactNode, useState } from "react";
import type { Miss } from "@/lib/domain/practice/misses";
import { plural, t } from "@/lib/language/t";
import { drillWords } from "@/lib/words/drills";
import { missName } from "@/lib/words/misses";
import { Dialog } from "../ui/dialog";
import { PractiseThese } from "./practise-these";

type DrillCellProps = {
  /** What was missed in the cell’s answers, and how often; none: it offers nothing. */
  misses: readonly { readonly miss: Miss; readonly n: number }[];
  /** What the cell says, for those who hear it. */
  label: string;
  className?: string;
  children: ReactNode;
};

/** A cell of a reader’s own figures that leads to drills for what was missed in it. */
export function DrillCell({ misses, label, className, children }: DrillCellProps) {
  const [open, setOpen] = useState(false);
  if (misses.length === 0) return children;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t`${label}. Practise these`}
        onClick={() => setOpen(true)}
        className={clsx(
          "rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-current",
          className,
        )}
      >
        {children}
      </button>
      <Dialog open={open} onOpenChange={setOpen} title={t`Practise these`}>
        <ul className="divide-y divide-line">
          {misses.map(({ miss, n }) => (
            <li
              key={`${miss.phase} ${miss.kind}`}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3"
            >
              <div className="min-w-0 flex-1 basis-56">
                <p className="font-medium">{t`${missName(miss)}, ${plural(n, "# answer", "# answers")}`}</p>
                <p className="text-pretty text-muted text-sm">{drillWords(miss)}</p>
              </div>
              <PractiseThese aim={miss} />
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
