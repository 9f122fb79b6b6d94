import type { ReactNode } from "react";
import { t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { ButtonLink } from "./button-link";

type PagerProps = {
  /** From 1. */
  page: number;
  pages: number;
  /** The address of a page. */
  href: (page: number) => string;
  /** Said in place of which page this is. */
  children?: ReactNode;
};

/** Which page of a list this is, and the way to the ones beside it; nothing where there is only one. */
export function Pager({ page, pages, href, children }: PagerProps) {
  if (pages <= 1) return null;
  return (
    <nav
      aria-label={t`Pages`}
      className="mt-4 flex flex-wrap items-center gap-3 text-muted text-sm print:hidden"
    >
      {children ?? t`Page ${page} of ${formatCount(pages)}.`}
      {page > 1 && (
        <ButtonLink size="sm" href={href(page - 1)} prefetch={false}>{t`Earlier page`}</ButtonLink>
      )}
      {page < pages && (
        <ButtonLink size="sm" href={href(page + 1)} prefetch={false}>{t`Next page`}</ButtonLink>
      )}
    </nav>
  );
}
