"use client";

import { Tabs } from "@base-ui/react/tabs";
import Link from "next/link";
import type { ReactNode } from "react";
import { rich } from "@/components/ui/rich";
import { RATIONALE_PARTS, type Rationale, type RationalePart, rationaleLabels } from "@/lib/domain/rationale";
import { t } from "@/lib/language/t";
import { ReaderSwatch } from "../viewer/marks";
import type { NamedReading } from "./layers";
import { describeRecall, readerPieces, referencePieces } from "./mark-pieces";
import { MarkedText, MarkLegend } from "./marked-text";

type RationalesProps = {
  reference: Rationale;
  models: readonly NamedReading[];
  /** The page that says who stands behind the reference. */
  about: string;
};

function Reason({
  reader,
  name,
  children,
}: {
  reader: "reference" | "model";
  name: string;
  children: ReactNode;
}) {
  return (
    <div className="min-w-0">
      <p className="flex items-center gap-2 text-muted text-xs">
        <ReaderSwatch reader={reader} />
        <span className="min-w-0 break-words">{name}</span>
      </p>
      <p className="mt-0.5 break-words text-sm">{children}</p>
    </div>
  );
}

export const NOTHING_SAID = t`Nothing is said of it.`;

/** One part: the reference's beside a model's, what they share and what the model missed. */
function Part({
  part,
  reference,
  model,
}: {
  part: RationalePart;
  reference: string;
  model: NamedReading | null;
}) {
  const said = model?.rationale?.[part];
  const entities = model?.recall?.[part] ?? [];
  const recall = describeRecall(entities);
  return (
    <div className="py-3 print:py-1.5">
      <h3 className="mb-1.5 font-medium text-sm">{rationaleLabels[part]}</h3>
      <div className="grid gap-x-5 gap-y-2.5 @lg:grid-cols-2">
        <Reason reader="reference" name={t`Reference`}>
          {reference ? (
            <MarkedText reader="reference" pieces={referencePieces(reference, entities)} />
          ) : (
            NOTHING_SAID
          )}
        </Reason>
        {model && said !== undefined && (
          <Reason reader="model" name={model.name}>
            {said ? <MarkedText reader="model" pieces={readerPieces(said, entities)} /> : NOTHING_SAID}
          </Reason>
        )}
      </div>
      {recall && <p className="mt-2 text-muted text-xs">{recall}</p>}
    </div>
  );
}

/** The four parts, each held against its like. */
export function Parts({ reference, model }: { reference: Rationale; model: NamedReading | null }) {
  return (
    <div className="divide-y divide-line">
      {RATIONALE_PARTS.map((part) => (
        <Part key={part} part={part} reference={reference[part]} model={model} />
      ))}
    </div>
  );
}

export function ModelNote({ model }: { model: NamedReading }) {
  return model.rationale
    ? t`A model is another reader, and often wrong: hold its reasons against the frame and the reference.`
    : t`${model.name} gave no reasons for this case.`;
}

/** Who stands behind the reference. */
export function AsGiven({ about }: { about: string }) {
  return rich`Reference: as ${<Link href={about} prefetch={false} className="underline underline-offset-2 hover:text-ink">{t`the dataset`}</Link>} gives it.`;
}

/** Why the Go Zone is where it is: the reference, and what a model made of it. */
export function Rationales({ reference, models, about }: RationalesProps) {
  const [first] = models;
  return (
    <section aria-labelledby="rationales" className="@container print:clear-both">
      <h2 id="rationales" className="font-semibold">{t`Why`}</h2>
      <p className="text-muted text-sm">
        <AsGiven about={about} /> {models.length === 1 && first && <ModelNote model={first} />}
      </p>
      {models.length > 1 && first ? (
        <Tabs.Root defaultValue={first.name}>
          <Tabs.List
            aria-label={t`Model beside the reference`}
            className="mt-2 flex flex-wrap gap-x-1 border-line border-b print:hidden"
          >
            {models.map(({ name, label }) => (
              <Tabs.Tab
                key={name}
                value={name}
                className="-mb-px min-h-9 border-transparent border-b-2 px-2 text-muted text-sm hover:text-ink data-active:border-model data-active:text-ink pointer-coarse:min-h-11"
              >
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {models.map((model) => (
            <Tabs.Panel key={model.name} value={model.name} tabIndex={-1} className="pt-2">
              <p className="text-muted text-sm">
                <ModelNote model={model} />
              </p>
              {model.recall && <MarkLegend />}
              <Parts reference={reference} model={model} />
            </Tabs.Panel>
          ))}
        </Tabs.Root>
      ) : (
        <>
          {first?.recall && <MarkLegend />}
          <Parts reference={reference} model={first ?? null} />
        </>
      )}
    </section>
  );
}
