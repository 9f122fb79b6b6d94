import type { SamlSettings } from "../../domain/connections/saml";
import type { ConnectionTest } from "../../domain/connections/views";
import { plural, t } from "../../language/t";
import { networkWord, ProviderError } from "../provider-error";
import { endOf } from "./certificates";
import { fetchMetadata } from "./metadata";

type Step = ConnectionTest["steps"][number];

const ok = (said: string): Step => ({ ok: true, said });
const no = (said: string): Step => ({ ok: false, said });

const PATIENCE_MS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** So long before a certificate ends it is said. */
export const EXPIRY_DAYS = 30;

/** What is known of a provider of SAML without anybody signing in: its metadata, certificates, and whether it is there. */
export async function checkSaml(settings: SamlSettings, now: Date): Promise<readonly Step[]> {
  const [metadata, there] = await Promise.all([metadataSteps(settings), entryStep(settings)]);
  return [...metadata, ...certificateSteps(settings, now), there];
}

async function metadataSteps(settings: SamlSettings): Promise<readonly Step[]> {
  const { metadataUrl, entityId, entryPoint, certificates } = settings;
  if (metadataUrl === null) {
    return [ok(t`The provider’s metadata was given by hand: another certificate is entered by hand too.`)];
  }
  try {
    const told = await fetchMetadata(metadataUrl);
    if (told.entityId !== entityId) {
      return [
        no(
          t`The metadata is another provider’s: it calls itself ${told.entityId}, and the settings ${entityId}.`,
        ),
      ];
    }
    const isSame =
      told.entryPoint === entryPoint && told.certificates.every((each) => certificates.includes(each));
    return [
      ok(t`The metadata is there, and of this provider.`),
      ...(isSame
        ? []
        : [no(t`It tells another certificate or address than the settings. Read it again, and save.`)]),
    ];
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return [no(t`The metadata at ${metadataUrl} can’t be read (${error.message}).`)];
  }
}

function certificateSteps({ certificates }: SamlSettings, now: Date): readonly Step[] {
  const ends = certificates.map(endOf).filter((end) => end !== null);
  const last = Math.max(...ends.map((end) => end.getTime()));
  const days = Math.floor((last - now.getTime()) / DAY_MS);
  if (days < 0) return [no(t`The certificate by which the provider signs has ended. Enter its new one.`)];
  if (days < EXPIRY_DAYS) {
    return [
      no(
        t`The certificate by which the provider signs ends in ${plural(days, "# day", "# days")}. Enter its new one beside it before.`,
      ),
    ];
  }
  return [
    ok(t`The certificate by which the provider signs holds for ${plural(days, "# day", "# days")} more.`),
  ];
}

async function entryStep({ entryPoint }: SamlSettings): Promise<Step> {
  try {
    await fetch(entryPoint, { method: "GET", redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    return ok(t`The provider’s sign-in address answers.`);
  } catch (error) {
    const word = networkWord(error);
    // Browsers go there, and this server need not reach it.
    return ok(
      t`Calot’s server can’t reach the provider’s sign-in address itself (${word}). That is fine if people’s browsers can.`,
    );
  }
}
