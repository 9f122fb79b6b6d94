import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { findUser, findUserOfSession, type User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { addConnection } from "../connections/add-connection";
import { changeConnection } from "../connections/change-connection";
import { getConnection } from "../connections/get-connection";
import { makeToken } from "../connections/make-token";
import { removeConnection } from "../connections/remove-connection";
import { testConnection } from "../connections/test-connection";
import { deletePerson } from "../leaving/delete-person";
import { getOwnData } from "../leaving/get-own-data";
import type { Result } from "../result";
import { contextOf, makeInstitution, makeSession, makeUser } from "../testing/factories";
import { answerDirectory } from "./answer-directory";

const db = await testDatabase();
const now = new Date();

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

let institution: string;
let admin: User;
let connectionId: string;
let token: string;

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};

async function connect(settings: object = {}, by = admin): Promise<{ id: string; token: string }> {
  const ctx = contextOf(db, by, now);
  const name = `Directory ${randomUUID().slice(0, 8)}`;
  const { id } = need(await addConnection(ctx, { kind: "scim", name, settings }));
  need(await changeConnection(ctx, id, { enabled: true }));
  return { id, token: need(await makeToken(ctx, id)).token };
}

type Told = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what another program would read
  readonly body: any;
  readonly location?: string;
};

function ask(
  method: string,
  path: string,
  body?: unknown,
  { as = { id: connectionId, token } }: { as?: { id: string; token: string } } = {},
): Promise<Told> {
  const url = new URL(path, "https://calot.example");
  return answerDirectory(
    { db, now: new Date() },
    {
      connectionId: as.id,
      authorization: `Bearer ${as.token}`,
      base: `https://calot.example/connect/scim/${as.id}/v2`,
      method,
      path: url.pathname.slice(1).split("/").map(decodeURIComponent),
      query: url.searchParams,
      body: async () => body,
    },
  );
}

const person = (more: object = {}) => {
  const userName = `${randomUUID()}@hospital.example`;
  return {
    schemas: [USER],
    userName,
    externalId: randomUUID(),
    active: true,
    displayName: "Ada Vesalius",
    name: { givenName: "Ada", familyName: "Vesalius" },
    emails: [{ value: userName, type: "work", primary: true }],
    ...more,
  };
};

const patch = (...operations: object[]) => ({ schemas: [PATCH], Operations: operations });
const account = (id: string) => db.prisma.user.findUniqueOrThrow({ where: { id } });
const cohortsOf = async (userId: string): Promise<string[]> => {
  const open = await db.prisma.membership.findMany({
    where: { userId, leftAt: null },
    include: { cohort: true },
  });
  return open.map(({ cohort }) => cohort.name).sort();
};

beforeEach(async () => {
  institution = await makeInstitution(db);
  admin = await makeUser(db, institution, "admin");
  ({ id: connectionId, token } = await connect());
});

