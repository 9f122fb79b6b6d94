import { createHash } from "node:crypto";

/**
 * The id of a statement (UUID of version 5, RFC 9562, section 5.5): the same each time it is sent, by which a store knows it.
 *
 * @param connectionId the namespace, a UUID
 */
export function statementId(connectionId: string, name: string): string {
  const namespace = Buffer.from(connectionId.replaceAll("-", ""), "hex");
  const hash = createHash("sha1").update(namespace).update(name, "utf8").digest().subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
