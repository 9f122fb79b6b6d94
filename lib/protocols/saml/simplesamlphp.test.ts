import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "@/tooling/free-port";
import { samlSettingsSchema } from "../../domain/connections/saml";
import { ProviderError } from "../provider-error";
import { hasSimpleSaml, SIMPLE_SAML_PERSON, startSimpleSaml } from "../testing/simplesamlphp";
import { bodyOf } from "../testing/stand-in-saml";
import { makeOwnKey } from "./certificates";
import { fetchMetadata } from "./metadata";
import { askSaml, hearSaml, type ServiceProvider } from "./saml";

const ENTITY = "https://calot.example/connect/saml/1/metadata";
const ACS = "https://calot.example/connect/saml/1/acs";

describe.skipIf(!hasSimpleSaml)("simpleSAMLphp (Debian’s simplesamlphp and php-cli are needed)", () => {
  let peer: Awaited<ReturnType<typeof startSimpleSaml>>;
  let calot: ServiceProvider;

  beforeAll(async () => {
    const [own, theirs] = await Promise.all([makeOwnKey(new Date()), makeOwnKey(new Date())]);
    peer = await startSimpleSaml({
      port: await freePort(),
      key: theirs,
      sp: { entityId: ENTITY, acsUrl: ACS, certificate: bodyOf(own.certificate) },
    });
    const settings = samlSettingsSchema.parse({ ...(await fetchMetadata(peer.metadataUrl)), signed: "both" });
    calot = { settings, key: own, entityId: ENTITY, acsUrl: ACS };
  });
  afterAll(async () => peer?.close());

  const ask = (requestId: string) => askSaml(calot, { requestId, anew: false });
  const hear = (response: string, requestId: string) =>
    hearSaml(calot, response, { sentAt: async (id) => (id === requestId ? new Date().toISOString() : null) });

  it("takes what Calot signs, and says encrypted who somebody is", async () => {
    const response = await peer.signIn(await ask("r1"));
    expect(Buffer.from(response, "base64").toString()).not.toContain(SIMPLE_SAML_PERSON.login);
    expect(await hear(response, "r1")).toMatchObject({
      requestId: "r1",
      subject: SIMPLE_SAML_PERSON.login,
      attributes: { mail: "vesalius@hospital.example", displayName: "Ada Vesalius" },
    });
    await expect(hear(response, "r2")).rejects.toThrow(ProviderError);
  });

  it("refuses what another key signed", async () => {
    const stranger = { ...calot, key: await makeOwnKey(new Date()) };
    await expect(peer.signIn(await askSaml(stranger, { requestId: "r3", anew: false }))).rejects.toThrow();
  });
});
