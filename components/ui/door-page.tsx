import { clsx } from "clsx";
import type { ReactNode } from "react";
import { t } from "@/lib/language/t";
import { Mark } from "./mark";

type DoorPageProps = {
  title: string;
  lead: string;
  /** For a text to be read. */
  wide?: boolean;
  children: ReactNode;
};

/** A page of one column before anybody is signed in. */
export function DoorPage({ title, lead, wide = false, children }: DoorPageProps) {
  return (
    <div
      className={clsx(
        "mx-auto flex min-h-dvh w-full flex-col px-4 py-5 sm:px-6 lg:py-8",
        wide ? "max-w-[44rem]" : "max-w-[26.5rem]",
      )}
    >
      <header className="flex items-center gap-2">
        <Mark className="size-6" />
        <span className="font-semibold text-lg tracking-[-0.01em]">Calot</span>
      </header>
      <main className="my-auto py-10">
        <h1 className="font-semibold text-2xl tracking-[-0.015em]">{title}</h1>
        <p className="mt-2 mb-8 text-muted">{lead}</p>
        {children}
      </main>
      <footer className="text-muted text-sm">{t`For education. Not for use during an operation.`}</footer>
    </div>
  );
}
