/** Where a provider sends people back to: it is entered there. */
export const redirectPath = (connectionId: string): string => `/connect/oidc/${connectionId}/callback`;

/** Where a provider tells that it signed somebody out. */
export const logoutPath = (connectionId: string): string =>
  `/connect/oidc/${connectionId}/back-channel-logout`;

/** Where signing in by a provider begins: for a link on a portal. */
export const startPath = (connectionId: string): string => `/connect/start/${connectionId}`;
