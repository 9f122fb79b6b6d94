import type { ReactNode } from "react";
import { t } from "@/lib/language/t";
import { Mark } from "../ui/mark";

type StatePageProps = {
  title: string;
  /** What happened, what is safe, what to do. */
  children: ReactNode;
  /** The next step, as buttons. */
  actions: ReactNode;
  /** What to quote to whoever looks into it. */
  reference?: string | undefined;
};

/** A page that can't show what was asked for, outside of the shell. */
export function StatePage(props: StatePageProps) {
  return (
    <div className="flex min-h-dvh flex-col px-4 py-5 sm:px-10">
      <header>
        {/* Plain links, here and in what stands in for any page: they load afresh, and weigh nothing in each script. */}
        <a href="/" className="-mx-1.5 inline-flex min-h-10 items-center gap-2 rounded-md px-1.5">
          <Mark className="size-6" />
          <span className="font-semibold text-lg tracking-[-0.01em]">Calot</span>
        </a>
      </header>
      <main className="mx-auto my-auto w-full max-w-lg py-16">
        <StateNote {...props} />
      </main>
    </div>
  );
}

/** The same within a page that has its own head. */
export function StateNote({ title, children, actions, reference }: StatePageProps) {
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-[-0.015em]">{title}</h1>
      <div className="mt-4 space-y-3 text-muted">{children}</div>
      <div className="mt-8 flex flex-wrap gap-3">{actions}</div>
      {reference && (
        <p className="mt-8 border-line border-t pt-4 text-muted text-sm">
          {t`Reference for support:`}{" "}
          <code className="select-all break-all font-sans text-ink">{reference}</code>
        </p>
      )}
    </>
  );
}
