import { expect, test } from "vitest";
import { filesOfPages } from "./files-of-pages";

const build: Readonly<Record<string, string>> = {
  "static/chunks/page.js": `e.v(()=>Promise.all(["static/chunks/reveal.js","static/chunks/reveal.css"].map(e.l)))`,
  "static/chunks/reveal.js": `["static/chunks/page.js","static/chunks/deep~1.js"]`,
  "static/chunks/deep~1.js": "",
  "static/chunks/reveal.css": "",
  "static/chunks/page.css": "src:url(../media/latin.woff2)",
  "static/media/latin.woff2": "",
  "static/chunks/another-page.js": "",
};

test("pages need what stands in them, what their scripts fetch later, and the fonts of their styles", async () => {
  const pages = [
    `<script src="/_next/static/chunks/page.js" async=""></script><link href="/_next/static/chunks/page.css">`,
    `<script src="/language?v=0a1b"></script>{"/_next/static/chunks/page.js"}{"/_next/static/chunks/gone.js"}`,
  ];
  expect(await filesOfPages(pages, async (file) => build[file] ?? null)).toEqual([
    "/_next/static/chunks/deep~1.js",
    "/_next/static/chunks/page.css",
    "/_next/static/chunks/page.js",
    "/_next/static/chunks/reveal.css",
    "/_next/static/chunks/reveal.js",
    "/_next/static/media/latin.woff2",
    "/language?v=0a1b",
  ]);
});
