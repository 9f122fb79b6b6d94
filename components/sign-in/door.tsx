import type { ReactNode } from "react";
import { t } from "@/lib/language/t";
import { Mark } from "../ui/mark";
import { FieldDrawing } from "./field-drawing";

type DoorProps = { title: string; intro: string; children: ReactNode };

/** The door: what is asked on paper, and where there is room the field it leads to. */
export function Door({ title, intro, children }: DoorProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(27rem,5fr)_7fr]">
      <div className="mx-auto flex w-full max-w-[26.5rem] flex-col px-4 py-5 sm:px-6 lg:py-8">
        <header className="flex items-center gap-2">
          <Mark className="size-6" />
          <span className="font-semibold text-lg tracking-[-0.01em]">Calot</span>
        </header>
        <main className="my-auto py-12">
          <h1 className="font-semibold text-2xl tracking-[-0.015em]">{title}</h1>
          <p className="mt-2 mb-8 text-muted">{intro}</p>
          {children}
        </main>
        <footer className="text-muted text-sm">{t`For education. Not for use during an operation.`}</footer>
      </div>
      <div className="stage grid place-items-center p-10 max-lg:hidden">
        <FieldDrawing />
      </div>
    </div>
  );
}