describe("a directory", () => {
  it("is refused with another token, another connection's, while it is off, and once it is gone", async () => {
    const other = await makeUser(db, await makeInstitution(db), "admin");
    const elsewhere = await connect({}, other);
    const statuses = async () => [
      (await ask("GET", "/Users", undefined, { as: { id: connectionId, token: "guessed" } })).status,
      (await ask("GET", "/Users", undefined, { as: { id: connectionId, token: elsewhere.token } })).status,
      (await ask("GET", "/Users", undefined, { as: { id: randomUUID(), token } })).status,
      (await ask("GET", "/Users", undefined, { as: { id: "no id", token } })).status,
    ];
    expect(await statuses()).toEqual([401, 401, 401, 401]);
    const ctx = contextOf(db, admin, now);
    need(await changeConnection(ctx, connectionId, { enabled: false }));
    expect((await ask("GET", "/Users")).status).toBe(401);
    need(await changeConnection(ctx, connectionId, { enabled: true }));
    expect((await ask("GET", "/Users")).status).toBe(200);
    const another = need(await makeToken(ctx, connectionId)).token;
    expect((await ask("GET", "/Users")).status).toBe(401);
    expect((await ask("GET", "/Users", undefined, { as: { id: connectionId, token: another } })).status).toBe(
      200,
    );
    need(await removeConnection(ctx, connectionId));
    expect((await ask("GET", "/Users", undefined, { as: { id: connectionId, token: another } })).status).toBe(
      401,
    );
  });

  it("is not shown its token again, nor anybody else a token at all", async () => {
    const kept = await db.prisma.connection.findUniqueOrThrow({ where: { id: connectionId } });
    expect(JSON.stringify(kept)).not.toContain(token);
    const director = await makeUser(db, institution, "director");
    expect(await makeToken(contextOf(db, director, now), connectionId)).toMatchObject({
      ok: false,
      failure: { code: "not-found" },
    });
    const stranger = await makeUser(db, await makeInstitution(db), "admin");
    expect((await makeToken(contextOf(db, stranger, now), connectionId)).ok).toBe(false);
  });

  it("says what went wrong last to the administrator who tests it", async () => {
    const ctx = contextOf(db, admin, now);
    const steps = async () => need(await testConnection(ctx, connectionId, "https://calot.example")).steps;
    expect((await steps()).map(({ ok }) => ok)).toEqual([true, true, false]);
    await ask("GET", "/Users");
    expect((await steps()).every(({ ok }) => ok)).toBe(true);
    await ask("POST", "/Users", person({ emails: [{ value: "no address" }] }));
    expect((await steps()).at(-1)).toMatchObject({ ok: false, said: expect.stringContaining("emails: ") });
    expect(need(await getConnection(ctx, connectionId)).problem?.said).toContain("emails: ");
  });

  it("sees the people of its institution alone", async () => {
    const other = await makeInstitution(db);
    const stranger = await makeUser(db, other);
    const { body } = await ask("GET", "/Users");
    expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual([admin.id]);
    for (const [method, sent] of [
      ["GET", undefined],
      ["PUT", person()],
      ["PATCH", patch({ op: "replace", path: "active", value: false })],
      ["DELETE", undefined],
    ] as const) {
      expect((await ask(method, `/Users/${stranger.id}`, sent)).status).toBe(404);
    }
    expect((await account(stranger.id)).deactivatedAt).toBeNull();
    const group = { schemas: [GROUP], displayName: randomUUID(), members: [{ value: stranger.id }] };
    expect(await ask("POST", "/Groups", group)).toMatchObject({
      status: 400,
      body: { scimType: "invalidValue" },
    });
  });
});

