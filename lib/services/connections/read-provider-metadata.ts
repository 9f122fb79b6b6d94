import { metadataSourceSchema } from "../../domain/connections/input";
import type { ProviderMetadata } from "../../domain/connections/views";
import type { Input } from "../../domain/view";
import { t } from "../../language/t";
import { ProviderError } from "../../protocols/provider-error";
import { endOf } from "../../protocols/saml/certificates";
import { fetchMetadata, readMetadata } from "../../protocols/saml/metadata";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { administered } from "./parts/administered";

/** Reads what a provider of SAML tells of itself, from its address or as it was pasted. Nothing is stored. */
export async function readProviderMetadata(
  ctx: Context,
  input: Input<typeof metadataSourceSchema>,
): Promise<Result<ProviderMetadata>> {
  if (administered(ctx) === null) return notFound("page");
  const parsed = metadataSourceSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const source = parsed.data;
  try {
    const { certificates, ...read } =
      "address" in source ? await fetchMetadata(source.address) : readMetadata(source.xml);
    return succeed({
      ...read,
      certificates: certificates.map((base64) => ({ base64, until: endOf(base64)?.toISOString() ?? null })),
    });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { message } = error;
    return fail(
      "invalid",
      "address" in source
        ? t`The metadata at ${source.address} can’t be used: ${message}.`
        : t`The metadata can’t be used: ${message}.`,
    );
  }
}
