import { describe, expect, it } from "vitest";
import { ROLES } from "@/lib/domain/people/role";
import { destinationsOf, leadsTo } from "./navigation";

describe("navigation", () => {
  it("gives every role practice and progress, and no more than fits under a thumb", () => {
    for (const role of ROLES) {
      const { main, more } = destinationsOf(role);
      const paths = [...main, ...more].map(({ href }) => href);
      expect(paths).toEqual(expect.arrayContaining(["/practice", "/progress"]));
      expect(new Set(paths).size).toBe(paths.length);
      expect(main.length + (more.length > 0 ? 1 : 0)).toBeLessThanOrEqual(5);
    }
  });

  it("leads a resident to nobody else's pages", () => {
    const { main, more } = destinationsOf("resident");
    const paths = [...main, ...more].map(({ href }) => href);
    for (const path of [
      "/faculty",
      "/director",
      "/admin",
      "/readers",
      "/reviews",
      "/library",
      "/case-sets",
      "/people",
      "/audit",
      "/milestones",
    ]) {
      expect(paths).not.toContain(path);
    }
  });

  it("lights a destination for what lies below it, and for nothing beside it", () => {
    expect(leadsTo("/practice", "/practice/done")).toBe(true);
    expect(leadsTo("/practice", "/practices")).toBe(false);
  });
});
