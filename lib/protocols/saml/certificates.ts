import "reflect-metadata";
import { PemConverter, X509Certificate, X509CertificateGenerator } from "@peculiar/x509";
import { z } from "zod";

/** For so long a certificate of Calot's own holds: providers take it for the key alone. */
const YEARS = 10;
const YEAR_MS = 365.25 * 24 * 60 * 60 * 1000;

const ALGORITHM = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;

/** Calot's own key for one connection, and the certificate that providers want around it: both as PEM. */
export const ownKeySchema = z.object({ privateKey: z.string(), certificate: z.string() });
export type OwnKey = Readonly<z.infer<typeof ownKeySchema>>;

/** Makes a key that signs what Calot asks, and opens what is sealed for it. */
export async function makeOwnKey(now: Date): Promise<OwnKey> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const made = await X509CertificateGenerator.createSelfSigned({
    name: "CN=Calot",
    notBefore: now,
    notAfter: new Date(now.getTime() + YEARS * YEAR_MS),
    signingAlgorithm: ALGORITHM,
    keys,
  });
  const privateKey = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    privateKey: PemConverter.encode(privateKey, PemConverter.PrivateKeyTag),
    certificate: made.toString("pem"),
  };
}

/** Until when a certificate holds; null where it is none. */
export function endOf(base64: string): Date | null {
  try {
    return new X509Certificate(base64).notAfter;
  } catch {
    return null;
  }
}
