"use client";

import { Menu } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import { t } from "@/lib/language/t";
import { type Destination, leadsTo } from "./navigation";

type MoreMenuProps = { destinations: readonly Destination[]; path: string; className: string };

/** The destinations that don't fit beside the others. */
export function MoreMenu({ destinations, path, className }: MoreMenuProps) {
  // Opened within the navigation, and so within its landmark.
  const place = useRef<HTMLDivElement>(null);
  const here = destinations.some(({ href }) => leadsTo(href, path));
  return (
    <Menu.Root>
      <div ref={place} />
      <Menu.Trigger {...(here && { "aria-current": true as const })} className={className}>
        <Ellipsis aria-hidden className="size-5 md:hidden" strokeWidth={here ? 2.25 : 1.75} />
        {t`More`}
      </Menu.Trigger>
      <Menu.Portal container={place}>
        <Menu.Positioner sideOffset={6} align="end" className="z-50 outline-none">
          <Menu.Popup className="min-w-48 rounded-lg border border-line bg-raised py-1.5 text-ink shadow-float outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {destinations.map(({ href, label, icon: Icon }) => (
              <Menu.Item
                key={href}
                render={
                  <Link href={href} {...(leadsTo(href, path) && { "aria-current": "page" as const })} />
                }
                className={clsx(
                  "flex min-h-10 select-none items-center gap-2.5 px-4 py-1.5 text-sm outline-none",
                  "aria-[current]:font-medium data-highlighted:bg-sunken pointer-coarse:min-h-11",
                )}
              >
                <Icon aria-hidden className="size-4" />
                {label}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
