import { z } from "zod";
import { plainName, plainText } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";
import { BundleError, readWhole } from "./list-files";

const line = z
  .string()
  .max(2_000)
  .transform(plainName)
  .transform((text) => text || null)
  .nullish();
const text = z
  .string()
  .max(20_000)
  .transform(plainText)
  .transform((text) => text || null)
  .nullish();

const schema = z.object({
  name: line,
  version: z.union([line, z.number().transform(String)]),
  licence: line,
  license: line,
  citation: text,
  description: text,
  notice: text,
  sharing: z.boolean().nullish(),
});

/** What `dataset.json` may say of a dataset; null where it doesn't. */
export type DatasetInfo = {
  readonly name: string | null;
  readonly version: string | null;
  readonly licence: string | null;
  readonly citation: string | null;
  readonly description: string | null;
  /** Said beside every frame. */
  readonly notice: string | null;
  /** Whether its terms allow to hand it on. */
  readonly sharing: boolean | null;
};

const MOST_BYTES = 1_000_000;

/** @throws BundleError with a sentence for people when the file is not what it should be */
export async function readDatasetInfo(root: string, file: string | null): Promise<DatasetInfo> {
  const value = file === null ? {} : parseJson(await readWhole(root, file, MOST_BYTES));
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new BundleError(`${issue.path.join(".") || t`The file`}: ${issue.message}.`);
  }
  const { name, version, licence, license, citation, description, notice, sharing } = parsed.data;
  return {
    name: name ?? null,
    version: version ?? null,
    licence: licence ?? license ?? null,
    citation: citation ?? null,
    description: description ?? null,
    notice: notice ?? null,
    sharing: sharing ?? null,
  };
}

/** @throws BundleError when it is no JSON */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new BundleError(t`The file is not JSON: ${(cause as Error).message}.`);
  }
}
