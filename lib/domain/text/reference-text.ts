import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { refuseGarbled } from "./garbled";
import { standsForNone } from "./no-text";
import { plainText } from "./plain-text";

/**
 * A text of a reference as it is written here: stored as an import would store it, and refused where an import would refuse
 * it, so that an export can be read in again and changes nothing.
 *
 * @param longest in UTF-16 units
 */
export const referenceText = (longest: number) =>
  z
    .string()
    .overwrite(plainText)
    .max(longest, t`A text has ${plural(longest, "# character", "# characters")} at most.`)
    .superRefine(refuseGarbled)
    .superRefine((text, ctx) => {
      if (!standsForNone(text)) return;
      const message = t`“${text}” is what programs write where nothing is: say it in words.`;
      ctx.addIssue({ code: "custom", message });
    });
