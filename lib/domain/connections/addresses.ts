/** Where a directory finds a connection’s people and groups (SCIM 2.0): what it calls the tenant’s address. */
export const scimPath = (connectionId: string): string => `/connect/scim/${connectionId}/v2`;

/** What Calot calls itself at a provider of SAML, and where it tells of itself. */
export const metadataPath = (connectionId: string): string => `/connect/saml/${connectionId}/metadata`;

/** Where a provider of SAML posts to (assertion consumer service). */
export const acsPath = (connectionId: string): string => `/connect/saml/${connectionId}/acs`;

/** Where a browser goes on that a provider of SAML posted through. */
export const finishPath = (connectionId: string): string => `/connect/saml/${connectionId}/finish`;
