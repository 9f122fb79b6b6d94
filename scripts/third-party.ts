// Writes THIRD-PARTY.md: what others made of what is shipped, and under which licence.
//   npm run third-party                  writes it
//   npm run third-party -- --copy FOLDER puts those packages into FOLDER/node_modules, and the licences of what the
//                                        pages are built from into FOLDER/licences
// Ends with an error where a licence forbids to ship something.
import { cpSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describeShipped } from "./shipped/describe";
import { licenceOf, mayShip } from "./shipped/licences";
import { readLock } from "./shipped/read-lock";
import type { Shipped } from "./shipped/shipped-packages";
import { whatShips } from "./shipped/what-ships";

/** What is for reading alone, and Prisma's compilers of queries for other databases than Postgres. */
const IDLE = /\.(map|d\.[cm]?ts)$|query_compiler_(small_bg\.|fast_bg\.(?!postgresql))/;

const ships = whatShips(readLock());
const forbidden = [...ships.server, ...ships.pages].filter((shipped) => !mayShip(shipped));
for (const shipped of forbidden) {
  process.stderr.write(
    `${shipped.name} ${shipped.version} may not be shipped: ${licenceOf(shipped) ?? "no licence"}.\n`,
  );
}
if (forbidden.length > 0) process.exit(1);

const [option, folder] = process.argv.slice(2);
if (option === "--copy" && folder) {
  for (const { place } of ships.server.filter(isHere)) {
    cpSync(place, path.join(folder, place), {
      recursive: true,
      verbatimSymlinks: true,
      filter: ownFiles(place),
    });
  }
  for (const { name, place } of ships.pages.filter(isHere))
    copyLicence(place, path.join(folder, "licences", name));
} else writeFileSync("THIRD-PARTY.md", describeShipped(ships));

/** Packages for other platforms are in the list, and not on this machine. */
function isHere({ place }: Shipped): boolean {
  return existsSync(place);
}

/** Of a package what it runs on: not what lies in it of others. */
function ownFiles(place: string): (file: string) => boolean {
  return (file) => !file.startsWith(path.join(place, "node_modules")) && !IDLE.test(file);
}

function copyLicence(place: string, folder: string): void {
  const texts = readdirSync(place).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  for (const text of texts) cpSync(path.join(place, text), path.join(folder, text));
}
