import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRoutes, routesOf } from "./routes";

const PATTERNS = [
  "/",
  "/api/auth/[...nextauth]",
  "/api/assignments/[id]",
  "/api/assignments/choices",
  "/api/attempts/[id]/zone",
  "/practice/[id]",
  "/practice/first",
];
const routeOf = routesOf(PATTERNS);

describe("the route of an address", () => {
  it.each([
    ["/", "/"],
    ["/?next=1", "/"],
    ["/api/assignments/choices?of=x", "/api/assignments/choices"],
    ["/api/assignments/02507920-0675-4dbb-a58a-42b3f74559c9", "/api/assignments/{id}"],
    ["/api/attempts/1/zone", "/api/attempts/{id}/zone"],
    ["/api/attempts/1", "other"],
    ["/api/auth/callback/credentials", "/api/auth/*"],
    ["/practice/first", "/practice/first"],
    ["/practice/second", "/practice/{id}"],
    ["/practice", "other"],
    ["/_next/static/chunks/a.js", "/_next/*"],
    ["/wp-login.php", "other"],
    ["//evil", "other"],
    ["*", "other"],
  ])("of %s is %s", (url, route) => {
    expect(routeOf(url)).toBe(route);
  });

  it("is one of as many as there are, whatever is asked for", () => {
    const known = new Set([
      ...PATTERNS.map((pattern) => pattern.replace("[...nextauth]", "*").replace("[id]", "{id}")),
      "/_next/*",
      "other",
    ]);
    const part = fc.oneof(fc.constantFrom("api", "attempts", "zone", "practice", "[]", "..."), fc.string());
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect(known).toContain(routeOf(`/${parts.join("/")}`));
      }),
    );
  });

  it("is told without a build too", async () => {
    const bare = await readRoutes("no-such-folder", ["/sw.js"]);
    expect([bare("/sw.js"), bare("/home")]).toEqual(["/sw.js", "other"]);
  });
});
