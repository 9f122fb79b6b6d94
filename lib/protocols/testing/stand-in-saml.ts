import { createPrivateKey, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { inflateRawSync } from "node:zlib";
import { SignedXml } from "xml-crypto";
import { encrypt } from "xml-encryption";
import { makeOwnKey, type OwnKey } from "../saml/certificates";

const ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
const PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";

/** What a stand-in says of somebody, or of itself, that isn't so. */
export type SamlLies = {
  readonly issuer?: string;
  readonly audience?: string;
  readonly recipient?: string;
  readonly inResponseTo?: string;
  readonly notBefore?: Date;
  readonly notOnOrAfter?: Date;
  readonly shownAt?: Date;
  readonly nameIdFormat?: string;
  /** Signs with this key. */
  readonly key?: OwnKey;
  readonly signs?: "assertion" | "response" | "both" | "nothing";
  readonly encrypts?: boolean;
  /** Changes what is signed, before or after it is. */
  readonly beforeSigning?: (xml: string) => string;
  readonly afterSigning?: (xml: string) => string;
};

export type SamlPerson = {
  readonly nameId: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
};

/** A provider of SAML that tells what it is told to tell. */
export type SamlStandIn = {
  readonly entityId: string;
  readonly entryPoint: string;
  readonly key: OwnKey;
  /** The certificate's body. */
  readonly certificate: string;
  readonly metadata: string;
  /** The request of an address that Calot sends people to. */
  readonly requestOf: (address: string) => {
    readonly id: string;
    readonly xml: string;
    readonly signed: boolean;
  };
  /** What it posts for somebody, in base64. */
  readonly answer: (to: Asked, person: SamlPerson, lies?: SamlLies) => Promise<string>;
};

type Asked = {
  readonly requestId: string;
  readonly acsUrl: string;
  readonly audience: string;
  /** Calot's certificate, for which it encrypts. */
  readonly certificate?: string;
};

export const bodyOf = (pem: string): string => pem.replaceAll(/-----[A-Z ]+-----|\s/g, "");

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Signs one element of a document, as providers do: its signature stands behind the issuer. */
export function sign(
  xml: string,
  local: "Assertion" | "Response",
  { privateKey, certificate }: OwnKey,
): string {
  const signature = new SignedXml({
    privateKey,
    publicCert: certificate,
    signatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    canonicalizationAlgorithm: EXCLUSIVE,
  });
  const place = `//*[local-name(.)='${local}']`;
  signature.addReference({
    xpath: place,
    digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256",
    transforms: ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", EXCLUSIVE],
  });
  signature.computeSignature(xml, {
    location: { reference: `${place}/*[local-name(.)='Issuer']`, action: "after" },
  });
  return signature.getSignedXml();
}

const encryptFor = promisify(encrypt);

async function sealed(assertion: string, certificate: string): Promise<string> {
  const pem = `-----BEGIN CERTIFICATE-----\n${bodyOf(certificate)}\n-----END CERTIFICATE-----`;
  const data = await encryptFor(assertion, {
    rsa_pub: pem,
    pem,
    encryptionAlgorithm: "http://www.w3.org/2009/xmlenc11#aes256-gcm",
    keyEncryptionAlgorithm: "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
  });
  return `<saml:EncryptedAssertion xmlns:saml="${ASSERTION}">${data}</saml:EncryptedAssertion>`;
}

export async function makeSamlStandIn(origin = "https://idp.hospital.example"): Promise<SamlStandIn> {
  const key = await makeOwnKey(new Date());
  // Fails here rather than in the middle of a test.
  createPrivateKey(key.privateKey);
  const [entityId, entryPoint] = [`${origin}/idp`, `${origin}/sso`];
  const certificate = bodyOf(key.certificate);
  return {
    entityId,
    entryPoint,
    key,
    certificate,
    metadata: `<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}">
  <md:IDPSSODescriptor protocolSupportEnumeration="${PROTOCOL}">
    <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>
      ${certificate}
    </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${origin}/post"/>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${entryPoint}"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>`,
    requestOf: (address) => {
      const query = new URL(address).searchParams;
      const xml = inflateRawSync(Buffer.from(query.get("SAMLRequest") ?? "", "base64")).toString();
      return { id: / ID="([^"]+)"/.exec(xml)?.[1] ?? "", xml, signed: query.has("Signature") };
    },
    answer: async (to, person, lies = {}) => {
      const signs = lies.signs ?? "assertion";
      const signer = lies.key ?? key;
      const asIs = (xml: string): string => xml;
      const { beforeSigning = asIs, afterSigning = asIs } = lies;
      let assertion = beforeSigning(assertionOf({ entityId, ...to }, person, lies));
      if (signs === "assertion" || signs === "both") assertion = sign(assertion, "Assertion", signer);
      if (lies.encrypts) assertion = await sealed(assertion, to.certificate ?? "");
      let response = responseOf({ entityId, ...to }, assertion, lies);
      if (signs === "response" || signs === "both") response = sign(response, "Response", signer);
      return Buffer.from(afterSigning(response)).toString("base64");
    },
  };
}

type Said = Asked & { readonly entityId: string };

const responseOf = (
  { entityId, requestId, acsUrl }: Said,
  assertion: string,
  { issuer = entityId, inResponseTo = requestId }: SamlLies,
): string =>
  `<samlp:Response xmlns:samlp="${PROTOCOL}" xmlns:saml="${ASSERTION}" ID="_${randomUUID()}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${acsUrl}" InResponseTo="${inResponseTo}"><saml:Issuer>${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${assertion}</samlp:Response>`;

const MINUTE_MS = 60_000;

function assertionOf(
  { entityId, requestId, acsUrl, audience: whom }: Said,
  { nameId, attributes }: SamlPerson,
  lies: SamlLies,
): string {
  const now = Date.now();
  const {
    issuer = entityId,
    audience = whom,
    recipient = acsUrl,
    inResponseTo = requestId,
    notBefore = new Date(now - MINUTE_MS),
    notOnOrAfter = new Date(now + 5 * MINUTE_MS),
    shownAt = new Date(now),
    nameIdFormat = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
  } = lies;
  const told = Object.entries(attributes)
    .map(
      ([name, values]) =>
        `<saml:Attribute Name="${escaped(name)}">${values.map((value) => `<saml:AttributeValue>${escaped(value)}</saml:AttributeValue>`).join("")}</saml:Attribute>`,
    )
    .join("");
  return `<saml:Assertion xmlns:saml="${ASSERTION}" ID="_${randomUUID()}" Version="2.0" IssueInstant="${new Date(now).toISOString()}"><saml:Issuer>${issuer}</saml:Issuer><saml:Subject><saml:NameID Format="${nameIdFormat}">${escaped(nameId)}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${inResponseTo}" Recipient="${recipient}" NotOnOrAfter="${notOnOrAfter.toISOString()}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${notBefore.toISOString()}" NotOnOrAfter="${notOnOrAfter.toISOString()}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${shownAt.toISOString()}" SessionIndex="_s1"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>${told ? `<saml:AttributeStatement>${told}</saml:AttributeStatement>` : ""}</saml:Assertion>`;
}
