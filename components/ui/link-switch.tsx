import { clsx } from "clsx";
import Link from "next/link";
import { LinkPending } from "./link-pending";

type SwitchOption = {
  readonly key: string | number;
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
};

/** One of several ways to look at the same page, each an address of its own. The page stays where it is. */
export function LinkSwitch({ label, options }: { label: string; options: readonly SwitchOption[] }) {
  return (
    <nav aria-label={label} className="-mx-1 flex flex-wrap gap-0.5 text-sm print:hidden">
      {options.map(({ key, label: words, href, current }) => (
        <Link
          key={key}
          href={href}
          prefetch={false}
          scroll={false}
          {...(current && { "aria-current": "page" as const })}
          className={clsx(
            "relative flex min-h-9 items-center whitespace-nowrap rounded-md px-2.5 pointer-coarse:min-h-11",
            current
              ? "bg-accent-soft font-medium underline underline-offset-4"
              : "text-muted hover:bg-sunken hover:text-ink",
          )}
        >
          {words}
          <LinkPending />
        </Link>
      ))}
    </nav>
  );
}
