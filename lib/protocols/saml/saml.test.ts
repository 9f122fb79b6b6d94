import { beforeAll, describe, expect, it } from "vitest";
import { samlSettingsSchema } from "../../domain/connections/saml";
import { ProviderError } from "../provider-error";
import { bodyOf, makeSamlStandIn, type SamlLies, type SamlStandIn, sign } from "../testing/stand-in-saml";
import { endOf, makeOwnKey, type OwnKey } from "./certificates";
import { readMetadata } from "./metadata";
import { askSaml, hearSaml, ownMetadata, type ServiceProvider } from "./saml";

const ACS = "https://calot.example/connect/saml/1/acs";
const ENTITY = "https://calot.example/connect/saml/1/metadata";
const REQUEST = "r1";
const PERSON = { nameId: "vesalius", attributes: { mail: ["ada@hospital.example"], groups: ["a", "b"] } };

let idp: SamlStandIn;
let own: OwnKey;
let other: OwnKey;

beforeAll(async () => {
  [idp, own, other] = await Promise.all([makeSamlStandIn(), makeOwnKey(new Date()), makeOwnKey(new Date())]);
});

const calot = (more: object = {}): ServiceProvider => ({
  settings: samlSettingsSchema.parse({
    entityId: idp.entityId,
    entryPoint: idp.entryPoint,
    certificates: [idp.certificate],
    ...more,
  }),
  key: own,
  entityId: ENTITY,
  acsUrl: ACS,
});

const sent = { sentAt: async (id: string) => (id === REQUEST ? new Date().toISOString() : null) };
const told = (lies: SamlLies = {}) =>
  idp.answer(
    { requestId: REQUEST, acsUrl: ACS, audience: ENTITY, certificate: own.certificate },
    PERSON,
    lies,
  );
const hear = async (lies: SamlLies = {}, more: object = {}) => hearSaml(calot(more), await told(lies), sent);

