import { seal, unseal } from "../../../auth/sealed";
import { WAY_MS } from "../../../domain/identities/way";

const placeOf = (connectionId: string): string => `a request by SAML to ${connectionId}`;

/**
 * An id for a request by SAML that says by itself when it was sent, and that Calot sent it: nothing is kept of it until
 * it is answered. It begins with a letter, as XML wants of an ID.
 */
export const makeRequestId = (connectionId: string, now: Date): string =>
  `r${seal(now.toISOString(), placeOf(connectionId))}`;

/** When a request was sent, in ISO 8601; null for one that Calot didn't send to this provider, or too long ago. */
export function sentAt(connectionId: string, id: string, now: Date): string | null {
  try {
    const at = unseal(id.slice(1), placeOf(connectionId));
    return id.startsWith("r") && now.getTime() - new Date(at).getTime() < WAY_MS ? at : null;
  } catch {
    return null;
  }
}
