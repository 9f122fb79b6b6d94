import { SAML, type SamlConfig, SamlStatusError, ValidateInResponseTo } from "@node-saml/node-saml";
import { z } from "zod";
import type { Claims } from "../../domain/connections/claims";
import type { SamlSettings } from "../../domain/connections/saml";
import { storableText } from "../../domain/text/plain-text";
import { ProviderError } from "../provider-error";
import type { OwnKey } from "./certificates";

/** How far the provider's clock may be from ours, in milliseconds. */
const CLOCK_SKEW_MS = 60_000;
const BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
const TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
const PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
/** Calot as one provider knows it. */
export type ServiceProvider = {
  readonly settings: SamlSettings;
  readonly key: OwnKey;
  /** What Calot calls itself there: where its metadata is. */
  readonly entityId: string;
  /** Where responses are sent to. */
  readonly acsUrl: string;
};

/** Requests that Calot sent by their ids: when, in ISO 8601; null for one that it didn't, or that was answered. */
export type Requests = { readonly sentAt: (id: string) => Promise<string | null> };

const NONE: Requests = { sentAt: () => Promise.resolve(null) };

function samlOf(
  { settings, key, entityId, acsUrl }: ServiceProvider,
  { requests = NONE, newId, anew = false }: { requests?: Requests; newId?: () => string; anew?: boolean },
): SAML {
  const { signed, certificates, entryPoint, subject } = settings;
  const config: SamlConfig = {
    issuer: entityId,
    callbackUrl: acsUrl,
    audience: entityId,
    entryPoint,
    idpCert: [...certificates],
    idpIssuer: settings.entityId,
    privateKey: key.privateKey,
    publicCert: key.certificate,
    decryptionPvk: key.privateKey,
    signatureAlgorithm: "sha256",
    digestAlgorithm: "sha256",
    identifierFormat: subject === "" ? PERSISTENT : null,
    // What a provider asks of its people is its own affair.
    disableRequestedAuthnContext: true,
    wantAuthnResponseSigned: signed === "response" || signed === "both",
    wantAssertionsSigned: signed === "assertion" || signed === "both",
    acceptedClockSkewMs: CLOCK_SKEW_MS,
    validateInResponseTo: ValidateInResponseTo.always,
    forceAuthn: anew,
    ...(newId && { generateUniqueId: newId }),
    cacheProvider: {
      // Requests are known by their own ids, and used up by whoever lets somebody in.
      saveAsync: (_id, value) => Promise.resolve({ value, createdAt: Date.now() }),
      getAsync: (id) => requests.sentAt(id),
      removeAsync: (id) => Promise.resolve(id),
    },
  };
  return new SAML(config);
}

/**
 * Where to send somebody who is to show the provider who they are: an AuthnRequest that Calot signs, by HTTP-Redirect.
 *
 * @param requestId by which the answer names it
 * @param anew whether they show it anew, though they are signed in there
 */
export function askSaml(
  provider: ServiceProvider,
  { requestId, anew }: { readonly requestId: string; readonly anew: boolean },
): Promise<string> {
  return samlOf(provider, { newId: () => requestId, anew }).getAuthorizeUrlAsync("", undefined, {});
}

/** What a provider has proven of somebody. */
export type SamlProof = {
  readonly issuer: string;
  /** The request that it answers. */
  readonly requestId: string;
  readonly subject: string;
  readonly attributes: Claims;
  /** What the provider calls its session; null where it doesn't. */
  readonly sessionIndex: string | null;
  /** When they showed the provider who they are. */
  readonly shownAt: Date;
};

/** As the library reads XML: an element's attributes are `$`, its text `_`, and each kind of child is a list. */
const element = <Shape extends z.ZodRawShape>(attributes: Shape) => z.object({ $: z.object(attributes) });
const moment = z.string().transform((text, context) => {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) context.addIssue({ code: "custom", message: "no moment" });
  return at;
});

const assertionSchema = z.object({
  Assertion: z.object({
    Subject: z.tuple([
      z.object({
        SubjectConfirmation: z.tuple([
          element({ Method: z.literal(BEARER) }).extend({
            SubjectConfirmationData: z.tuple([
              element({ Recipient: z.string(), InResponseTo: z.string(), NotOnOrAfter: moment }),
            ]),
          }),
        ]),
      }),
    ]),
    Conditions: z.tuple([z.object({})]),
    AuthnStatement: z.tuple([element({ AuthnInstant: moment })]),
  }),
});

