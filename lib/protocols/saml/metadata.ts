import { SaxesParser } from "saxes";
import { LONGEST_METADATA } from "../../domain/connections/input";
import { MOST_CERTIFICATES, type SamlSettings } from "../../domain/connections/saml";
import { networkWord, ProviderError } from "../provider-error";

const REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
const METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
const SIGNATURES = "http://www.w3.org/2000/09/xmldsig#";

const PATIENCE_MS = 10_000;

/** What a provider's metadata says that Calot needs. */
export type Metadata = Pick<SamlSettings, "entityId" | "entryPoint" | "certificates">;

type Entity = { id: string; entryPoint: string | null; certificates: string[] };

/**
 * Reads a provider's metadata (SAML 2.0 Metadata, section 2.4). Entities of the document's own are refused, and nothing is
 * fetched for it.
 *
 * @throws ProviderError where it is none, or one of several
 */
export function readMetadata(xml: string): Metadata {
  if (xml.length > LONGEST_METADATA) throw new ProviderError("misconfigured", "it is too large");
  const entities: Entity[] = [];
  let isProvider = false;
  let isForSigning = false;
  let certificate: string | null = null;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (cause) => {
    throw new ProviderError("misconfigured", `it is no sound XML: ${cause.message}`);
  });
  parser.on("doctype", () => {
    throw new ProviderError("misconfigured", "it has a document type, which may mean harm");
  });
  parser.on("opentag", ({ uri, local, attributes }) => {
    const given = (name: string): string | undefined => attributes[name]?.value;
    if (uri === METADATA && local === "EntityDescriptor") {
      entities.push({ id: given("entityID") ?? "", entryPoint: null, certificates: [] });
    }
    const entity = entities.at(-1);
    if (uri === METADATA && local === "IDPSSODescriptor") isProvider = true;
    if (!entity || !isProvider) return;
    if (uri === METADATA && local === "SingleSignOnService" && given("Binding") === REDIRECT) {
      entity.entryPoint ??= given("Location") ?? null;
    }
    if (uri === METADATA && local === "KeyDescriptor") isForSigning = given("use") !== "encryption";
    if (uri === SIGNATURES && local === "X509Certificate" && isForSigning) certificate = "";
  });
  parser.on("text", (text) => {
    if (certificate !== null) certificate += text;
  });
  parser.on("closetag", ({ local }) => {
    if (local === "X509Certificate" && certificate !== null) {
      entities.at(-1)?.certificates.push(certificate.replaceAll(/\s/g, ""));
      certificate = null;
    }
    if (local === "KeyDescriptor") isForSigning = false;
    if (local === "IDPSSODescriptor") isProvider = false;
  });
  parser.write(xml).close();
  return onlyProvider(entities);
}

function onlyProvider(entities: readonly Entity[]): Metadata {
  const providers = entities.filter(({ certificates }) => certificates.length > 0);
  const [provider] = providers;
  if (!provider) throw new ProviderError("misconfigured", "it tells of no provider with a certificate");
  if (providers.length > 1) {
    throw new ProviderError("misconfigured", "it tells of several providers: give the one of yours");
  }
  const { id: entityId, entryPoint, certificates } = provider;
  if (entryPoint === null) {
    throw new ProviderError("misconfigured", "it names no address for HTTP-Redirect");
  }
  return { entityId, entryPoint, certificates: [...new Set(certificates)].slice(0, MOST_CERTIFICATES) };
}

/**
 * Fetches a provider's metadata.
 *
 * @throws ProviderError where it can't be had, or is none
 */
export async function fetchMetadata(address: string): Promise<Metadata> {
  let response: Response;
  try {
    response = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    throw new ProviderError("unreachable", networkWord(error), { cause: error });
  }
  if (!response.ok) throw new ProviderError("misconfigured", `it answers ${response.status}`);
  return readMetadata(await textOf(response));
}

/** No more of it is read than metadata may have. */
async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    const reader = response.body?.getReader();
    for (
      let read = await reader?.read();
      read?.value && text.length <= LONGEST_METADATA;
      read = await reader?.read()
    ) {
      text += decoder.decode(read.value, { stream: true });
    }
    await reader?.cancel();
  } catch (error) {
    throw new ProviderError("unreachable", networkWord(error), { cause: error });
  }
  return text + decoder.decode();
}
