import { t } from "@/lib/language/t";

export type Theme = "light" | "dark" | "system";
export const THEMES: readonly Theme[] = ["light", "dark", "system"];

export const THEME_COOKIE = "theme";
const YEAR_S = 365 * 24 * 60 * 60;

export const themeNames: Readonly<Record<Theme, string>> = {
  light: t`Light`,
  dark: t`Dark`,
  system: t`As the system`,
};

/** The theme that a cookie's value names; the system's for anything else. */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}

/** The class on `<html>`: none where the system's own preference holds. */
export function themeClass(theme: Theme): string {
  return theme === "system" ? "" : theme;
}

/** The theme in a `document.cookie` string. */
export function themeInCookies(cookies: string): Theme {
  const found = cookies.split("; ").find((cookie) => cookie.startsWith(`${THEME_COOKIE}=`));
  return parseTheme(found?.slice(THEME_COOKIE.length + 1));
}

/** What to hand to `document.cookie` to keep a theme for a year. */
export function themeCookie(theme: Theme, secure: boolean): string {
  return `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_S}; samesite=lax${secure ? "; secure" : ""}`;
}
