"use client";

import Link from "next/link";
import { useMemo } from "react";
import { rich } from "@/components/ui/rich";
import type { LibraryCase } from "@/lib/domain/library/views";
import { nameOf } from "@/lib/domain/name-of";
import { phaseNames } from "@/lib/domain/phases";
import { plural, t } from "@/lib/language/t";
import { describeOthersContact } from "@/lib/words/describe-answer";
import { formatFloored } from "@/lib/words/figures";
import { datasetUrl } from "../datasets/dataset-address";
import { BoxesInWords } from "../reveal/boxes-in-words";
import { LayerToggles } from "../reveal/layer-toggles";
import { LayeredFrame } from "../reveal/layered-frame";
import { nameReadings } from "../reveal/layers";
import { Rationales } from "../reveal/rationales";
import type { Layers } from "../reveal/use-layers";
import { Heat } from "../viewer/heat";
import { ReaderSwatch } from "../viewer/marks";
import { TakenBackNote } from "../withdrawals/taken-back-note";
import { describeDifficulty, splitNames } from "./entry-words";
import { HEAT_LAYER, type PreviewLayer } from "./preview-layers";
import { PreviewReaders } from "./preview-readers";

type PreviewProps = { of: LibraryCase; layers: Layers<PreviewLayer> };

/** The frame with the reference and the models' zones on it. */
export function PreviewFrame({ of, layers }: PreviewProps) {
  return (
    <LayeredFrame
      frame={of}
      alt={t`The operative field, with the zones drawn on it. They are told in words beside it.`}
      shown={layers}
      below={of.heat && !layers.hidden.has(HEAT_LAYER) && <Heat map={of.heat} />}
    />
  );
}

function DatasetLink({ of }: { of: LibraryCase }) {
  return (
    <Link href={datasetUrl(of.datasetId)} prefetch={false} className="underline underline-offset-4">
      {of.dataset}
    </Link>
  );
}

/** What is known of a case, in words: its phase, how readers and models did, why the zone is where it is. */
export function PreviewText({ of, layers, timeZone }: PreviewProps & { timeZone: string }) {
  const models = useMemo(() => nameReadings(of.predictions), [of]);
  return (
    <div className="space-y-6 pb-4">
      <div>
        <h2 className="font-semibold text-lg">{t`Phase ${of.phase}, ${nameOf(phaseNames, of.phase)}`}</h2>
        <p className="mt-1 text-muted text-sm">
          {splitNames[of.split ?? "none"]} · {describeDifficulty(of)}
        </p>
        <p className="mt-1 text-muted text-sm">
          {of.licence
            ? rich`Of ${<DatasetLink of={of} />}; licence: ${of.licence}.`
            : rich`Of ${<DatasetLink of={of} />}; its licence was not given.`}
        </p>
        {of.contested && <p className="mt-1 text-caution text-sm">{t`Contested: ${whyContested(of)}`}</p>}
        <p className="mt-1 text-sm">
          <Link
            href={`/authoring/cases/${of.id}`}
            prefetch={false}
            className="underline underline-offset-4"
          >{t`The case’s own page`}</Link>
        </p>
        {of.sets.length > 0 && (
          <p className="mt-1 text-sm">
            {rich`In ${of.sets.map(({ id, name }, index) => (
              <span key={id}>
                {index > 0 && ", "}
                <Link href={`/case-sets/${id}`} prefetch={false} className="underline underline-offset-4">
                  {name}
                </Link>
              </span>
            ))}`}
          </p>
        )}
      </div>
      <TakenBackNote of={of} timeZone={timeZone} />
      <LayerToggles shown={layers} inDialog />
      <PreviewReaders of={of} />
      {models.length > 0 && (
        <section aria-labelledby="preview-models">
          <h2 id="preview-models" className="font-semibold">{t`Models`}</h2>
          <ul className="mt-1 divide-y divide-line text-sm">
            {models.map(({ name, phase, score, error, contact }) => (
              <li key={name} className="flex flex-wrap items-center gap-x-2.5 py-2">
                <ReaderSwatch reader="model" />
                <span className="font-medium">{name}</span>
                <span className="text-muted">
                  {error ??
                    (phase
                      ? t`phase ${phase}, IoU ${formatFloored(score.iou)}`
                      : t`no phase, IoU ${formatFloored(score.iou)}`)}
                </span>
                <span className="ml-auto">{score.hardcoreHit ? t`Hit` : t`Missed`}</span>
                {contact && contact.share > 0 && (
                  <span className="basis-full text-muted">{describeOthersContact(contact)}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Rationales reference={of.rationale} models={models} about={datasetUrl(of.datasetId)} />
      <BoxesInWords layers={layers.layers} frame={of} />
    </div>
  );
}

function whyContested({ openDisputes, confidentlyWrong }: LibraryCase): string {
  if (openDisputes > 0) return t`${plural(openDisputes, "# open dispute.", "# open disputes.")}`;
  return t`${plural(confidentlyWrong, "# reader was sure of another zone.", "# readers were sure of another zone.")}`;
}
