"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Role } from "@/lib/domain/people/role";
import { inContext } from "@/lib/language/t";
import { LinkPending } from "../ui/link-pending";
import { MoreMenu } from "./more-menu";
import { destinationsOf, leadsTo } from "./navigation";

type NavLinksProps = {
  role: Role;
  /** A path that counts as the present one, for pages that stand under no destination. */
  current?: string | undefined;
};

const linkClass = clsx(
  "relative flex min-h-[min(3.5rem,64px)] w-full flex-col items-center justify-center gap-0.5 px-0.5 text-[min(0.75rem,3.5vw)] text-muted leading-tight",
  "md:min-h-9 md:rounded-md md:px-3 md:text-sm",
  "hover:text-ink aria-[current]:font-medium aria-[current]:text-ink",
  "before:absolute before:inset-x-4 before:top-0 before:h-0.5 aria-[current]:before:bg-accent",
  "md:before:inset-x-3 md:before:top-auto md:before:-bottom-2.5",
  "-outline-offset-2 md:outline-offset-2",
);

/** The one navigation: words in the top bar, and on a phone a bar under the thumb. */
export function NavLinks({ role, current }: NavLinksProps) {
  const pathname = usePathname();
  const path = current ?? pathname;
  const { main, more } = destinationsOf(role);
  return (
    <nav
      aria-label={inContext("the navigation of the whole site")`Main`}
      className={clsx(
        "fixed inset-x-0 bottom-0 z-20 border-line border-t bg-raised pb-[env(safe-area-inset-bottom)]",
        "md:static md:z-auto md:border-0 md:bg-transparent md:pb-0",
      )}
    >
      <ul className="flex md:flex-wrap md:gap-1">
        {main.map(({ href, label, icon: Icon }) => {
          const here = leadsTo(href, path);
          return (
            <li key={href} className="min-w-0 flex-1 md:flex-none">
              <Link href={href} {...(here && { "aria-current": "page" as const })} className={linkClass}>
                <Icon aria-hidden className="size-5 md:hidden" strokeWidth={here ? 2.25 : 1.75} />
                {label}
                <LinkPending />
              </Link>
            </li>
          );
        })}
        {more.length > 0 && (
          <li className="min-w-0 flex-1 md:flex-none">
            <MoreMenu destinations={more} path={path} className={linkClass} />
          </li>
        )}
      </ul>
    </nav>
  );
}
