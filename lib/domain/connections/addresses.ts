/** Where a directory finds a connection’s people and groups (SCIM 2.0): what it calls the tenant’s address. */
export const scimPath = (connectionId: string): string => `/connect/scim/${connectionId}/v2`;
