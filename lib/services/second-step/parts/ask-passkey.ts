import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server";
import { CHALLENGE_MS, type ChallengeFor, makeChallenge } from "@/lib/auth/challenge";
import type { RelyingParty } from "@/lib/auth/relying-party";
import { text, texts, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import type { PasskeyQuestion } from "@/lib/domain/second-step/views";
import { ALGORITHMS, userHandleOf } from "./passkeys";

const credentialsOf = statement({
  name: "credentials-of-person",
  params: { userId: uuid },
  row: { id: text, transports: texts },
  sql: "SELECT credential_id AS id, transports FROM passkey WHERE user_id = $userId ORDER BY made_at",
});

type Asked = { readonly db: Queryable; readonly now: Date; readonly party: RelyingParty };

/** The library has types of its own for what it hands to browsers: here it is data. */
const plain = (question: object): PasskeyQuestion => JSON.parse(JSON.stringify(question)) as PasskeyQuestion;

const credentials = async (db: Queryable, userId: string) =>
  (await db.all(credentialsOf, { userId })).map(({ id, transports }) => ({
    id,
    transports: [...transports],
  }));

/**
 * What a browser asks for a passkey with. For signing in with it alone it may be anybody's, so nobody learns who has one;
 * and the device has to make sure of its person.
 */
export async function askPasskey({ db, now, party }: Asked, what: ChallengeFor): Promise<PasskeyQuestion> {
  const question = await generateAuthenticationOptions({
    rpID: party.id,
    challenge: makeChallenge(what, now),
    timeout: CHALLENGE_MS,
    userVerification: what.purpose === "second-step" ? "preferred" : "required",
    ...(what.purpose !== "sign-in" && { allowCredentials: await credentials(db, what.userId) }),
  });
  return plain(question);
}

/** What a browser makes a passkey with. */
export async function askNewPasskey(
  { db, now, party }: Asked,
  { id: userId, email, name }: { readonly id: string; readonly email: string; readonly name: string },
): Promise<PasskeyQuestion> {
  const question = await generateRegistrationOptions({
    rpName: "Calot",
    rpID: party.id,
    userID: userHandleOf(userId),
    userName: email,
    userDisplayName: name,
    challenge: makeChallenge({ purpose: "add", userId }, now),
    timeout: CHALLENGE_MS,
    attestationType: "none",
    supportedAlgorithmIDs: [...ALGORITHMS],
    excludeCredentials: await credentials(db, userId),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  });
  return plain(question);
}
