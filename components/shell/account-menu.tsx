"use client";

import { Menu } from "@base-ui/react/menu";
import { Check, LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { type Role, roleNames } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";
import { THEMES, type Theme, themeClass, themeCookie, themeInCookies, themeNames } from "./theme";
import { useSignOut } from "./use-sign-out";

/** Who is looking, as the shell shows them. */
export type Viewer = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly institution: string;
};

const itemClass =
  "flex min-h-10 w-full select-none items-center gap-2.5 px-4 py-1.5 text-left text-sm outline-none data-highlighted:bg-sunken pointer-coarse:min-h-11";

/** One or two letters that stand for a name. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}

function chooseTheme(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it before it draws the page; Cookie Store isn't in every browser.
  document.cookie = themeCookie(theme, location.protocol === "https:");
  document.documentElement.className = themeClass(theme);
}

function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>(() => themeInCookies(document.cookie));
  return (
    <Menu.RadioGroup
      value={theme}
      onValueChange={(next: Theme) => {
        chooseTheme(next);
        setTheme(next);
      }}
    >
      <Menu.GroupLabel className="px-4 pt-2 pb-1 text-muted text-xs">{t`Appearance`}</Menu.GroupLabel>
      {THEMES.map((choice) => (
        <Menu.RadioItem key={choice} value={choice} className={itemClass}>
          <span className="grid size-4 place-items-center">
            <Menu.RadioItemIndicator>
              <Check aria-hidden className="size-4" />
            </Menu.RadioItemIndicator>
          </span>
          {themeNames[choice]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

/** Who is signed in, the theme, and the way out. */
export function AccountMenu({ viewer }: { viewer: Viewer }) {
  // Opened within the header, and so within its landmark.
  const place = useRef<HTMLDivElement>(null);
  const { begin, question } = useSignOut(viewer.id);
  return (
    <>
      {question}
      <Menu.Root>
        <div ref={place} />
        <Menu.Trigger className="flex min-h-10 min-w-0 max-w-64 items-center gap-2.5 rounded-md px-1.5 text-sm hover:bg-sunken data-popup-open:bg-sunken">
          {/* Drawn and not written: the letters are no part of the button's name. */}
          <span
            aria-hidden
            data-initials={initials(viewer.name)}
            className="grid size-7 shrink-0 place-items-center rounded-full border border-line-strong font-medium text-xs before:content-[attr(data-initials)]"
          />
          <span className="sr-only">{t`Account:`}</span>
          <span className="truncate pr-1 max-lg:sr-only">{viewer.name}</span>
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner sideOffset={6} align="end" className="z-50 outline-none">
            <Menu.Popup className="w-72 max-w-[calc(100vw-1.5rem)] rounded-lg border border-line bg-raised pb-1.5 text-ink shadow-float outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
              <div className="border-line border-b px-4 py-3">
                <p className="break-words font-medium text-base">{viewer.name}</p>
                <p className="break-words text-muted text-sm">{viewer.email}</p>
                <p className="mt-1 break-words text-muted text-sm">
                  {roleNames[viewer.role]}, {viewer.institution}
                </p>
              </div>
              <ThemeChoice />
              <Menu.Separator className="my-1.5 h-px bg-line" />
              <Menu.Item render={<Link href="/account" />} className={itemClass}>
                <UserRound aria-hidden className="size-4" />
                {t`Your account and data`}
              </Menu.Item>
              <Menu.Item className={itemClass} onClick={() => void begin()}>
                <LogOut aria-hidden className="size-4" />
                {t`Sign out`}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  );
}
