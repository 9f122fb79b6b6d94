import { plural, t } from "@/lib/language/t";
import type { ConnectionTest } from "../../domain/connections/views";
import { ProviderError } from "../provider-error";
import { askAccess, type Gradebook, GradeRefusal } from "./grades";
import { findKeys } from "./platform";

type Step = ConnectionTest["steps"][number];

/** What is known of a platform without anybody coming from it: its keys, and whether it takes Calot's. */
export async function checkPlatform(book: Gradebook): Promise<readonly Step[]> {
  return [...deploymentSteps(book), await keysStep(book), await accessStep(book)];
}

const deploymentSteps = ({ settings }: Gradebook): readonly Step[] =>
  settings.deployments.length > 0
    ? []
    : [
        {
          ok: false,
          said: t`There is no deployment ID yet, and every launch is refused: the platform tells it.`,
        },
      ];

async function keysStep({ settings }: Gradebook): Promise<Step> {
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

async function accessStep(book: Gradebook): Promise<Step> {
  try {
    await askAccess(book);
    return { ok: true, said: t`It takes Calot’s key, and gives access for grades.` };
  } catch (error) {
    if (!(error instanceof GradeRefusal)) throw error;
    return { ok: false, said: error.reason };
  }
}
