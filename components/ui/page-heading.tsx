import type { ReactNode } from "react";

type PageHeadingProps = {
  title: string;
  /** A sentence or two below. */
  children?: ReactNode;
  actions?: ReactNode;
};

/** What a paper page begins with. */
export function PageHeading({ title, children, actions }: PageHeadingProps) {
  return (
    <header className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="min-w-0 max-w-2xl">
        <h1 className="break-words font-semibold text-2xl tracking-[-0.015em]">{title}</h1>
        {children && <div className="mt-2 text-muted">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2 print:hidden">{actions}</div>}
    </header>
  );
}
