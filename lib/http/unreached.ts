/** The header by which the server's front numbers each request. */
export const REQUEST_HEADER = "calot-request";

// The front and the pages it runs are bundled apart.
const holder = globalThis as typeof globalThis & { calotUnreached?: Set<string> };
holder.calotUnreached ??= new Set();
const unreached = holder.calotUnreached;

/** A page could not be made because the database or the storage is away. */
export function noteUnreached(request: string): void {
  unreached.add(request);
}

/** Whether a request's page could not be made because one is; told once. */
export const takeUnreached = (request: string): boolean => unreached.delete(request);