describe("a person", () => {
  it("gets an account, and a mail with a link where no provider is named", async () => {
    const sent = person();
    const { status, body, location } = await ask("POST", "/Users", sent);
    expect(status).toBe(201);
    expect(location).toBe(`https://calot.example/connect/scim/${connectionId}/v2/Users/${body.id}`);
    expect(body).toMatchObject({ ...sent, meta: { resourceType: "User", location } });
    expect(await account(body.id)).toMatchObject({
      email: sent.userName,
      name: "Ada Vesalius",
      role: "resident",
      institutionId: institution,
      passwordHash: "none",
    });
    const mails = await db.prisma.mail.findMany({ where: { address: sent.userName } });
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain("/reset/");
  });

  it("signs in with the provider that the settings name, as whom externalId says", async () => {
    const at = new Date();
    const provider = await db.prisma.connection.create({
      data: {
        institutionId: institution,
        kind: "oidc",
        name: "Sign-in",
        settings: { issuer: "https://login.hospital.example", clientId: "calot" },
        createdAt: at,
        changedAt: at,
      },
    });
    const ctx = contextOf(db, admin, now);
    need(await changeConnection(ctx, connectionId, { settings: { signsInBy: provider.id } }));
    expect((await ask("POST", "/Users", person({ externalId: undefined }))).status).toBe(400);
    const sent = person();
    const { body } = await ask("POST", "/Users", sent);
    const opens = () => db.prisma.externalIdentity.findMany({ where: { userId: body.id } });
    expect(await opens()).toMatchObject([
      { issuer: "https://login.hospital.example", subject: sent.externalId, connectionId: provider.id },
    ]);
    expect(await db.prisma.mail.count({ where: { address: sent.userName } })).toBe(0);
    const other = randomUUID();
    await ask("PATCH", `/Users/${body.id}`, patch({ op: "replace", path: "externalId", value: other }));
    expect((await opens()).map(({ subject }) => subject)).toEqual([other]);
    const thief = await ask("POST", "/Users", person({ externalId: other }));
    expect(thief).toMatchObject({ status: 409, body: { scimType: "uniqueness" } });
    // Whose account was there before is linked by its person alone.
    await ask(
      "PATCH",
      `/Users/${admin.id}`,
      patch({ op: "replace", path: "externalId", value: randomUUID() }),
    );
    const resident = await makeUser(db, institution);
    await ask(
      "PATCH",
      `/Users/${resident.id}`,
      patch({ op: "add", path: "externalId", value: randomUUID() }),
    );
    expect(await db.prisma.externalIdentity.count({ where: { institutionId: institution } })).toBe(1);
    const elsewhere = await makeUser(db, await makeInstitution(db), "admin");
    const mine = await connect({}, elsewhere);
    const theirs = await changeConnection(contextOf(db, elsewhere, now), mine.id, {
      settings: { signsInBy: provider.id },
    });
    expect(theirs).toMatchObject({ ok: false, failure: { code: "invalid" } });
  });

  it("is made once of four at the same moment", async () => {
    const sent = person();
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask("POST", "/Users", sent)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      scimType: "uniqueness",
      status: "409",
    });
    expect(await db.prisma.user.count({ where: { email: sent.userName } })).toBe(1);
  });

  it("is found by name whatever the letters' case, and by what else is asked for", async () => {
    const { body } = await ask(
      "POST",
      "/Users",
      person({ name: { givenName: "Zoë", familyName: "Ångström" } }),
    );
    const find = async (filter: string) =>
      (await ask("GET", `/Users?filter=${encodeURIComponent(filter)}`)).body.Resources?.map(
        ({ id }: { id: string }) => id,
      );
    expect(await find(`userName eq "${body.userName.toUpperCase()}"`)).toEqual([body.id]);
    expect(await find(`externalId eq "${body.externalId}"`)).toEqual([body.id]);
    expect(await find(`externalId eq "${body.externalId.toUpperCase()}x"`)).toEqual([]);
    expect(await find(`emails[type eq "work"].value eq "${body.userName}"`)).toEqual([body.id]);
    expect(await find(`name.familyName sw "ång" and active eq true`)).toEqual([body.id]);
    expect(await find(`userName eq "${body.userName}" or userName eq "${admin.email}"`)).toHaveLength(2);
    expect(await find(`meta.lastModified ge "2020-01-01T00:00:00Z"`)).toHaveLength(2);
    const search = { filter: `userName eq "${body.userName}"`, attributes: ["userName"] };
    for (const path of ["/Users/.search", "/.search"]) {
      const { Resources } = (await ask("POST", path, search)).body;
      expect(Resources).toEqual([{ schemas: [USER], id: body.id, userName: body.userName }]);
    }
    expect(await ask("GET", "/Users?filter=userName%20is%20nobody")).toMatchObject({
      status: 400,
      body: { scimType: "invalidFilter" },
    });
  });

  it("comes page by page, and with what is asked for alone", async () => {
    for (const at of [1, 2, 3, 4]) await ask("POST", "/Users", person({ displayName: `Reader ${at}` }));
    const names = async (query: string) => {
      const { body } = await ask(
        "GET",
        `/Users?sortBy=displayName&filter=displayName%20sw%20%22Reader%22&${query}`,
      );
      return [
        body.totalResults,
        ...body.Resources.map(({ displayName }: { displayName: string }) => displayName),
      ];
    };
    expect(await names("startIndex=2&count=2")).toEqual([4, "Reader 2", "Reader 3"]);
    expect(await names("startIndex=4&count=2")).toEqual([4, "Reader 4"]);
    expect(await names("startIndex=5&count=2")).toEqual([4]);
    expect(await names("count=0")).toEqual([4]);
    expect(await names("sortOrder=descending&count=1")).toEqual([4, "Reader 4"]);
    const { body } = await ask("GET", "/Users?attributes=userName&count=1");
    expect(Object.keys(body.Resources[0]).sort()).toEqual(["id", "schemas", "userName"]);
  });

  it("is changed as Entra says it: capitals, words for true and false, paths without a value there", async () => {
    const { body } = await ask("POST", "/Users", person({ emails: undefined }));
    const changed = await ask(
      "PATCH",
      `/Users/${body.id}`,
      patch(
        { op: "Replace", path: "displayName", value: "Grace Calne" },
        { op: "Add", path: 'emails[type eq "work"].value', value: `calne-${body.userName}` },
        { op: "Add", path: 'roles[primary eq "True"].display', value: "Consultant" },
        { op: "Add", path: 'roles[primary eq "True"].value', value: "Consultant" },
        { op: "Add", path: 'emails[type eq "home"].value', value: `home-${body.userName}` },
        { op: "Add", path: 'emails[type eq "home"].primary', value: "False" },
        { op: "Add", path: "name.honorificPrefix", value: "Dr" },
        { op: "Add", path: "title", value: "Dr" },
        {
          op: "Add",
          path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
          value: "Surgery",
        },
        { op: "Replace", path: "active", value: "False" },
      ),
    );
    expect(changed).toMatchObject({ status: 200, body: { displayName: "Grace Calne", active: false } });
    expect(changed.body.roles).toEqual([{ value: "Consultant", primary: true }]);
    expect(changed.body.emails).toEqual([
      { value: `calne-${body.userName}`, type: "work", primary: true },
      { value: `home-${body.userName}`, type: "home", primary: false },
    ]);
    const kept = await account(body.id);
    expect(kept).toMatchObject({ name: "Grace Calne", email: `calne-${body.userName}` });
    expect(kept.deactivatedAt).not.toBeNull();
    const again = await ask(
      "PATCH",
      `/Users/${body.id}`,
      patch({ op: "Replace", value: { active: "True", "name.familyName": "Calne" } }),
    );
    expect(again.body).toMatchObject({ active: true, name: { familyName: "Calne" } });
  });

  it("is changed as Okta says it: the whole of it, or without a path", async () => {
    const sent = person();
    const { body } = await ask("POST", "/Users", sent);
    const put = await ask("PUT", `/Users/${body.id}`, { ...sent, id: body.id, displayName: "Grace Calne" });
    expect(put).toMatchObject({
      status: 200,
      body: { displayName: "Grace Calne", externalId: sent.externalId },
    });
    await ask("PATCH", `/Users/${body.id}`, patch({ op: "replace", value: { id: body.id, active: false } }));
    expect((await account(body.id)).deactivatedAt).not.toBeNull();
  });

  it("stays as it is where one part of a change can't be", async () => {
    const { body } = await ask("POST", "/Users", person());
    for (const operations of [
      [
        { op: "replace", path: "displayName", value: "Somebody" },
        { op: "replace", path: "emails", value: [{ value: "x" }] },
      ],
      [
        { op: "replace", path: "displayName", value: "Somebody" },
        { op: "replace", path: "nobody", value: 1 },
      ],
      [
        { op: "replace", path: "displayName", value: "Somebody" },
        { op: "move", path: "active" },
      ],
      [{ op: "remove" }],
      [],
    ]) {
      expect((await ask("PATCH", `/Users/${body.id}`, patch(...operations))).status).toBe(400);
    }
    expect((await account(body.id)).name).toBe("Ada Vesalius");
    for (const sent of [undefined, null, [], "text", 7]) {
      expect((await ask("PATCH", `/Users/${body.id}`, sent)).status).toBe(400);
      expect((await ask("POST", "/Users", sent)).status).toBe(400);
    }
  });

  it("is refused what can't be stored, and what would hide who it is", async () => {
    const tries = [
      person({ userName: "" }),
      person({ userName: "\u0000" }),
      person({ displayName: "\u202e\u200b", name: undefined, emails: undefined, userName: "\ud800" }),
      person({ emails: [{ value: "a b@hospital.example" }] }),
      person({ emails: [{ value: "\u0000@hospital.example" }] }),
      person({ displayName: "x".repeat(300) }),
      { schemas: [USER] },
    ];
    for (const sent of tries) expect((await ask("POST", "/Users", sent)).status).toBe(400);
    expect((await ask("GET", "/Users")).body.totalResults).toBe(1);
  });

  it("keeps the address that another account has, in whichever institution", async () => {
    const stranger = await makeUser(db, await makeInstitution(db));
    const { status, body } = await ask(
      "POST",
      "/Users",
      person({ userName: "new", emails: [{ value: stranger.email }] }),
    );
    expect([status, body.scimType]).toEqual([409, "uniqueness"]);
    const made = await ask("POST", "/Users", person());
    const taking = patch({ op: "replace", path: 'emails[type eq "work"].value', value: stranger.email });
    expect((await ask("PATCH", `/Users/${made.body.id}`, taking)).status).toBe(409);
    expect((await account(made.body.id)).email).toBe(made.body.userName);
    expect(await db.prisma.notice.count({ where: { userId: made.body.id } })).toBe(0);
  });

  it("is not called as somebody else is, whom the directory made or found", async () => {
    const [ada, ben] = [
      (await ask("POST", "/Users", person())).body,
      (await ask("POST", "/Users", person())).body,
    ];
    const found = await makeUser(db, institution);
    for (const name of [ada.userName.toUpperCase(), found.email]) {
      const renaming = patch({ op: "replace", path: "userName", value: name });
      expect(await ask("PATCH", `/Users/${ben.id}`, renaming)).toMatchObject({
        status: 409,
        body: { scimType: "uniqueness" },
      });
    }
  });

  it("is told at the address before that it is another one", async () => {
    const { body } = await ask("POST", "/Users", person());
    const other = `${randomUUID()}@hospital.example`;
    await ask(
      "PATCH",
      `/Users/${body.id}`,
      patch({ op: "replace", path: 'emails[type eq "work"].value', value: other }),
    );
    const mails = await db.prisma.mail.findMany({ where: { userId: body.id } });
    expect(mails.map(({ address }) => address)).toEqual([body.userName]);
  });
});

