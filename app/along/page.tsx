import type { Metadata } from "next";
import { AlongShell } from "@/components/along/along-shell";
import { themeEarly } from "@/components/shell/theme-early";
import { t } from "@/lib/language/t";
import { OwnScript } from "../_server/own-script";

export const metadata: Metadata = { title: t`Without reception` };

/**
 * What is here without reception, and the page that stands in for any other then. It is the same for everybody, as the
 * stage is (cli/shell.ts).
 */
export default function Along() {
  return (
    <>
      <OwnScript>{`(${themeEarly})()`}</OwnScript>
      <AlongShell />
    </>
  );
}
