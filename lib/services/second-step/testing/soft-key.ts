import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { PasskeyAnswer } from "@/lib/domain/second-step/input";
import type { PasskeyQuestion } from "@/lib/domain/second-step/views";

/** A passkey in software, for tests: what a browser and a device make together, and what a dishonest one might. */

type Claims = {
  readonly origin: string;
  readonly rpId: string;
  readonly verified: boolean;
  readonly userHandle: string | null;
  readonly challenge: string;
  readonly counter: number;
};

const sha256 = (bytes: string | Buffer): Buffer => createHash("sha256").update(bytes).digest();
const base64url = (bytes: string | Buffer): string => Buffer.from(bytes).toString("base64url");

/** CBOR (RFC 8949) of what attestations are made of. */
function cbor(value: unknown): Buffer {
  const head = (major: number, n: number): Buffer => {
    if (n < 24) return Buffer.from([(major << 5) | n]);
    return n < 256 ? Buffer.from([(major << 5) | 24, n]) : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
  };
  if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...(value as Map<unknown, unknown>)];
  return Buffer.concat([head(5, entries.length), ...entries.flatMap((entry) => entry.map(cbor))]);
}

export class SoftKey {
  readonly id = randomBytes(32);
  counter = 0;
  userHandle: string | null = null;
  readonly #pair = generateKeyPairSync("ec", { namedCurve: "P-256" });

  constructor(
    readonly origin = "http://localhost:3000",
    readonly rpId = "localhost",
  ) {}

  #data({ rpId, verified, counter }: Claims, attested: boolean): Buffer {
    const flags = 1 | (verified ? 4 : 0) | (attested ? 64 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
  }

  #claims(question: PasskeyQuestion, over: Partial<Claims>): Claims {
    const { origin, rpId, userHandle, counter } = this;
    return { origin, rpId, userHandle, counter, verified: true, challenge: question.challenge, ...over };
  }

  #client(type: string, { challenge, origin }: Claims): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  /** Makes itself known: `navigator.credentials.create`. */
  create(question: PasskeyQuestion, over: Partial<Claims> = {}): PasskeyAnswer {
    const claims = this.#claims(question, over);
    this.userHandle = (question as unknown as { user: { id: string } }).user.id;
    const { x, y } = this.#pair.publicKey.export({ format: "jwk" });
    const key = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x!, "base64url")],
      [-3, Buffer.from(y!, "base64url")],
    ]);
    const length = Buffer.from([this.id.length >> 8, this.id.length & 255]);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.id, cbor(key)]);
    const authData = Buffer.concat([this.#data(claims, true), attested]);
    const attestation = cbor(
      new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authData],
      ]),
    );
    return this.#answer({
      clientDataJSON: base64url(this.#client("webauthn.create", claims)),
      attestationObject: base64url(attestation),
      transports: ["internal"],
    });
  }

  /** Signs: `navigator.credentials.get`. */
  get(question: PasskeyQuestion, over: Partial<Claims> = {}): PasskeyAnswer {
    this.counter++;
    const claims = this.#claims(question, over);
    const client = this.#client("webauthn.get", claims);
    const data = this.#data(claims, false);
    return this.#answer({
      clientDataJSON: base64url(client),
      authenticatorData: base64url(data),
      signature: base64url(sign("sha256", Buffer.concat([data, sha256(client)]), this.#pair.privateKey)),
      ...(claims.userHandle !== null && { userHandle: claims.userHandle }),
    });
  }

  #answer(response: { clientDataJSON: string } & Record<string, unknown>): PasskeyAnswer {
    const id = base64url(this.id);
    return { id, rawId: id, type: "public-key", response, clientExtensionResults: {} };
  }
}
