import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { seedDemo } from "@/demo/seed";
import type { Database } from "@/lib/db/client";
import { collectMessages } from "@/tooling/messages/collect";
import { PSEUDO_CLOSE, PSEUDO_OPEN, pseudoCatalogue } from "@/tooling/messages/pseudo";
import { type Calot, startCalot } from "@/tooling/start-calot";

let calot: Calot;
let folder: string;
let data: readonly string[];

// One after the other, at one Calot.
test.describe.configure({ mode: "default" });
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "calot-language-"));
  const file = path.join(folder, "en-XA.po");
  await writeFile(file, pseudoCatalogue(collectMessages()));
  calot = await startCalot(seedDemo, { LANGUAGE_FILE: file });
  data = await calot.withDatabase(storedTexts);
});
test.afterAll(async () => {
  await calot?.stop();
  await rm(folder, { recursive: true });
});

/** What people and models wrote, the longest first: it is in whatever language they wrote it in. */
async function storedTexts({ pool }: Database): Promise<string[]> {
  const { rows: columns } = await pool.query<{ query: string }>(
    `SELECT format('SELECT DISTINCT %I::text AS text FROM %I WHERE %1$I IS NOT NULL LIMIT 5000', column_name, table_name)
       AS query
     FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text'`,
  );
  const texts = new Set<string>();
  for (const { query } of columns) {
    for (const { text } of (await pool.query<{ text: string }>(query)).rows) texts.add(text.trim());
  }
  const named = await pool.query<{ text: string }>(
    "SELECT DISTINCT region ->> 'name' AS text FROM case_version, jsonb_array_elements(no_go) region WHERE region ->> 'name' <> ''",
  );
  for (const { text } of named.rows) texts.add(text);
  return [...texts].filter((text) => /\p{L}/u.test(text)).sort((a, b) => b.length - a.length);
}

/** Every text of a page, and what only a screen reader says, in the order of the document. */
function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of [
          "aria-label",
          "title",
          "placeholder",
          "alt",
          "aria-description",
          "aria-valuetext",
        ]) {
          const value = node.getAttribute(name);
          if (value) texts.push(`\n${value}\n`);
        }
        if (!getComputedStyle(node).display.startsWith("inline")) texts.push("\n");
      } else if (!node.parentElement?.closest("script, style, noscript, kbd, [data-written]")) {
        texts.push(node.textContent ?? "");
      }
    }
    return texts;
  });
}

/** What stands outside of the made-up language's brackets and is neither data nor a name that no language changes. */
function unsaid(texts: readonly string[]): string[] {
  let depth = 0;
  let outside = "";
  for (const letter of texts.join("")) {
    if (letter === PSEUDO_OPEN) depth += 1;
    else if (letter === PSEUDO_CLOSE) depth -= 1;
    else if (depth === 0) outside += letter;
  }
  const left = outside
    .split("\n")
    .map((line) => data.reduce((rest, text) => rest.replaceAll(text, " "), line));
  return [...new Set(left.map(withoutNames).filter((line) => /\p{L}{2}/u.test(line)))];
}

/** The product's name, the metrics', units, months and zones of time, which a catalogue has no word for. */
const NAMES =
  /\bCalot\b|\b[HC]?A@[\d.:]+|\b(?:m|Hm|Cm|C)?IoU\b|\bmA\b|\bAcc(?:@[\d.]+)?|\b[ACH]A\b|\b(?:CSV|PDF|CC BY|px|pp|min|ms|kB|MB|GB|UTC|JPEG|PNG|ResGo|SurGo-R1|Brier|AM|PM)\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\b[A-Z]\w+\/[A-Z]\w+/gu;
const withoutNames = (line: string): string => line.replaceAll(NAMES, " ").trim();

const PEOPLE = ["resident", "faculty", "director", "admin"] as const;
/** Pages of one kind, of which one is looked at. */
const kindOf = (address: string): string => {
  const { pathname, searchParams } = new URL(address, "http://calot.example");
  const path = pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id").replace(/\d+/g, ":n");
  return `${path}?${[...searchParams.keys()].sort().join("&")}`;
};
const MOST_PAGES = 60;

for (const role of PEOPLE) {
  test(`whatever a page says to ${role === "admin" ? "an" : "a"} ${role} can be translated`, async ({
    page,
  }) => {
    const found: Record<string, string[]> = {};
    const look = async (address: string): Promise<void> => {
      const left = unsaid(await textsOf(page));
      if (left.length > 0) found[address] = left;
    };
    // A page that was made in one language and goes on in another is told in the console.
    page.on("console", (message) => {
      if (message.type() === "error") found[new URL(page.url()).pathname] = [message.text()];
    });
    await page.goto(`${calot.url}/sign-in`);
    await look("/sign-in");
    await page.locator("input[type=email]").fill(`${role}@calot.example`);
    await page.locator("input[autocomplete=current-password]").fill("calot-demo");
    await page.locator("button[type=submit]").click();
    await page.waitForURL(/\/(home|faculty|director|admin)$/);
    const seen = new Set<string>();
    const waiting = [new URL(page.url()).pathname];
    while (waiting.length > 0 && seen.size < MOST_PAGES) {
      const address = waiting.shift()!;
      if (seen.has(kindOf(address))) continue;
      seen.add(kindOf(address));
      await page.goto(calot.url + address);
      await expect(page.locator("h1, h2").first()).toBeVisible();
      await look(address);
      const links = await page.evaluate(() =>
        [...document.querySelectorAll("a[href]")].map(
          (link) => (link as HTMLAnchorElement).getAttribute("href")!,
        ),
      );
      waiting.push(...links.filter((href) => href.startsWith("/") && !href.startsWith("/api/")));
    }
    expect(found).toEqual({});
    expect(seen.size).toBeGreaterThan(5);
  });
}