/**
 * Reads what a provider posts (SAML 2.0 Profiles, section 4.1.4): its signature by one of the provider's certificates,
 * issuer, audience, recipient, the request that it answers, and its times. What is encrypted is opened.
 *
 * @throws ProviderError where anything of it is wrong
 */
export async function hearSaml(
  provider: ServiceProvider,
  response: string,
  requests: Requests,
): Promise<SamlProof> {
  refuseDocumentType(response);
  const profile = await validated(provider, response, requests);
  const read = assertionSchema.safeParse(profile.getAssertion?.());
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new ProviderError("unproven", `its assertion lacks ${issue?.path.join(" ") ?? "something"}`);
  }
  const { AuthnStatement, Subject } = read.data.Assertion;
  const { Recipient, InResponseTo } = Subject[0].SubjectConfirmation[0].SubjectConfirmationData[0].$;
  const { settings, acsUrl } = provider;
  const { issuer, inResponseTo, attributes: told, sessionIndex = null } = profile;
  if (issuer !== settings.entityId) throw new ProviderError("unproven", "another issuer made it");
  if (Recipient !== acsUrl) throw new ProviderError("unproven", "it is for another recipient");
  if (InResponseTo !== inResponseTo) throw new ProviderError("unproven", "it answers another request");
  const attributes = plainAttributes(told);
  return {
    issuer,
    requestId: InResponseTo,
    subject: subjectOf(profile, attributes, settings),
    attributes,
    sessionIndex,
    shownAt: AuthnStatement[0].$.AuthnInstant,
  };
}

type Profile = NonNullable<Awaited<ReturnType<SAML["validatePostResponseAsync"]>>["profile"]>;

async function validated(provider: ServiceProvider, response: string, requests: Requests): Promise<Profile> {
  try {
    const { profile } = await samlOf(provider, { requests }).validatePostResponseAsync({
      SAMLResponse: response,
    });
    if (!profile) throw new ProviderError("unproven", "it says nothing of anybody");
    return profile;
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const problem = error instanceof SamlStatusError ? "declined" : "unproven";
    throw new ProviderError(problem, message.slice(0, 300), { cause: error });
  }
}

/** No response has a document type; entities of its own would be read. */
function refuseDocumentType(response: string): void {
  const xml = Buffer.from(response, "base64").toString("utf8");
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) {
    throw new ProviderError("unproven", "it has a document type, which may mean harm");
  }
}

/** Attributes by their names: texts, and lists of texts. */
function plainAttributes(attributes: unknown): Claims {
  if (typeof attributes !== "object" || attributes === null) return {};
  const texts = (value: unknown): readonly string[] =>
    (Array.isArray(value) ? value : [value]).flatMap((each: unknown) =>
      typeof each === "string" ? [each] : [],
    );
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => {
      const all = texts(value);
      return [name, all.length === 1 ? all[0] : all];
    }),
  );
}

/** @throws ProviderError where it names somebody anew each time, or nobody */
function subjectOf({ nameID, nameIDFormat }: Profile, attributes: Claims, { subject }: SamlSettings): string {
  if (subject === "") {
    if (nameIDFormat === TRANSIENT) {
      throw new ProviderError(
        "misconfigured",
        "its name ID is another one each time: name the attribute that says who somebody is",
      );
    }
    return storable(nameID);
  }
  const value = attributes[subject];
  if (typeof value !== "string") throw new ProviderError("misconfigured", `it tells no attribute ${subject}`);
  return storable(value);
}

/** @throws ProviderError where a name of somebody can't be stored as it is */
function storable(text: string | undefined): string {
  if (!text || storableText(text) !== text || text.length > 1_000) {
    throw new ProviderError("unproven", "its name for somebody holds characters that are none");
  }
  return text;
}

/** What Calot tells of itself there (SAML 2.0 Metadata, section 2.4.4). */
export function ownMetadata(provider: ServiceProvider): string {
  const { certificate } = provider.key;
  return samlOf(provider, {}).generateServiceProviderMetadata(certificate, certificate);
}
