import Link from "next/link";
import { t } from "@/lib/language/t";

/** Leads one page up. */
export function Breadcrumb({ href, label }: { href: string; label: string }) {
  return (
    <nav aria-label={t`Breadcrumb`} className="mb-2 text-sm print:hidden">
      <Link
        href={href}
        prefetch={false}
        className="inline-flex min-h-6 items-center text-muted underline underline-offset-4 hover:text-ink"
      >
        {label}
      </Link>
    </nav>
  );
}
