import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { acsPath, metadataPath } from "../../domain/connections/addresses";
import { setEnv } from "../../env";
import {
  bodyOf,
  makeSamlStandIn,
  type SamlLies,
  type SamlPerson,
  type SamlStandIn,
} from "../../protocols/testing/stand-in-saml";
import { addConnection } from "../connections/add-connection";
import { changeConnection } from "../connections/change-connection";
import { listDoors } from "../connections/list-doors";
import { lookAfterProviders } from "../connections/look-after-providers";
import { readProviderMetadata } from "../connections/read-provider-metadata";
import { tellOfItself } from "../connections/tell-of-itself";
import { invitePerson } from "../invitations/invite-person";
import type { Result } from "../result";
import { contextOf, makeInstitution, makeSession, makeUser } from "../testing/factories";
import { beginWay } from "./begin-way";
import { endSamlWay, hearPost, stateOfPassed } from "./end-saml-way";

const db = await testDatabase();
const ORIGIN = "https://calot.example";
const visit = { address: "10.0.0.1", agent: "Firefox/140.0", device: null };

let idp: SamlStandIn;
let institution: string;
let admin: User;
let connectionId: string;
let person: SamlPerson;

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};

async function connect(more: object = {}): Promise<string> {
  const ctx = contextOf(db, admin, new Date());
  const { entityId, entryPoint, certificate } = idp;
  const settings = { entityId, entryPoint, certificates: [certificate], ...more };
  const name = `Hospital ${randomUUID().slice(0, 8)}`;
  const { id } = need(await addConnection(ctx, { kind: "saml", name, settings }));
  need(await changeConnection(ctx, id, { enabled: true }));
  return id;
}

type Begin = Partial<Parameters<typeof beginWay>[1]>;

async function begin(more: Begin = {}) {
  const begun = await beginWay(
    { db, now: new Date() },
    {
      connectionId,
      purpose: "sign-in",
      next: "/home",
      invitation: null,
      session: null,
      origin: ORIGIN,
      ...more,
    },
  );
  if (begun.outcome !== "to-provider") throw new Error(begun.problem);
  return begun;
}

const post = async (address: string, lies: SamlLies = {}, at = connectionId, who = person) =>
  hearPost(
    { db, now: new Date() },
    {
      connectionId: at,
      origin: ORIGIN,
      response: await idp.answer(
        {
          requestId: idp.requestOf(address).id,
          acsUrl: `${ORIGIN}${acsPath(at)}`,
          audience: `${ORIGIN}${metadataPath(at)}`,
        },
        who,
        lies,
      ),
    },
  );

/** The whole way there and back. */
async function come(more: Begin = {}, lies: SamlLies = {}) {
  const begun = await begin(more);
  const posted = await post(begun.address, lies);
  if (posted.outcome === "refused") return { outcome: "refused" as const, problem: posted.problem };
  const { passed } = posted;
  const session = more.session ?? null;
  return endSamlWay(
    { db, now: new Date() },
    { connectionId, way: begun.way, passed, visit: { ...visit, session } },
  );
}

beforeAll(async () => {
  setEnv({ SECRETS_KEY: randomBytes(32).toString("hex") });
  idp = await makeSamlStandIn();
});
afterAll(() => setEnv({ SECRETS_KEY: "" }));
beforeEach(async () => {
  institution = await makeInstitution(db);
  admin = await makeUser(db, institution, "admin");
  connectionId = await connect();
  person = {
    nameId: randomUUID(),
    attributes: {
      "urn:oid:0.9.2342.19200300.100.1.3": [`${randomUUID()}@hospital.example`],
      displayName: ["Ada Vesalius"],
      isMemberOf: ["surgery"],
    },
  };
});

