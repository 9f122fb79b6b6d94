import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const page = read("docs/security.md");

/** How the page and the tests write one and the same. */
const plain = (text: string): string => text.replaceAll("’", "'");

/** Of the tables of the chapters. */
const rows = page
  .split("\n")
  .map(
    (line) =>
      /^\| (?<items>\d+\.\d+\.\d+[^|]*) \| (?<short>[^|]+) \| (?<holds>yes|no|not ours) +\| (?<where>.*) \|$/.exec(
        line,
      )?.groups,
  )
  .filter((row) => row !== undefined)
  .map(({ items, short, holds, where }) => ({
    items: items!.trim().split(", "),
    short,
    holds: holds!,
    where: where!,
  }));

describe("docs/security.md", () => {
  it("has each item of levels 1 and 2 once, and its counts are those of its tables", () => {
    const items = rows.flatMap((row) => row.items);
    expect(items).toHaveLength(253);
    expect(new Set(items).size).toBe(253);
    const count = (chapter: string, holds: string) =>
      rows
        .filter((row) => row.holds === holds)
        .flatMap((row) => row.items)
        .filter((item) => chapter === "" || item.startsWith(`${chapter}.`)).length;
    for (let chapter = 1; chapter <= 17; chapter++) {
      const told = new RegExp(
        `^\\| \\[V${chapter}: [^|]+\\| +(\\d+) +\\| +(\\d+) +\\| +(\\d+) +\\|$`,
        "m",
      ).exec(page);
      const counted = ["yes", "no", "not ours"].map((holds) => String(count(`${chapter}`, holds)));
      expect(told?.slice(1), `V${chapter}`).toEqual(counted);
    }
    const all = /^\| \*\*all 253\*\* +\| \*\*(\d+)\*\* +\| \*\*(\d+)\*\* +\| \*\*(\d+)\*\* +\|$/m.exec(page);
    expect(all?.slice(1).map(Number)).toEqual(["yes", "no", "not ours"].map((holds) => count("", holds)));
  });

  it("says of each that holds where, and of each that doesn't why", () => {
    const reasons = page.slice(page.indexOf("## What doesn’t hold"), page.indexOf("## Sessions"));
    for (const { items, short, holds, where } of rows) {
      if (holds === "yes") expect(`${short} ${where}`, items.join()).toMatch(/`|\]\(#/);
      if (holds === "no") for (const item of items) expect(reasons).toContain(item);
    }
  });

  it("names files that are there, and tests that are in them", () => {
    const files = [...page.matchAll(/`([\w@.-]+\/[\w@./-]+)`/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
    const tests = [...page.matchAll(/`([^`]+\.(?:test|spec)\.tsx?)`: “([^”]+)”/g)];
    expect(tests.length).toBeGreaterThan(80);
    const missing = tests.filter(([, file, title]) => !plain(read(file!)).includes(plain(title!)));
    expect(missing.map(([all]) => all)).toEqual([]);
  });
});

describe("the pages", () => {
  const sources = globSync("{app,components}/**/*.{ts,tsx}", { cwd: ROOT })
    .filter((file) => !file.includes(".test."))
    .map((file) => ({ file, text: read(file) }));
  const filesWith = (words: RegExp) => sources.filter(({ text }) => words.test(text)).map(({ file }) => file);

  it("set no HTML from a text, and evaluate none", () => {
    const words =
      /dangerouslySetInnerHTML|\.(inner|outer)HTML\s*=|insertAdjacentHTML|\beval\(|new Function\(/;
    // Scripts of ours with nobody's text in them, and an empty place for the frame that it shows.
    expect(filesWith(words).sort()).toEqual([
      "app/_server/own-script.tsx",
      "components/quiz/stage-to-come.tsx",
    ]);
  });

  it("listen to no other window", () => {
    // A page listens to a worker of its own, and a worker to the page that made it: nobody else has their ports.
    expect(filesWith(/(?<!\bworker\.)addEventListener\("message"|window\.onmessage/)).toEqual([
      "components/recordings/worker/recording-worker.ts",
    ]);
  });
});
