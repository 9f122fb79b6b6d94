import { useState } from "react";
import { READY_MAPS, type ReadyMap } from "@/lib/domain/sources/ready-maps";
import { readSourceMap, type SourceMap } from "@/lib/domain/sources/source-map";
import { t } from "@/lib/language/t";
import { Field } from "../../ui/field";
import { SelectField } from "../../ui/select-field";

/** What the ready maps are called, by the sets that they are for. */
const SETS: Readonly<Record<ReadyMap, string>> = {
  endoscapes: "Endoscapes2023",
  cholecseg8k: "CholecSeg8k",
  cholec80: "Cholec80",
  cholect50: "CholecT50",
  cholec: "cholec (BrachioLab)",
};
const OWN = "own";

/** How a set that others made is read, and under which terms it may be used. A bundle needs none of it. */
export function SourceFields() {
  const [map, setMap] = useState("");
  return (
    <details className="sm:col-span-2">
      <summary className="cursor-pointer py-1.5 font-medium text-sm">{t`A set that others made: its map and its terms`}</summary>
      <div className="mt-2 grid gap-4 border-line border-l-2 pl-4 sm:grid-cols-2">
        <p className="text-muted text-sm sm:col-span-2">
          {t`COCO, CVAT, YOLO, Label Studio, LabelMe, masks, Parquet and tracks of phases are read too. Their frames come in as drafts: people write what such a set can’t carry.`}
        </p>
        <div className="sm:col-span-2">
          <SelectField
            label={t`What its categories are`}
            name="map"
            value={map}
            onChange={({ target }) => setMap(target.value)}
          >
            <option value="">{t`As they are called: Go Zone, No-Go Zone`}</option>
            {READY_MAPS.map((name) => (
              <option key={name} value={name}>
                {SETS[name]}
              </option>
            ))}
            <option value={OWN}>{t`A map of our own`}</option>
          </SelectField>
        </div>
        {map === OWN && (
          <label className="block text-sm sm:col-span-2">
            <span className="mb-1.5 block font-medium">{t`The map, a JSON file`}</span>
            <input
              type="file"
              name="mapFile"
              accept=".json,application/json"
              className="block w-full min-w-0 text-muted file:mr-3 file:min-h-9 file:cursor-pointer file:rounded-md file:border file:border-line-strong file:bg-raised file:px-3 file:font-medium file:text-ink hover:file:border-ink pointer-coarse:file:min-h-11"
            />
          </label>
        )}
        <Field label={t`Licence`} name="licence" maxLength={2000} autoComplete="off" />
        <Field label={t`To be cited as`} name="citation" maxLength={20000} autoComplete="off" />
        <Field
          label={t`Frame numbers a second`}
          name="rate"
          inputMode="decimal"
          placeholder={t`As the map says`}
          autoComplete="off"
        />
      </div>
    </details>
  );
}

type SourceOptions = {
  readonly map: string | SourceMap | null;
  readonly frameRate: number | null;
  readonly licence: string | null;
  readonly citation: string | null;
};

/** The part of a new upload that these fields say, or what is wrong with the map, as a sentence. */
export async function sourceOptions(fields: FormData): Promise<SourceOptions | { readonly problem: string }> {
  const text = (name: string): string => String(fields.get(name) ?? "").trim();
  const chosen = text("map");
  const own = chosen === OWN ? await readMap(fields.get("mapFile")) : null;
  if (own && "problem" in own) return own;
  return {
    map: own ? own.map : chosen || null,
    frameRate: text("rate") === "" ? null : Number(text("rate").replace(",", ".")),
    licence: text("licence") || null,
    citation: text("citation") || null,
  };
}

type MapReading = { readonly map: SourceMap } | { readonly problem: string };

async function readMap(file: FormDataEntryValue | null): Promise<MapReading> {
  if (!(file instanceof File) || file.size === 0) return { problem: t`Choose the file of the map.` };
  return asMap(file);
}

async function asMap(file: File): Promise<MapReading> {
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch {
    return { problem: t`The map ${file.name} can’t be read as JSON.` };
  }
  const read = readSourceMap(value);
  return "map" in read ? read : { problem: t`The map ${file.name} can’t be taken: ${read.problem}.` };
}
