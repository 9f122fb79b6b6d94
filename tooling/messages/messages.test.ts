import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import PO from "pofile";
import { describe, expect, it } from "vitest";
import { readCatalogue } from "@/lib/language/read-catalogue";
import { catalogueOf } from "./catalogue-of";
import { collectMessages, type Message, messagesOf } from "./collect";
import { pseudoCatalogue } from "./pseudo";

const message = (id: string, context: string | null = null): Message => ({
  id,
  context,
  places: ["a.ts:1"],
  values: [],
});

describe("the messages of a file", () => {
  it("are named as they are asked for, wherever they stand", () => {
    const source = `
      const a = t\`Due \${row.day}\`;
      const b = <p>{rich\`See \${<a>{t\`the guide\`}</a>}, \${plural(n, "# case", "# cases")}\`}</p>;
      const c = inContext("state of an exam")\`Open\`;
      const d = other\`not said\`;
    `;
    expect(messagesOf("a.tsx", source).map(({ id, context, place }) => [id, context, place])).toEqual([
      ["Due {0}", null, "a.tsx:2"],
      ["See {0}, {1, plural, one {# case} other {# cases}}", null, "a.tsx:3"],
      ["the guide", null, "a.tsx:3"],
      ["Open", "state of an exam", "a.tsx:4"],
    ]);
  });

  it("can't have a plural whose words aren't known", () => {
    expect(() => messagesOf("a.ts", `t\`\${plural(n, one, many)} left\``)).toThrow(
      /a\.ts:1: the words of a plural/,
    );
    expect(() => messagesOf("a.ts", 'const left = plural(n, "# case", "# cases");')).toThrow(
      /a\.ts:1: a plural must stand in its sentence/,
    );
  });

  it("are found below what an element would look like elsewhere", () => {
    const source = `
      const one = <Case>(of: Case) => of;
      const two = t\`Due \${plural(n, "# day", "# days")}\`;
    `;
    expect(messagesOf("a.ts", source).map(({ id }) => id)).toEqual([
      "Due {0, plural, one {# day} other {# days}}",
    ]);
  });
});

describe("a catalogue that is brought up to date", () => {
  it("keeps each translation, adds what is new and loses what nothing says", () => {
    const first = catalogueOf([message("Open"), message("Open", "state"), message("Late")], null, "de");
    expect(first).toMatchObject({ total: 3, translated: 0, added: 3, removed: 0 });
    const po = PO.parse(first.text);
    for (const item of po.items) item.msgstr = [`${item.msgid} (${item.msgctxt ?? "none"})`];
    const next = catalogueOf(
      [message("Open"), message("Open", "state"), message("Closed")],
      po.toString(),
      "de",
    );
    expect(next).toMatchObject({ total: 3, translated: 2, added: 1, removed: 1 });
    expect(PO.parse(next.text).items.map(({ msgstr }) => msgstr[0])).toEqual([
      "Open (none)",
      "Open (state)",
      "",
    ]);
  });
});

describe("the product's messages", () => {
  const messages = collectMessages();

  it("can all be translated: a made-up language of them is read", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "calot-messages-"));
    try {
      const file = path.join(folder, "en-XA.po");
      writeFileSync(file, pseudoCatalogue(messages));
      const { tag, messages: read } = readCatalogue(file);
      expect(tag).toBe("en-XA");
      expect(Object.keys(read)).toHaveLength(messages.length);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("are of every part that people read", () => {
    for (const part of ["app/", "components/", "lib/domain/", "lib/services/", "lib/words/", "lib/resgo/"]) {
      expect(
        messages.filter(({ places }) => places.some((place) => place.startsWith(part))).length,
      ).toBeGreaterThan(10);
    }
  });
});
