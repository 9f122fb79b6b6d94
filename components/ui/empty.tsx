import type { ReactNode } from "react";

/** Stands where there is nothing yet: why, and what to do next. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="rounded-lg border border-line border-dashed px-5 py-8">
      <p className="font-semibold">{title}</p>
      <div className="mt-1 max-w-prose text-muted">{children}</div>
      {action && <div className="mt-5 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
