import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, it } from "vitest";
import { seal, unseal } from "../../auth/sealed";
import { connectionPlace, seedPlace } from "../../auth/secret-places";
import { testDatabase } from "../../db/testing";
import { setEnv } from "../../env";
import { makeInstitution, makeUser } from "../testing/factories";
import { countSecrets } from "./count-secrets";
import { resealSecrets } from "./reseal-secrets";

const db = await testDatabase();
const newKey = () => randomBytes(32).toString("hex");
const [first, second, third] = [newKey(), newKey(), newKey()];

let connectionId: string;
let userId: string;

const kept = async () => ({
  connection: (await db.prisma.connection.findUniqueOrThrow({ where: { id: connectionId } })).secret ?? "",
  seed: (await db.prisma.authenticator.findUniqueOrThrow({ where: { userId } })).sealedSeed,
});

beforeEach(async () => {
  await db.prisma.authenticator.deleteMany({});
  await db.prisma.connection.deleteMany({});
  setEnv({ SECRETS_KEY: first });
  const institutionId = await makeInstitution(db);
  userId = (await makeUser(db, institutionId, "resident")).id;
  connectionId = randomUUID();
  await db.prisma.connection.create({
    data: {
      id: connectionId,
      institutionId,
      kind: "oidc",
      name: "Hospital",
      settings: {},
      secret: seal("of the provider", connectionPlace(connectionId)),
      createdAt: new Date(),
      changedAt: new Date(),
    },
  });
  await db.prisma.authenticator.create({
    data: { userId, sealedSeed: seal("of the app", seedPlace(userId)), lastStep: 0, madeAt: new Date() },
  });
});
afterAll(() => setEnv({ SECRETS_KEY: "" }));

it("leaves what today’s key sealed", async () => {
  const before = await kept();
  expect(await resealSecrets(db)).toBe(0);
  expect(await kept()).toEqual(before);
  expect(await countSecrets(db)).toEqual({ before: 0, lost: 0 });
});

it("seals by today’s key what one of before sealed, also four at once, and then does without that one", async () => {
  setEnv({ SECRETS_KEY: `${second},${first}` });
  expect(await countSecrets(db)).toEqual({ before: 2, lost: 0 });
  const counts = await Promise.all([1, 2, 3, 4].map(() => resealSecrets(db)));
  expect(counts.reduce((sum, count) => sum + count)).toBe(2);
  setEnv({ SECRETS_KEY: second });
  expect(await countSecrets(db)).toEqual({ before: 0, lost: 0 });
  const { connection, seed } = await kept();
  expect(unseal(connection, connectionPlace(connectionId))).toBe("of the provider");
  expect(unseal(seed, seedPlace(userId))).toBe("of the app");
});

it("leaves what no key opens, for its key may be named again", async () => {
  const before = await kept();
  setEnv({ SECRETS_KEY: third });
  expect(await resealSecrets(db)).toBe(0);
  expect(await countSecrets(db)).toEqual({ before: 0, lost: 2 });
  expect(await kept()).toEqual(before);
  setEnv({ SECRETS_KEY: "" });
  expect(await resealSecrets(db)).toBe(0);
  expect(await countSecrets(db)).toEqual({ before: 0, lost: 2 });
});
