import Link from "next/link";
import type { ReactNode } from "react";
import { t } from "@/lib/language/t";
import { KeepPages } from "../client/keep-pages";
import { NoticeBell } from "../notices/notice-bell";
import { SendKept } from "../quiz/send-kept";
import { Mark } from "../ui/mark";
import { AccountMenu, type Viewer } from "./account-menu";
import { ConfirmPassword } from "./confirm-password";
import { ConnectionNote } from "./connection-note";
import { NavLinks } from "./nav-links";

type AppShellProps = {
  viewer: Viewer;
  /** The path whose link is lit; the address itself where it is left out. */
  current?: string;
  children: ReactNode;
};

/** Everything around a paper page. The stage has none of it. */
export function AppShell({ viewer, current, children }: AppShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-24 print:hidden rounded-md bg-accent px-4 py-2 font-medium text-on-accent text-sm focus:translate-y-0"
      >{t`Skip to the content`}</a>
      <header className="border-line border-b print:hidden">
        <div className="mx-auto flex min-h-14 w-full max-w-[78rem] items-center gap-6 px-4 sm:px-6 lg:px-8">
          <Link href="/" className="-mx-1.5 flex min-h-10 items-center gap-2 rounded-md px-1.5">
            <Mark className="size-6" />
            <span className="font-semibold text-lg tracking-[-0.01em]">Calot</span>
          </Link>
          <NavLinks role={viewer.role} current={current} />
          <div className="ml-auto flex min-w-0 items-center gap-1">
            <NoticeBell />
            <AccountMenu viewer={viewer} />
          </div>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[78rem] flex-1 px-4 pt-8 pb-16 outline-none sm:px-6 lg:px-8 lg:pt-10"
      >
        {children}
      </main>
      <footer className="mx-auto w-full max-w-[78rem] px-4 pb-20 text-muted text-sm sm:px-6 md:pb-6 lg:px-8">
        <p className="border-line border-t pt-4">{t`For education. Not for use during an operation.`}</p>
      </footer>
      <ConnectionNote />
      <KeepPages />
      <SendKept userId={viewer.id} />
      <ConfirmPassword email={viewer.email} />
    </div>
  );
}
