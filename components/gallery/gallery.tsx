"use client";

import Link from "next/link";
import { useState } from "react";
import { Mark } from "../ui/mark";
import { PageHeading } from "../ui/page-heading";
import { TextLink } from "../ui/text-link";
import { Tick } from "../ui/tick";
import { chartShelves } from "./chart-shelves";
import { secondLookShelves } from "./second-look-shelves";
import type { Shelf } from "./shelf";
import { uiShelves } from "./ui-shelves";
import { viewerShelves } from "./viewer-shelves";

const ROOMS: readonly { readonly name: string; readonly shelves: readonly Shelf[] }[] = [
  { name: "Building blocks", shelves: uiShelves },
  { name: "Charts", shelves: chartShelves },
  { name: "The viewer", shelves: viewerShelves },
  { name: "A second look", shelves: secondLookShelves },
];

const idOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]+/g, "-");

/** Every component of `ui`, the charts, the viewer and a second look in each of its states: for the eye, and for its browser test. */
export function Gallery() {
  const [isDark, setIsDark] = useState(false);
  return (
    <div className="mx-auto w-full max-w-[78rem] px-4 py-5 sm:px-6 lg:px-8">
      <header className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <Link href="/" className="-mx-1.5 inline-flex min-h-10 items-center gap-2 rounded-md px-1.5">
          <Mark className="size-6" />
          <span className="font-semibold text-lg tracking-[-0.01em]">Calot</span>
        </Link>
        <Tick
          label="Dark"
          on={isDark}
          onChange={(dark) => {
            setIsDark(dark);
            document.documentElement.className = dark ? "dark" : "";
          }}
        />
      </header>
      <main id="content">
        <PageHeading title="Gallery">
          Every component of <code>components/ui</code>, the charts, the viewer and a second look, in each of
          its states.
        </PageHeading>
        <nav aria-label="Contents" className="mb-10 columns-2 gap-8 text-sm sm:columns-3 lg:columns-5">
          {ROOMS.flatMap(({ shelves }) => shelves).map(({ name }) => (
            <TextLink key={name} href={`#${idOf(name)}`} className="mr-2 break-words">
              {name}
            </TextLink>
          ))}
        </nav>
        {ROOMS.map(({ name, shelves }) => (
          <section key={name} aria-label={name} className="mb-14">
            <h2 className="border-line-strong border-b pb-1 font-semibold text-xl">{name}</h2>
            {shelves.map((shelf) => (
              <ShelfView key={shelf.name} {...shelf} />
            ))}
          </section>
        ))}
      </main>
    </div>
  );
}

const PLACES = {
  own: "min-w-0 max-w-full",
  card: "w-96 min-w-0 max-w-full",
  line: "min-w-0 basis-full",
} as const;

function ShelfView({ name, place, specimens }: Shelf) {
  return (
    <section
      id={idOf(name)}
      aria-label={name}
      className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 border-line border-b py-6 lg:grid-cols-[10rem_minmax(0,1fr)]"
    >
      {/* Some specimens bring headings of their own. */}
      <h2 className="break-words font-medium">{name}</h2>
      <div className="flex flex-wrap gap-x-8 gap-y-6">
        {Object.entries(specimens).map(([state, shown]) => (
          <figure key={state} className={PLACES[place ?? "own"]}>
            <figcaption className="mb-1.5 text-muted text-xs">{state}</figcaption>
            {shown}
          </figure>
        ))}
      </div>
    </section>
  );
}
