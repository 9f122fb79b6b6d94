/** Where a connection's secret is sealed. */
export const connectionPlace = (connectionId: string): string => `connection ${connectionId} secret`;

/** Where the seed of a person's authenticator app is sealed. */
export const seedPlace = (userId: string): string => `totp ${userId}`;