describe("what a provider posts", () => {
  it.each<[string, SamlLies, object?]>([
    ["with a signed assertion", {}],
    ["as a signed response", { signs: "response" }],
    ["with both signed, where both have to be", { signs: "both" }, { signed: "both" }],
    ["with an encrypted assertion", { encrypts: true }],
    ["with an encrypted assertion in a signed response", { encrypts: true, signs: "response" }],
    ["by a clock that is half a minute ahead", { notBefore: new Date(Date.now() + 30_000) }],
  ])("says who it is: %s", async (_, lies, more) => {
    expect(await hear(lies, more)).toMatchObject({
      issuer: idp.entityId,
      requestId: REQUEST,
      subject: "vesalius",
      attributes: { mail: "ada@hospital.example", groups: ["a", "b"] },
      sessionIndex: "_s1",
    });
  });

  it("is signed by the certificate of today or by the one of tomorrow", async () => {
    const both = { certificates: [idp.certificate, bodyOf(other.certificate)] };
    expect((await hear({ key: other }, both)).subject).toBe("vesalius");
    expect((await hear({}, both)).subject).toBe("vesalius");
  });

  const old = new Date(Date.now() - 10 * 60_000);
  it.each<[string, SamlLies, object?]>([
    ["nothing is signed", { signs: "nothing" }],
    ["another key signed it", {}],
    [
      "the response alone is signed, and the assertion has to be",
      { signs: "response" },
      { signed: "assertion" },
    ],
    ["the assertion alone is signed, and the response has to be", {}, { signed: "response" }],
    ["it is for another audience", { audience: "https://other.example" }],
    ["it is for another recipient", { recipient: "https://other.example/acs" }],
    ["another issuer made it", { issuer: "https://other.example/idp" }],
    ["it answers a request that Calot didn’t send", { inResponseTo: "r2" }],
    ["it is too late", { notOnOrAfter: old }],
    ["it is too early", { notBefore: new Date(Date.now() + 10 * 60_000) }],
    ["its name was changed", { afterSigning: (xml) => xml.replace(">vesalius<", ">winslow<") }],
    ["an attribute was changed", { afterSigning: (xml) => xml.replace(">a<", ">admins<") }],
    [
      "its name is another one each time",
      { nameIdFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:transient" },
    ],
    [
      "it is no confirmation by bearer",
      { beforeSigning: (xml) => xml.replace("cm:bearer", "cm:sender-vouches") },
    ],
    [
      "it says for whom and not till when",
      { beforeSigning: (xml) => xml.replace(/ NotOnOrAfter="[^"]*"\/>/, "/>") },
    ],
    [
      "it doesn’t say which request it answers",
      { beforeSigning: (xml) => xml.replace(/ InResponseTo="[^"]*"/, "") },
    ],
    [
      "it has no conditions",
      { beforeSigning: (xml) => xml.replace(/<saml:Conditions.*<\/saml:Conditions>/, "") },
    ],
    ["it has a document type", { afterSigning: (xml) => `<!DOCTYPE x [<!ENTITY a "b">]>${xml}` }],
    ["it is half of one", { afterSigning: (xml) => xml.slice(0, xml.length / 2) }],
    ["it is empty", { afterSigning: () => "" }],
  ])("is refused where %s", async (why, lies, more) => {
    const by = why === "another key signed it" ? { key: other } : lies;
    await expect(hear(by, more)).rejects.toBeInstanceOf(ProviderError);
  });

  it("is refused without an answer’s request, and for one that was answered", async () => {
    const none = { sentAt: async () => null };
    await expect(hearSaml(calot(), await told(), none)).rejects.toThrow(ProviderError);
  });

  // Comments cut a text in two for some readers: the first half would be another person.
  it("is read whole where a comment stands in a name", async () => {
    const person = { ...PERSON, nameId: "vesalius.evil" };
    const to = { requestId: REQUEST, acsUrl: ACS, audience: ENTITY };
    const response = await idp.answer(to, person, {
      afterSigning: (xml) => xml.replace("vesalius.evil", "vesalius<!-- -->.evil"),
    });
    const heard = await hearSaml(calot(), response, sent).catch((error: unknown) => error);
    if (heard instanceof Error) expect(heard).toBeInstanceOf(ProviderError);
    else expect(heard).toMatchObject({ subject: "vesalius.evil" });
  });

  describe("is refused where a signed part is wrapped", () => {
    const evil = (xml: string): string =>
      xml
        .replace(/<ds:Signature[\s\S]*?<\/ds:Signature>|<Signature[\s\S]*?<\/Signature>/g, "")
        .replaceAll("vesalius", "winslow")
        .replace(/ ID="[^"]*"/, ' ID="_evil"');
    const assertionIn = (xml: string): string =>
      /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(xml)?.[0] ?? "";
    const responseIn = (xml: string): string =>
      /<samlp:Response[\s\S]*<\/samlp:Response>/.exec(xml)?.[0] ?? "";
    const signatureIn = (xml: string): string =>
      /<(?:ds:)?Signature[\s\S]*?<\/(?:ds:)?Signature>/.exec(xml)?.[0] ?? "";

    it.each<[string, "assertion" | "response", (xml: string) => string]>([
      [
        "a signed response in the signature of another",
        "response",
        (xml) => {
          const signature = signatureIn(xml);
          const holding = signature.replace(
            /<\/((?:ds:)?)Signature>$/,
            `<$1Object>${responseIn(xml)}</$1Object></$1Signature>`,
          );
          return evil(xml).replace("</saml:Issuer>", `</saml:Issuer>${holding}`);
        },
      ],
      [
        "a signed response behind another",
        "response",
        (xml) => evil(xml).replace("</samlp:Response>", `${responseIn(xml)}</samlp:Response>`),
      ],
      [
        "another assertion before the signed one",
        "assertion",
        (xml) => xml.replace("<saml:Assertion", `${evil(assertionIn(xml))}<saml:Assertion`),
      ],
      [
        "another assertion behind the signed one",
        "assertion",
        (xml) => xml.replace("</samlp:Response>", `${evil(assertionIn(xml))}</samlp:Response>`),
      ],
      [
        "the signed assertion within another",
        "assertion",
        (xml) => {
          const signed = assertionIn(xml);
          return xml.replace(signed, evil(signed).replace("</saml:Assertion>", `${signed}</saml:Assertion>`));
        },
      ],
      [
        "the signed assertion in the signature of another",
        "assertion",
        (xml) => {
          const signed = assertionIn(xml);
          const signature = signatureIn(signed);
          const holding = signature.replace(
            /<\/((?:ds:)?)Signature>$/,
            `<$1Object>${signed}</$1Object></$1Signature>`,
          );
          return xml.replace(signed, evil(signed).replace("</saml:Issuer>", `</saml:Issuer>${holding}`));
        },
      ],
      [
        "the signed assertion in an extension",
        "assertion",
        (xml) => {
          const signed = assertionIn(xml);
          return xml
            .replace(signed, evil(signed))
            .replace("<samlp:Status>", `<samlp:Extensions>${signed}</samlp:Extensions><samlp:Status>`);
        },
      ],
      [
        "the signed assertion in an object of another’s signature",
        "assertion",
        (xml) => {
          const signed = assertionIn(xml);
          const attacker = sign(evil(signed), "Assertion", other);
          const holding = attacker.replace(
            /<\/((?:ds:)?)Signature>/,
            `<$1Object>${signed}</$1Object></$1Signature>`,
          );
          return xml.replace(signed, holding);
        },
      ],
    ])("%s", async (_, signs, afterSigning) => {
      const heard = await hear({ signs, afterSigning }).catch((error: unknown) => error);
      // Read as what was signed, or not at all: never as what was not.
      if (heard instanceof Error) expect(heard).toBeInstanceOf(ProviderError);
      else expect(heard).toMatchObject({ subject: "vesalius" });
    });
  });
});

describe("what Calot asks", () => {
  it("is signed, names its request, and asks for a fresh sign-in where that matters", async () => {
    const address = await askSaml(calot(), { requestId: "r7", anew: true });
    expect(new URL(address).origin + new URL(address).pathname).toBe(idp.entryPoint);
    const request = idp.requestOf(address);
    expect(request).toMatchObject({ id: "r7", signed: true });
    expect(request.xml).toContain('ForceAuthn="true"');
    expect(request.xml).toContain(`AssertionConsumerServiceURL="${ACS}"`);
    expect(idp.requestOf(await askSaml(calot(), { requestId: "r8", anew: false })).xml).not.toContain(
      "ForceAuthn",
    );
  });

  it("is told beforehand: where to post, and by which certificate it signs and reads", () => {
    const metadata = ownMetadata(calot());
    expect(metadata).toContain(`entityID="${ENTITY}"`);
    expect(metadata).toContain(`Location="${ACS}"`);
    expect(metadata.replaceAll(/\s/g, "")).toContain(bodyOf(own.certificate));
    expect(endOf(bodyOf(own.certificate))!.getTime()).toBeGreaterThan(Date.now() + 9 * 365 * 24 * 3_600_000);
  });
});

describe("metadata", () => {
  it("is read: entity, address, certificates, two of them in a roll-over", () => {
    const { entityId, entryPoint, certificate } = idp;
    expect(readMetadata(idp.metadata)).toEqual({ entityId, entryPoint, certificates: [certificate] });
    const second = idp.metadata.replace(
      "<md:SingleSignOnService",
      `<md:KeyDescriptor><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${bodyOf(other.certificate)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService`,
    );
    expect(readMetadata(second).certificates).toEqual([certificate, bodyOf(other.certificate)]);
  });

  it.each([
    ["is no XML", () => "nothing"],
    ["is empty", () => ""],
    [
      "has entities of its own",
      () => `<!DOCTYPE a [<!ENTITY b "c">]>${idp.metadata.replace(/<\?.*?\?>/, "")}`,
    ],
    ["has no certificate", () => idp.metadata.replace(/<md:KeyDescriptor[\s\S]*<\/md:KeyDescriptor>/, "")],
    ["has one for encryption alone", () => idp.metadata.replace('use="signing"', 'use="encryption"')],
    ["names no address for HTTP-Redirect", () => idp.metadata.replace("HTTP-Redirect", "SOAP")],
    [
      "tells of two providers",
      () => {
        const one = idp.metadata.replace(/<\?.*?\?>/, "");
        return `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${one}${one}</md:EntitiesDescriptor>`;
      },
    ],
  ])("is refused where it %s", (_, xml) => {
    expect(() => readMetadata(xml())).toThrow(ProviderError);
  });
});
