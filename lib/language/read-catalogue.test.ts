import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Language } from "./language";
import { readCatalogue } from "./read-catalogue";
import { inContext, plural, t } from "./t";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "calot-catalogue-"));
});
afterEach(() => {
  globalThis.calotLanguage = undefined;
  rmSync(folder, { recursive: true });
});

function read(entries: string, header = "Language: de"): Language {
  const file = path.join(folder, "de.po");
  writeFileSync(file, `msgid ""\nmsgstr ""\n"${header}\\n"\n\n${entries}`);
  return readCatalogue(file);
}

const entry = (id: string, translation: string, before = ""): string =>
  `${before}msgid ${JSON.stringify(id)}\nmsgstr ${JSON.stringify(translation)}\n\n`;

describe("a catalogue", () => {
  it("gives what the code asks it for", () => {
    globalThis.calotLanguage = read(
      entry("{0} of {1} answered", "Von {1} sind {0} beantwortet") +
        entry(
          "{0, plural, one {# case} other {# cases}} left",
          "{0, plural, one {Noch # Fall} other {Noch # Fälle}}",
        ) +
        entry("Write '{'x'}'", "Schreiben Sie '{'x'}' <b>") +
        entry("Open", "Offen", 'msgctxt "state of an exam"\n'),
    );
    expect(t`${3} of ${4} answered`).toBe("Von 4 sind 3 beantwortet");
    expect(t`${plural(1, "# case", "# cases")} left`).toBe("Noch 1 Fall");
    expect(t`${plural(7, "# case", "# cases")} left`).toBe("Noch 7 Fälle");
    expect(t`Write {x}`).toBe("Schreiben Sie {x} <b>");
    expect(inContext("state of an exam")`Open`).toBe("Offen");
    expect(t`Open`).toBe("Open");
  });

  it("leaves out what isn't translated, or only doubtfully", () => {
    const { messages } = read(entry("Due {0}", "") + entry("Late", "Spät", "#, fuzzy\n"));
    expect(messages).toEqual({});
  });

  it.each([
    ["lacks a value", entry("Due {0}", "Fällig"), /“Due \{0\}”: its translation lacks \{0\}/],
    ["has a value too many", entry("Due {0}", "Fällig {0} {1}"), /has \{1\}, the message has not/],
    ["can't be read", entry("Due {0}", "Fällig {0"), /“Due \{0\}”: its translation can’t be read/],
    ["asks for a form of a value", entry("Due {0}", "Fällig {0, date}"), /only values and plurals/],
  ])("is refused where a translation %s", (_, entries, why) => {
    expect(() => read(entries)).toThrow(why);
  });

  it("is refused without a language, and where there is none", () => {
    expect(() => read("", "Language: ")).toThrow(/its header has no Language/);
    expect(() => readCatalogue(path.join(folder, "none.po"))).toThrow(
      /LANGUAGE_FILE: .*none\.po can’t be read \(ENOENT\)/,
    );
  });
});
