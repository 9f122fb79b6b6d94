// Brings a catalogue up to date with the code: new sentences are added to it untranslated, those that nothing says any
// more are taken out, and every translation stays.
//   npm run messages -- messages/de.po
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { catalogueOf } from "@/tooling/messages/catalogue-of";
import { collectMessages } from "@/tooling/messages/collect";

const [file] = process.argv.slice(2);
if (!file?.endsWith(".po")) {
  process.stderr.write("Name the catalogue by its language: npm run messages -- messages/de.po\n");
  process.exit(1);
}
const before = existsSync(file) ? readFileSync(file, "utf8") : null;
const { text, translated, added, removed, total } = catalogueOf(
  collectMessages(),
  before,
  path.basename(file, ".po"),
);
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, text);
process.stdout.write(
  `${file}: ${total} sentences, ${translated} translated; ${added} new, ${removed} no longer said.\n`,
);
