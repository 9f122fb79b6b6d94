import { Command, InvalidArgumentError, Option } from "commander";
import type { Shard } from "@/lib/jobs/predict/task";
import { BOX_ORDERS, BOX_UNITS, type BoxOrder, type BoxUnit } from "@/lib/vlm/answers/box-convention";
import { newestPrompt } from "@/lib/vlm/prompts/load-prompt";

export type PredictCommandOptions = {
  baseUrl: string;
  model: string;
  reference?: string;
  frames?: string;
  dataset?: string;
  institution?: string;
  split?: "train" | "test";
  limit?: number;
  shard?: Shard;
  out?: string;
  name?: string;
  checkpoint?: string;
  show?: true;
  hide?: true;
  prompt: string;
  coordinates: "relative-1000" | "pixels";
  boxUnit?: BoxUnit;
  boxOrder?: BoxOrder;
  rectify?: true;
  singleTurn?: true;
  /** False with --no-definition. */
  definition: boolean;
  samples: number;
  temperature?: number;
  maxTokens: number;
  seed: number;
  maxPixels?: number;
  multipleOf?: number;
  keepGoing?: true;
  concurrency: number;
  timeout: number;
  patience: number;
  retryFailed?: true;
  apiKeyEnv?: string;
  json?: true;
};

/** `calot predict` with all it takes. */
export function predictSyntax(): Command {
  return new Command("predict")
    .description("Have a model read cases, phase then Go Zone, and keep what it says (docs/batch-job.md).")
    .requiredOption(
      "--base-url <url>",
      "a server that speaks OpenAI’s chat API with images, as in http://gpu:8000/v1",
    )
    .requiredOption("--model <name>", "the model, as the server calls it")
    .optionsGroup("Cases:")
    .option("--reference <path>", "a bundle’s folder, or a reference file (JSON Lines); needs no database")
    .option("--frames <dir>", "the pictures of a reference file, as <video>/<frame>.jpg")
    .option("--dataset <name>", "a dataset of the database; by default the only one there is")
    .option("--institution <name>", "whose dataset it is; by default the only institution there is")
    .addOption(new Option("--split <name>", "the cases of one split alone").choices(["train", "test"]))
    .option("--limit <number>", "so many cases from the first, to try", whole(1))
    .option("--shard <part>", "one part of several that run side by side, as in 2/8", parseShard)
    .optionsGroup("Results:")
    .option("--out <file>", "a predictions file (JSON Lines); by default a model run in the database")
    .option("--name <run>", "tells runs of one model apart; by default after what the run does")
    .option("--checkpoint <text>", "which weights these are, for the record")
    .addOption(new Option("--show", "let residents see the run on the reveal, a study too").conflicts("hide"))
    .option("--hide", "keep the run from residents; studies are by default")
    .optionsGroup("Questions:")
    .option("--prompt <version>", "a version of the prompts", newestPrompt())
    .addOption(
      new Option(
        "--coordinates <units>",
        "what the model is asked to count boxes in: thousandths of the sides, or pixels",
      )
        .choices(["relative-1000", "pixels"])
        .default("relative-1000"),
    )
    .addOption(
      new Option("--box-unit <unit>", "what it counts in, where that is not what it is asked for").choices(
        BOX_UNITS,
      ),
    )
    .addOption(
      new Option(
        "--box-order <order>",
        "two corners, x or y first, or a corner, a width and a height; by default xyxy",
      ).choices(BOX_ORDERS),
    )
    .option("--rectify", "a study: the second turn is given the reference’s phase")
    .option("--single-turn", "a study: phase and Go Zone in one turn")
    .option("--no-definition", "a study: the second turn is given no definition")
    .option("--samples <number>", "boxes sampled for each case", whole(1), 1)
    .option(
      "--temperature <number>",
      "0 for the likeliest answer; by default 0, and 0.7 for samples",
      positive,
    )
    .option("--max-tokens <number>", "of each answer, thinking included", whole(1), 2_048)
    .option("--seed <number>", "of the first sample; the others count on", whole(0), 1)
    .option(
      "--max-pixels <number>",
      "make larger pictures smaller; by default they are sent as they are",
      whole(1),
    )
    .option(
      "--multiple-of <pixels>",
      "make both sides of a picture multiples of it, for models that count pixels of their own resized picture: 28 for Qwen2-VL and Qwen2.5-VL",
      whole(2),
    )
    .optionsGroup("Work:")
    .option(
      "--keep-going",
      "go on where the first boxes are in another unit, order or picture size than was asked for",
    )
    .option("--concurrency <number>", "cases under way at once", whole(1), 32)
    .option("--timeout <seconds>", "for one answer", whole(1), 300)
    .option("--patience <minutes>", "how long the server may be away", positive, 30)
    .option("--retry-failed", "read cases again that failed in an earlier start")
    .option("--api-key-env <variable>", "the environment variable that holds the server’s key")
    .option("--json", "print the outcome as one JSON object")
    .addHelpText(
      "after",
      "\nStopped, it goes on where it was when it is run again. The exit status is 0 when every case was read.",
    );
}

function whole(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${least}.`);
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError("It takes a number from 0.");
}

function parseShard(text: string): Shard {
  const [index, of] = (/^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? []).slice(1).map(Number);
  if (index !== undefined && of !== undefined && index >= 1 && index <= of) return { index, of };
  throw new InvalidArgumentError("It takes a part and how many there are, as in 1/8, 2/8, … 8/8.");
}