describe("somebody who comes by SAML", () => {
  it("is a stranger without an invitation, and gets an account where everybody does", async () => {
    expect(await come()).toMatchObject({ outcome: "stranger" });
    connectionId = await connect({ joining: "anyone", roles: [{ value: "surgery", role: "faculty" }] });
    const arrived = await come();
    expect(arrived).toMatchObject({ outcome: "in", next: "/home" });
    const { userId } = arrived as { userId: string };
    expect(await db.prisma.user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({
      name: "Ada Vesalius",
      role: "faculty",
    });
    expect(await come()).toMatchObject({ outcome: "in", userId });
  });

  it("takes up an invitation by it", async () => {
    const email = `${randomUUID()}@hospital.example`;
    const link = need(
      await invitePerson(contextOf(db, admin, new Date()), {
        email,
        name: "Ada",
        role: "resident",
        cohortId: null,
      }),
    );
    const invitation = link.path.split("/").at(-1)!;
    expect(await come({ invitation })).toMatchObject({ outcome: "in" });
  });

  it("is offered it on the sign-in page", async () => {
    expect((await listDoors(db)).map(({ id }) => id)).toContain(connectionId);
  });

  it("is let in once by one answer, also of four at the same moment", async () => {
    connectionId = await connect({ joining: "anyone" });
    const begun = await begin();
    const posted = await post(begun.address);
    const { passed } = posted as { passed: string };
    const on = { db, now: new Date() };
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => endSamlWay(on, { connectionId, way: begun.way, passed, visit })),
    );
    expect(all.map(({ outcome }) => outcome).sort()).toEqual(["in", "refused", "refused", "refused"]);
    const again = (await post(begun.address)) as { passed: string };
    expect(await endSamlWay(on, { connectionId, way: begun.way, passed: again.passed, visit })).toMatchObject(
      {
        outcome: "refused",
      },
    );
  });

  it("is refused in a browser that didn’t begin the way, too late, and by another connection’s", async () => {
    const [begun, other] = [await begin(), await begin()];
    const { passed } = (await post(begun.address)) as { passed: string };
    const on = { db, now: new Date() };
    for (const way of [null, other.way, "nonsense"]) {
      expect(await endSamlWay(on, { connectionId, way, passed, visit })).toMatchObject({ problem: "stale" });
    }
    const late = { db, now: new Date(Date.now() + 3 * 60_000) };
    expect(await endSamlWay(late, { connectionId, way: begun.way, passed, visit })).toMatchObject({
      problem: "stale",
    });
    const another = await connect();
    expect(await endSamlWay(on, { connectionId: another, way: begun.way, passed, visit })).toMatchObject({
      problem: "stale",
    });
    expect(await post(begun.address, {}, another)).toMatchObject({ outcome: "refused" });
    expect(stateOfPassed(connectionId, `${passed}x`, new Date())).toBeNull();
  });

  it("is refused what nobody asked for, and what lies", async () => {
    const begun = await begin();
    const stranger = await makeSamlStandIn();
    for (const lies of [
      { inResponseTo: "r-never" },
      { audience: "https://other.example" },
      { signs: "nothing" as const },
      { key: stranger.key },
    ]) {
      expect(await post(begun.address, lies)).toMatchObject({ outcome: "refused", problem: "unproven" });
    }
    const ctx = contextOf(db, admin, new Date());
    need(await changeConnection(ctx, connectionId, { enabled: false }));
    expect(await post(begun.address)).toMatchObject({ outcome: "refused", problem: "off" });
  });

  it("confirms who they are by showing it anew, and not by what they showed before", async () => {
    connectionId = await connect({ joining: "anyone" });
    const { userId } = (await come()) as { userId: string };
    const sessionId = await makeSession(db, { id: userId }, new Date());
    const session = { userId, sessionId };
    const confirm = (lies: SamlLies) => come({ purpose: "confirm", session }, lies);
    expect(await confirm({ shownAt: new Date(Date.now() - 3_600_000) })).toMatchObject({
      problem: "unproven",
    });
    expect(await confirm({})).toMatchObject({ outcome: "confirmed" });
    expect(
      (await db.prisma.session.findUniqueOrThrow({ where: { id: sessionId } })).confirmedAt,
    ).not.toBeNull();
  });
});

describe("a provider of SAML", () => {
  it("is told of Calot before it is turned on, with its certificate and never its key", async () => {
    const xml = await tellOfItself(db, connectionId, ORIGIN);
    expect(xml).toContain(`${ORIGIN}${acsPath(connectionId)}`);
    expect(xml).not.toContain("PRIVATE");
    expect(await tellOfItself(db, randomUUID(), ORIGIN)).toBeNull();
  });

  it("is read from its metadata, by administrators alone", async () => {
    const read = need(await readProviderMetadata(contextOf(db, admin, new Date()), { xml: idp.metadata }));
    expect(read).toMatchObject({ entityId: idp.entityId, entryPoint: idp.entryPoint });
    expect(read.certificates[0]?.until).not.toBeNull();
    const director = await makeUser(db, institution, "director");
    expect((await readProviderMetadata(contextOf(db, director, new Date()), { xml: idp.metadata })).ok).toBe(
      false,
    );
    const wrong = await readProviderMetadata(contextOf(db, admin, new Date()), { xml: "<a/>" });
    expect(wrong).toMatchObject({ ok: false, failure: { code: "invalid" } });
  });

  it("is refused with what is no certificate", async () => {
    const ctx = contextOf(db, admin, new Date());
    const changed = await changeConnection(ctx, connectionId, {
      settings: { entityId: idp.entityId, entryPoint: idp.entryPoint, certificates: [bodyOf("AAAA")] },
    });
    expect(changed).toMatchObject({ ok: false, failure: { code: "invalid" } });
  });

  it("is warned of a month before its certificate ends, each administrator once", async () => {
    const at = new Date(Date.now() + (10 * 365.25 - 20) * 24 * 3_600_000);
    await lookAfterProviders(db, at);
    await lookAfterProviders(db, new Date(at.getTime() + 25 * 3_600_000));
    const told = await db.prisma.notice.findMany({ where: { userId: admin.id, kind: "connection.expiry" } });
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toMatch(/ends in (19|20) days/);
  });
});
