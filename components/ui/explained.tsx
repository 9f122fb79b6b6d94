"use client";

import { Popover } from "@base-ui/react/popover";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { TextLink } from "./text-link";

type ExplainedProps = {
  term: string;
  /** Where the term is no word: what it says, for those who hear it, and above the explanation. */
  title?: string;
  children: ReactNode;
  /** Where more of it stands. */
  more?: { readonly href: string; readonly label: string };
  /** Opens in the stage's colours. */
  onStage?: boolean;
};

/** A word that explains itself on demand: by pointer, by tap, by keyboard. */
export function Explained({ term, title, children, more, onStage = false }: ExplainedProps) {
  return (
    <Popover.Root>
      <Popover.Trigger
        openOnHover
        delay={250}
        aria-label={title}
        className="min-h-6.5 min-w-6.5 rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-ink"
      >
        {term}
      </Popover.Trigger>
      <Popover.Portal className={clsx(onStage && "stage")}>
        <Popover.Positioner sideOffset={6} align="start" className="z-50">
          <Popover.Popup className="w-72 max-w-[calc(100vw-1.5rem)] rounded-lg border border-line bg-raised px-4 py-3 text-ink shadow-float outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Popover.Title className="font-medium text-sm">{title ?? term}</Popover.Title>
            <Popover.Description className="mt-1 text-muted text-sm">{children}</Popover.Description>
            {more && (
              <p className="mt-1.5 text-sm">
                <TextLink href={more.href}>{more.label}</TextLink>
              </p>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
