const PHASE = "Phase: ";
const ZONE = "Go Zone: ";
/** Where what is said of the Go Zone begins. */
const ZONE_BEGINS = /(?:^| )Go Zone: /;

/** What could not be read of an answer, without a full stop each; null where nothing is wrong with it. */
type Parts = { readonly phase: string | null; readonly zone: string | null };

/** The error of a reading, as it is stored: a sentence for the phase and one for the Go Zone; null where neither fails. */
export function readingError({ phase, zone }: Parts): string | null {
  const said = [phase && `${PHASE}${phase}.`, zone && `${ZONE}${zone}.`].filter((each) => each !== null);
  return said.length > 0 ? said.join(" ") : null;
}

/** What `readingError` was made of. */
export function partsOfError(error: string | null): Parts {
  const at = error?.search(ZONE_BEGINS) ?? -1;
  const [phase, zone] = at === -1 ? [error, null] : [error!.slice(0, at), error!.slice(at).trimStart()];
  return { phase: withoutName(phase, PHASE), zone: withoutName(zone, ZONE) };
}

const withoutName = (sentence: string | null, name: string): string | null =>
  sentence?.startsWith(name) ? sentence.slice(name.length).replace(/\.$/, "") : null;
