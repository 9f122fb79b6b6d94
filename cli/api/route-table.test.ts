import { expect, test } from "vitest";
import { routeTable } from "./route-table";

const find = routeTable({
  "/(paper)/library/page": "app/library.js",
  "/api/attempts/route": "app/attempts.js",
  "/api/attempts/[id]/zone/route": "app/zone.js",
  "/api/attempts/[id]/reasons/[part]/route": "app/reason.js",
  "/api/practice/next/route": "app/next.js",
  "/api/practice/[id]/route": "app/practice.js",
  "/api/auth/[...nextauth]/route": "app/next-auth.js",
});

test.each([
  ["/api/attempts", "app/attempts.js", {}],
  ["/api/attempts/0b1-c/zone", "app/zone.js", { id: "0b1-c" }],
  ["/api/attempts/a/reasons/next_action", "app/reason.js", { id: "a", part: "next_action" }],
  ["/api/practice/next", "app/next.js", {}],
  ["/api/practice/other", "app/practice.js", { id: "other" }],
])("%s is for its route", (path, file, params) => {
  expect(find(path)).toMatchObject({ route: { file }, params });
});

test.each([
  "/api",
  "/api/",
  "/api/attempts/",
  "/api/attempts/a",
  "/api/attempts/a/zone/b",
  "/api//attempts",
  "/api/practice/../attempts",
  "/api/attempts/./zone",
  "/api/attempts/a%2Fb/zone",
  "/api/attempts/*/zone",
  "/api/auth/session",
  "/library",
  "/API/attempts",
  "/api/practice/[id]",
])("%s is for Next", (path) => {
  expect(find(path)).toBeNull();
});