describe("somebody who leaves", () => {
  it("is signed out everywhere at once, and keeps what was answered", async () => {
    const { body } = await ask("POST", "/Users", person());
    const sessions = [await makeSessionOf(body.id), await makeSessionOf(body.id)];
    for (const sessionId of sessions) {
      expect(await findUserOfSession(db, sessionId, now)).not.toBeNull();
    }
    await ask("PATCH", `/Users/${body.id}`, patch({ op: "Replace", path: "active", value: "False" }));
    for (const sessionId of sessions) {
      expect(await findUserOfSession(db, sessionId, now)).toBeNull();
    }
    expect((await account(body.id)).email).toBe(body.userName);
    await ask("PATCH", `/Users/${body.id}`, patch({ op: "Replace", path: "active", value: "True" }));
    expect(await findUserOfSession(db, sessions[0]!, now)).toBeNull();
  });

  it("is gone for the directory once it is deleted there, and back as the same person", async () => {
    const sent = person();
    const { body } = await ask("POST", "/Users", sent);
    expect((await ask("DELETE", `/Users/${body.id}`)).status).toBe(204);
    expect((await ask("GET", `/Users/${body.id}`)).status).toBe(404);
    expect((await ask("DELETE", `/Users/${body.id}`)).status).toBe(404);
    expect((await ask("GET", "/Users")).body.totalResults).toBe(1);
    expect((await account(body.id)).deactivatedAt).not.toBeNull();
    const back = await ask("POST", "/Users", sent);
    expect(back).toMatchObject({ status: 201, body: { id: body.id, active: true } });
    expect((await account(body.id)).deactivatedAt).toBeNull();
  });

  it("leaves nothing of what the directory said, once the account is deleted", async () => {
    const { body } = await ask("POST", "/Users", person());
    const group = { schemas: [GROUP], displayName: `Group ${randomUUID()}`, members: [{ value: body.id }] };
    const { id } = (await ask("POST", "/Groups", group)).body;
    const own = need(await getOwnData(contextOf(db, (await findUser(db, body.id))!, now)));
    expect(JSON.stringify(own.parts.find(({ name }) => name === "directories"))).toContain(body.externalId);
    need(await deletePerson(contextOf(db, admin, new Date()), body.id, { confirm: body.userName }));
    expect(await db.prisma.provisionedPerson.count({ where: { connectionId } })).toBe(0);
    expect((await ask("GET", `/Users/${body.id}`)).status).toBe(404);
    expect((await ask("GET", `/Groups/${id}`)).body.members).toEqual([]);
  });

  it("is not mistaken for who is given the same name later", async () => {
    const sent = person();
    const { body } = await ask("POST", "/Users", sent);
    await ask("DELETE", `/Users/${body.id}`);
    const other = await ask("POST", "/Users", {
      ...sent,
      externalId: randomUUID(),
      displayName: "John Vesalius",
    });
    expect(other).toMatchObject({ status: 409, body: { scimType: "uniqueness" } });
    expect(await account(body.id)).toMatchObject({ name: "Ada Vesalius" });
    expect((await account(body.id)).deactivatedAt).not.toBeNull();
  });

  it("is no administrator, unless the settings say so, and never the last one", async () => {
    const second = await makeUser(db, institution, "admin");
    const closing = patch({ op: "replace", path: "active", value: false });
    const taking = patch({
      op: "replace",
      path: 'emails[type eq "work"].value',
      value: "thief@hospital.example",
    });
    expect((await ask("PATCH", `/Users/${second.id}`, closing)).status).toBe(403);
    expect((await ask("PATCH", `/Users/${second.id}`, taking)).status).toBe(403);
    expect((await ask("DELETE", `/Users/${second.id}`)).status).toBe(403);
    expect((await account(second.id)).email).toBe(second.email);
    const ctx = contextOf(db, admin, now);
    need(await changeConnection(ctx, connectionId, { settings: { mayMakeAdmins: true } }));
    expect((await ask("PATCH", `/Users/${second.id}`, closing)).status).toBe(200);
    expect((await ask("PATCH", `/Users/${admin.id}`, closing)).status).toBe(403);
    expect((await ask("DELETE", `/Users/${admin.id}`)).status).toBe(403);
    expect((await account(admin.id)).deactivatedAt).toBeNull();
  });
});

