import { AsyncLocalStorage } from "node:async_hooks";

/** A request, or a round of a chore, while it is under way. */
export type UnderWay = {
  /** By which the log, the person's page and the database name it. */
  readonly id: string;
  /** Who asks, once that is known. */
  personId?: string;
  /** Where traces are kept: the span that others are part of. */
  span?: unknown;
  /** The same as programs are told that it asks (W3C Trace Context). */
  traceparent?: string;
};

// The front and the pages it runs are bundled apart.
const holder = globalThis as typeof globalThis & { calotUnderWay?: AsyncLocalStorage<UnderWay> };
holder.calotUnderWay ??= new AsyncLocalStorage();
const store = holder.calotUnderWay;

/** What asks for what is being done just now; undefined where nothing does that has a number. */
export const underWay = (): UnderWay | undefined => store.getStore();

/** Does something as part of what is under way. */
export const during = <T>(it: UnderWay, work: () => T): T => store.run(it, work);

/** Tells who asks, for the access log. */
export function notePerson(id: string): void {
  const it = store.getStore();
  if (it) it.personId = id;
}
