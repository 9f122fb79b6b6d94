import satisfies from "spdx-satisfies";
import type { Shipped } from "./shipped-packages";

/** Under these anything may be shipped, with their text. */
const ALLOWED = [
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-4.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "OFL-1.1",
  "Python-2.0",
  "Unicode-3.0",
  "Unlicense",
  "Zlib",
];

/** Licences that some packages alone may have. */
const ALSO: readonly { readonly packages: RegExp; readonly licence: string }[] = [
  // libvips is a file of its own that sharp loads when it runs, and that anybody may put another one in the place of.
  { packages: /^@img\/sharp-/, licence: "LGPL-3.0-or-later" },
  // It asks that changes to its own files be given away, and is used without any: THIRD-PARTY.md says where they are.
  { packages: /^mediabunny$/, licence: "MPL-2.0" },
];

/** Packages that name their licence only in the text that they carry. */
const READ_IN_THEIR_TEXT: Readonly<Record<string, string>> = { "png-js": "MIT" };

/** The licence of a package as an SPDX expression; null where none is known. */
export const licenceOf = ({ name, licence }: Shipped): string | null =>
  (licence ?? READ_IN_THEIR_TEXT[name])?.replaceAll(/ (and|or) /g, (word) => word.toUpperCase()) ?? null;

/** Whether a package may be shipped. */
export function mayShip(shipped: Shipped): boolean {
  const licence = licenceOf(shipped);
  if (licence === null) return false;
  const also = ALSO.flatMap((each) => (each.packages.test(shipped.name) ? [each.licence] : []));
  try {
    return satisfies(licence, [...ALLOWED, ...also]);
  } catch {
    // Not an SPDX expression: “SEE LICENSE IN …”, “UNLICENSED”.
    return false;
  }
}
