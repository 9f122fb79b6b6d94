"use client";

import { type ReactNode, useId } from "react";
import type { CsvValue } from "@/lib/documents/csv";
import { CsvButton } from "../ui/csv-button";
import { ScrollRegion } from "../ui/scroll-region";

type TableFrameProps = {
  title: string;
  /** What is in it, in a sentence. */
  note: ReactNode;
  csvName: string;
  header: readonly string[];
  rows: () => Iterable<readonly CsvValue[]>;
  className?: string;
  /** The table. */
  children: ReactNode;
};

/** A table that is laid out by hand, with its heading and its file. */
export function TableFrame({ title, note, csvName, header, rows, className, children }: TableFrameProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <header className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          <p className="text-muted text-sm">{note}</p>
        </div>
        <CsvButton name={csvName} of={title} header={header} rows={rows} />
      </header>
      <ScrollRegion labelledBy={id} {...(className && { className })}>
        {children}
      </ScrollRegion>
    </div>
  );
}
