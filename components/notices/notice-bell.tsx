"use client";

import { Bell } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { plural, t } from "@/lib/language/t";
import { fetchUnread } from "./api";

/** Somewhere on the page, notices were read. */
export const NOTICES_READ = "calot-notices-read";

/** The way to the notices, with how many are new. Asked for anew on each page, and when one comes back to it. */
export function NoticeBell() {
  const path = usePathname();
  const [unread, setUnread] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is the moment to ask again
  useEffect(() => {
    let left = false;
    const ask = async (): Promise<void> => {
      if (document.visibilityState === "hidden") return;
      const count = await fetchUnread();
      if (!left && count !== null) setUnread(count);
    };
    void ask();
    document.addEventListener("visibilitychange", ask);
    window.addEventListener(NOTICES_READ, ask);
    return () => {
      left = true;
      document.removeEventListener("visibilitychange", ask);
      window.removeEventListener(NOTICES_READ, ask);
    };
  }, [path]);
  const many = unread > 9 ? "9+" : String(unread);
  return (
    <Link
      href="/notices"
      aria-label={unread > 0 ? t`Notices, ${plural(unread, "# new", "# new")}` : t`Notices`}
      className="relative grid size-10 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
    >
      <Bell aria-hidden className="size-5" />
      {unread > 0 && (
        <span
          aria-hidden
          className="absolute top-0.5 right-0 grid min-w-4.5 place-items-center rounded-full bg-accent px-1 font-medium text-[0.6875rem] text-on-accent leading-[1.125rem]"
        >
          {many}
        </span>
      )}
    </Link>
  );
}
