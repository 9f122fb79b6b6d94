import { type CryptoKey, exportJWK, exportPKCS8, generateKeyPair, importPKCS8, type JWK } from "jose";
import { z } from "zod";

/** Calot's own keys at one platform, the one that signs first: each as PEM, by the name under which it is published. */
export const ltiKeysSchema = z.object({
  keys: z.array(z.object({ kid: z.string(), privateKey: z.string() })).min(1),
});
export type LtiKeys = Readonly<z.infer<typeof ltiKeysSchema>>;

const ALGORITHM = "RS256";

/** What is signed is dated back by so many seconds: some platforms refuse what is a second ahead of their own clock. */
export const DATED_BACK_S = 30;

/** Makes the key that signs what Calot says at a platform. */
export async function makeKeys(): Promise<LtiKeys> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { modulusLength: 2048, extractable: true });
  return { keys: [{ kid: crypto.randomUUID(), privateKey: await exportPKCS8(privateKey) }] };
}

const keyOf = (pem: string): Promise<CryptoKey> => importPKCS8(pem, ALGORITHM, { extractable: true });

/** The public halves, as a platform reads them (RFC 7517). */
export async function publicKeysOf({ keys }: LtiKeys): Promise<{ readonly keys: readonly JWK[] }> {
  return {
    keys: await Promise.all(
      keys.map(async ({ kid, privateKey }) => {
        const { kty, n, e } = await exportJWK(await keyOf(privateKey));
        return { kty, n, e, kid, alg: ALGORITHM, use: "sig" } as JWK;
      }),
    ),
  };
}

/** The key that signs. */
export async function signingKey({
  keys,
}: LtiKeys): Promise<{ readonly kid: string; readonly key: CryptoKey }> {
  const [{ kid, privateKey }] = keys as [LtiKeys["keys"][number]];
  return { kid, key: await keyOf(privateKey) };
}
