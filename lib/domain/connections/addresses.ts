/** Where a directory finds a connection’s people and groups (SCIM 2.0): what it calls the tenant’s address. */
export const scimPath = (connectionId: string): string => `/connect/scim/${connectionId}/v2`;

/** What Calot calls itself at a provider of SAML, and where it tells of itself. */
export const metadataPath = (connectionId: string): string => `/connect/saml/${connectionId}/metadata`;

/** Where a provider of SAML posts to (assertion consumer service). */
export const acsPath = (connectionId: string): string => `/connect/saml/${connectionId}/acs`;

/** Where a browser goes on that a provider of SAML posted through. */
export const finishPath = (connectionId: string): string => `/connect/saml/${connectionId}/finish`;

const ltiPath = (connectionId: string): string => `/connect/lti/${connectionId}`;

/** Where a learning platform sends people first (login initiation), and where it posts who they are. */
export const loginPath = (connectionId: string): string => `${ltiPath(connectionId)}/login`;
export const launchPath = (connectionId: string): string => `${ltiPath(connectionId)}/launch`;

/** Calot's public keys at a platform. */
export const keysPath = (connectionId: string): string => `${ltiPath(connectionId)}/jwks`;

/** Where a browser goes on that a platform posted through. */
export const arrivePath = (connectionId: string): string => `${ltiPath(connectionId)}/finish`;

/** Where a frame on a platform's page asks for what was chosen. */
export const answerPath = (connectionId: string): string => `${ltiPath(connectionId)}/answer`;

/** Where a platform registers Calot and itself, with an administrator's link. */
export const registrationPath = "/connect/lti-register";

/** What somebody opened on a platform, once they are signed in; and the way back with what they chose. */
export const launchPagePath = (launchId: string): string => `/lti/${launchId}`;
export const returnPath = (launchId: string): string => `/connect/lti-return/${launchId}`;
