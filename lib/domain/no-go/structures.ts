import { t } from "@/lib/language/t";

/** What the definitions exclude, and what lies near it: offered as names of No-Go regions, which may have any other. */
export const structureNames: readonly string[] = [
  t`common bile duct`,
  t`common hepatic duct`,
  t`liver bed`,
  t`hepatic artery`,
  t`right hepatic artery`,
  t`portal vein`,
  t`cystic duct`,
  t`cystic artery`,
  t`liver`,
  t`gallbladder`,
  t`duodenum`,
  t`colon`,
];
