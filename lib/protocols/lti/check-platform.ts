import { plural, t } from "@/lib/language/t";
import type { ConnectionTest } from "../../domain/connections/views";
import { MEMBERS_SCOPE } from "../../domain/lti/launch";
import { ProviderError } from "../provider-error";
import { findKeys } from "./platform";
import { type AskedPlatform, askAccess, PlatformRefusal } from "./service";

type Step = ConnectionTest["steps"][number];

/** What is known of a platform without anybody coming from it: its keys, and whether it takes Calot's. */
export async function checkPlatform(book: AskedPlatform): Promise<readonly Step[]> {
  const { courseCohorts } = book.settings;
  return [
    ...deploymentSteps(book),
    await keysStep(book),
    await accessStep(book, t`It takes Calot’s key, and gives access for grades.`),
    ...(courseCohorts
      ? [await accessStep({ ...book, scopes: [MEMBERS_SCOPE] }, t`It gives access to the lists of courses.`)]
      : []),
  ];
}

const deploymentSteps = ({ settings }: AskedPlatform): readonly Step[] =>
  settings.deployments.length > 0
    ? []
    : [
        {
          ok: false,
          said: t`There is no deployment ID yet, and every launch is refused: the platform tells it.`,
        },
      ];

async function keysStep({ settings }: AskedPlatform): Promise<Step> {
  try {
    const count = await findKeys(settings);
    return count > 0
      ? { ok: true, said: t`The platform publishes ${plural(count, "# key", "# keys")}.` }
      : { ok: false, said: t`The platform publishes no key, so nothing that it says can be believed.` };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return {
      ok: false,
      said: t`The platform’s keys at ${settings.keysAddress} can’t be had: ${error.message}.`,
    };
  }
}

async function accessStep(book: AskedPlatform, said: string): Promise<Step> {
  try {
    await askAccess(book);
    return { ok: true, said };
  } catch (error) {
    if (!(error instanceof PlatformRefusal)) throw error;
    return { ok: false, said: error.reason };
  }
}