const makeSessionOf = (id: string) => makeSession(db, { id }, now);

describe("a group", () => {
  const group = (members: readonly string[] = [], displayName = `Group ${randomUUID()}`) => ({
    schemas: [GROUP],
    displayName,
    members: members.map((value) => ({ value })),
  });
  const made = async (more: object = {}): Promise<string> =>
    (await ask("POST", "/Users", person(more))).body.id;

  it("is a cohort: residents join and leave it", async () => {
    const [ada, ben] = [await made(), await made()];
    const sent = group([ada]);
    const { status, body } = await ask("POST", "/Groups", sent);
    expect([status, body.members.map(({ value }: { value: string }) => value)]).toEqual([201, [ada]]);
    expect(await cohortsOf(ada)).toEqual([sent.displayName]);
    await ask("PATCH", `/Groups/${body.id}`, patch({ op: "Add", path: "members", value: [{ value: ben }] }));
    expect(await cohortsOf(ben)).toEqual([sent.displayName]);
    await ask(
      "PATCH",
      `/Groups/${body.id}`,
      patch({ op: "Remove", path: "members", value: [{ value: ada }] }),
    );
    expect([await cohortsOf(ada), await cohortsOf(ben)]).toEqual([[], [sent.displayName]]);
    await ask("PATCH", `/Groups/${body.id}`, patch({ op: "remove", path: `members[value eq "${ben}"]` }));
    expect(await cohortsOf(ben)).toEqual([]);
    await ask(
      "PATCH",
      `/Groups/${body.id}`,
      patch({ op: "replace", value: { id: body.id, members: [{ value: ada }] } }),
    );
    expect([await cohortsOf(ada), await cohortsOf(ben)]).toEqual([[sent.displayName], []]);
  });

  it("takes up the cohort of its name, and leaves other cohorts alone", async () => {
    const by = await db.prisma.cohort.create({ data: { institutionId: institution, name: "By hand" } });
    const same = await db.prisma.cohort.create({
      data: { institutionId: institution, name: "Surgery 2026", endedAt: now },
    });
    const ada = await made();
    await db.prisma.membership.create({ data: { userId: ada, cohortId: by.id } });
    const { body } = await ask("POST", "/Groups", group([ada], "Surgery 2026"));
    expect(await cohortsOf(ada)).toEqual(["By hand", "Surgery 2026"]);
    expect(await db.prisma.cohort.count({ where: { institutionId: institution } })).toBe(2);
    expect((await db.prisma.cohort.findUniqueOrThrow({ where: { id: same.id } })).endedAt).toBeNull();
    await ask(
      "PATCH",
      `/Groups/${body.id}`,
      patch({ op: "replace", path: "displayName", value: "Surgery 2027" }),
    );
    expect(await cohortsOf(ada)).toEqual(["By hand", "Surgery 2027"]);
    expect((await ask("DELETE", `/Groups/${body.id}`)).status).toBe(204);
    expect(await cohortsOf(ada)).toEqual(["By hand"]);
    expect((await db.prisma.cohort.findUniqueOrThrow({ where: { id: same.id } })).endedAt).not.toBeNull();
    expect((await db.prisma.cohort.findUniqueOrThrow({ where: { id: by.id } })).endedAt).toBeNull();
  });

  it("of a row gives its role, never an administrator's unless allowed, and is no cohort", async () => {
    const roles = [
      { value: "Calot faculty", role: "faculty" },
      { value: "Calot admins", role: "admin" },
    ];
    need(await changeConnection(contextOf(db, admin, now), connectionId, { settings: { roles } }));
    const [ada, ben] = [await made(), await made({ roles: [{ value: "Calot faculty", primary: true }] })];
    expect((await account(ben)).role).toBe("faculty");
    const residents = (await ask("POST", "/Groups", group([ada, ben]))).body;
    expect([await cohortsOf(ada), await cohortsOf(ben)]).toEqual([[residents.displayName], []]);
    await ask("POST", "/Groups", group([ada], "Calot faculty"));
    expect((await account(ada)).role).toBe("faculty");
    expect(await cohortsOf(ada)).toEqual([]);
    await ask("POST", "/Groups", group([ben], "Calot admins"));
    expect((await account(ben)).role).toBe("faculty");
    expect(await db.prisma.cohort.count({ where: { institutionId: institution } })).toBe(1);
  });

  it("is there once for a name, and refuses nobody's name and people who aren't there", async () => {
    const sent = group();
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask("POST", "/Groups", sent)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect((await ask("POST", "/Groups", group([], ""))).status).toBe(400);
    expect((await ask("POST", "/Groups", group([randomUUID()]))).status).toBe(400);
    expect((await ask("POST", "/Groups", group(["no id"]))).status).toBe(400);
  });

  it("of one connection is not another's", async () => {
    const { body } = await ask("POST", "/Groups", group());
    const as = await connect();
    expect((await ask("GET", `/Groups/${body.id}`, undefined, { as })).status).toBe(404);
    expect((await ask("GET", "/Groups", undefined, { as })).body.totalResults).toBe(0);
    const excluded = await ask("GET", `/Groups/${body.id}?excludedAttributes=members`);
    expect(excluded.body.members).toBeUndefined();
    const found = await ask(
      "GET",
      `/Groups?filter=${encodeURIComponent(`displayName eq "${body.displayName}"`)}`,
    );
    expect(found.body.totalResults).toBe(1);
  });
});

describe("what Calot can do", () => {
  it("is told to directories", async () => {
    expect((await ask("GET", "/ServiceProviderConfig")).body).toMatchObject({ patch: { supported: true } });
    const types = (await ask("GET", "/ResourceTypes")).body.Resources;
    expect(types.map(({ id }: { id: string }) => id)).toEqual(["User", "Group"]);
    const { body } = await ask("GET", `/Schemas/${USER}`);
    const names = body.attributes.map(({ name }: { name: string }) => name);
    expect(names).toEqual(["userName", "name", "displayName", "active", "emails", "groups", "roles"]);
    expect((await ask("GET", "/Nothing")).status).toBe(404);
    expect((await ask("DELETE", "/Users")).status).toBe(405);
  });
});
