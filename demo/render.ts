import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { Command } from "commander";
import { findBrowser } from "@/tooling/browser";
import { CommandError, exitWithError } from "@/tooling/command-error";
import { startProgress } from "@/tooling/progress";
import { openFieldRenderer, RENDERER_ARGUMENTS } from "./field/render-field";
import { contactSheet } from "./story/contact-sheet";
import { draftRenderer } from "./story/draft-renderer";
import { renderFirstCase } from "./story/first-case";
import { scenes } from "./story/procedures";
import { RenderError, redrawNoGo, renderBundle } from "./story/render-bundle";

const BUNDLE = fileURLToPath(new URL("./bundle", import.meta.url));
const FIRST_CASE = {
  picture: fileURLToPath(new URL("../public/first-case.webp", import.meta.url)),
  facts: fileURLToPath(new URL("../components/first-case/frame.json", import.meta.url)),
};

type Options = {
  out: string;
  only?: string;
  draft?: true;
  regions?: true;
  sheet?: string;
  zones?: true;
  firstCase?: true;
};

const command = new Command("demo:render")
  .description(
    "Renders the demo’s frames and writes its bundle. A run that was stopped goes on where it was.",
  )
  .option("--out <folder>", "where to write it", BUNDLE)
  .option("--only <videos>", "some procedures alone, for trial: V03,V05 (needs --out)")
  .option("--draft", "small pictures blown up, for a quick look (needs --out)")
  .option("--regions", "no picture: the No-Go regions of the frames that are there, found anew")
  .option("--sheet <file>", "no rendering: all frames of the bundle on one sheet (png, jpg or webp)")
  .option("--zones", "draw the Go Zones and No-Go regions on the sheet")
  .option("--first-case", "nothing of the bundle: the picture of the first case, which every Calot ships")
  .action(async (options: Options) => {
    if (options.sheet) {
      const count = await contactSheet(options.out, options.sheet, options.zones === true);
      console.log(`${count} frames on ${options.sheet}`);
    } else await render(options);
  });

async function render({ out, only, draft, regions, firstCase }: Options): Promise<void> {
  const folder = path.resolve(out);
  if (((only && !regions) || draft) && folder === BUNDLE) {
    throw new CommandError("A trial would take the place of the demo’s bundle. Give --out FOLDER.");
  }
  const wanted = only?.split(",");
  const chosen = scenes.filter(({ procedure }) => !wanted || wanted.includes(procedure.video));
  if (chosen.length === 0) throw new CommandError(`There is no procedure ${only}.`);
  const browser = await chromium.launch({ executablePath: findBrowser(), args: [...RENDERER_ARGUMENTS] });
  const progress = startProgress();
  const tell = (done: number) => progress.update(regions ? "Tracing" : "Rendering", done, chosen.length);
  try {
    const opened = await openFieldRenderer(browser);
    if (firstCase) {
      await renderFirstCase(FIRST_CASE, opened);
      console.log(`The first case, in ${FIRST_CASE.picture}`);
      return;
    }
    tell(0);
    if (regions) {
      await redrawNoGo(chosen, folder, opened, tell);
      progress.end();
      console.log(`The No-Go regions of ${chosen.length} frames, in ${folder}`);
      return;
    }
    const renderer = draft ? draftRenderer(opened) : opened;
    const { bytes } = await renderBundle(chosen, folder, renderer, tell);
    progress.end();
    console.log(`${chosen.length} frames, ${(bytes / 1e6).toFixed(1)} MB, in ${folder}`);
  } catch (error) {
    throw error instanceof RenderError ? new CommandError(error.message) : error;
  } finally {
    progress.end();
    await browser.close();
  }
}

await command.parseAsync().catch(exitWithError);
