import { describe, expect, it } from "vitest";
import { parseTheme, THEMES, themeClass, themeCookie, themeInCookies } from "./theme";

describe("theme", () => {
  it("comes back from the cookie it was kept in", () => {
    for (const theme of THEMES) {
      const kept = themeCookie(theme, true).split(";")[0]!;
      expect(themeInCookies(`a=1; ${kept}; b=theme=light`)).toBe(theme);
    }
  });

  it("is the system's where the cookie is absent or makes no sense", () => {
    expect(parseTheme(undefined)).toBe("system");
    expect(parseTheme("sepia")).toBe("system");
    expect(themeInCookies("mytheme=dark")).toBe("system");
    expect(themeInCookies("")).toBe("system");
  });

  it("puts a class on the page for a choice alone", () => {
    expect(THEMES.map(themeClass)).toEqual(["light", "dark", ""]);
  });
});
