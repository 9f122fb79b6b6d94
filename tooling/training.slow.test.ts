import { execFile, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";

const SCRIPTS = path.resolve(import.meta.dirname, "../deploy/gpu/train");
const base = mkdtempSync(path.join(tmpdir(), "calot-training-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const canRun = (): boolean => {
  try {
    execFileSync("bash", ["-c", "python3 -c 1 && curl --version && command -v setsid"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

/** The environment without any GPU of this machine's. */
const environment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  PYTHONDONTWRITEBYTECODE: "1",
  CUDA_VISIBLE_DEVICES: "0,1,2,3",
  ...more,
});

type Ended = { readonly code: number; readonly out: string; readonly err: string };

function launch(
  stage: 1 | 2,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(path.join(SCRIPTS, `stage${stage}.sh`), args, { env: environment(env) }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

/** A file of rows with its manifest. */
function rows(told: { stage: number; singleTurn?: boolean; noDefinition?: boolean }): string {
  const file = path.join(mkdtempSync(path.join(base, "rows-")), "train.jsonl");
  const sha256 = createHash("sha256").update("{}\n").digest("hex");
  writeFileSync(file, "{}\n");
  writeFileSync(
    file.replace("train.jsonl", "train.manifest.json"),
    JSON.stringify({ singleTurn: false, noDefinition: false, ...told, sha256 }),
  );
  return file;
}

const newRun = (): string => mkdtempSync(path.join(base, "run-"));

const needed = (stage: 1 | 2, told = {}, out = newRun()) => [
  ...["--model", "/models/begin", "--rows", rows({ stage, ...told }), "--out", out],
];

const after = (line: string, flag: string): string[] => {
  const words = line.split(" ");
  const rest = words.slice(words.indexOf(flag) + 1);
  const end = rest.findIndex((word) => word.startsWith("--"));
  return words.includes(flag) ? rest.slice(0, end === -1 ? rest.length : end) : [];
};

/** The commands that a dry run prints: of the side that answers, where there is one, and of the learners. */
async function commands(stage: 1 | 2, more: readonly string[] = [], told = {}, env = {}) {
  const { code, out, err } = await launch(stage, [...needed(stage, told), "--dry-run", ...more], env);
  expect([code, err]).toEqual([0, ""]);
  const lines = out.trimEnd().split("\n");
  const study = lines[0]!;
  return { study, rollout: lines.find((line) => line.includes("swift rollout")), train: lines.at(-1)! };
}

describe.skipIf(!canRun())("the launch scripts of training", () => {
  it("let the first of four GPUs answer and three learn, both sides knowing of the two turns", async () => {
    const { rollout, train } = await commands(2);
    expect(rollout).toMatch(/^CUDA_VISIBLE_DEVICES=0 swift rollout /);
    expect(train).toMatch(/^CUDA_VISIBLE_DEVICES=1,2,3 NPROC_PER_NODE=3 swift rlhf /);
    for (const side of [rollout!, train]) {
      expect(after(side, "--multi_turn_scheduler")).toEqual(["phase_then_go"]);
      expect(after(side, "--max_turns")).toEqual(["2"]);
      expect(after(side, "--external_plugins")).toEqual([path.join(SCRIPTS, "register.py")]);
    }
    expect(after(train, "--vllm_server_port")).toEqual(after(rollout!, "--port"));
    expect(after(train, "--loss_scale")).toEqual(["default"]);
  });

  it("name GPUs as they are named to them", async () => {
    const { rollout, train } = await commands(2, [], {}, { CUDA_VISIBLE_DEVICES: "GPU-a,GPU-b,GPU-c" });
    expect(rollout).toContain("CUDA_VISIBLE_DEVICES=GPU-a ");
    expect(train).toContain("CUDA_VISIBLE_DEVICES=GPU-b,GPU-c NPROC_PER_NODE=2 ");
  });

  it("ask no one outside for newer weights", async () => {
    for (const stage of [1, 2] as const)
      expect(after((await commands(stage)).train, "--check_model")).toEqual(["false"]);
  });

  it("say of which kind the model is, on both sides", async () => {
    const kinds = async (flags: readonly string[]) => {
      const { rollout, train } = await commands(2, flags);
      return [after(rollout!, "--model_type"), after(train, "--model_type")].flat();
    };
    expect(await kinds([])).toEqual(["qwen3_vl", "qwen3_vl"]);
    expect(await kinds(["--model-type", "qwen3_5"])).toEqual(["qwen3_5", "qwen3_5"]);
  });

  it("do both on one GPU, and learn a LoRA there", async () => {
    const { rollout, train } = await commands(2, ["--gpus", "1"]);
    expect(rollout).toBeUndefined();
    expect(train).toContain("CUDA_VISIBLE_DEVICES=0 NPROC_PER_NODE=1 ");
    expect([after(train, "--vllm_mode"), after(train, "--tuner_type")]).toEqual([["colocate"], ["lora"]]);
    expect(after((await commands(2, ["--gpus", "1", "--tuner", "full"])).train, "--deepspeed")).toEqual([
      "zero3_offload",
    ]);
  });

  it.each([1, 2, 4, 8])("deal whole groups of answers to the learners of %i GPUs", async (gpus) => {
    const visible = { CUDA_VISIBLE_DEVICES: "0,1,2,3,4,5,6,7" };
    const { train } = await commands(1, ["--gpus", String(gpus)], {}, visible);
    const [each, times, group, learners] = [
      "--per_device_train_batch_size",
      "--gradient_accumulation_steps",
      "--num_generations",
    ]
      .map((flag) => Number(after(train, flag)[0]))
      .concat(Math.max(1, gpus - 1)) as [number, number, number, number];
    expect((each * times * learners) % group).toBe(0);
    expect(group).toBe(4);
  });

  it("ask stage 1 for the phase and its form alone, ten epochs long", async () => {
    const { rollout, train } = await commands(1);
    expect(after(train, "--reward_funcs")).toEqual(["surgo_phase", "surgo_format"]);
    expect([after(train, "--num_train_epochs"), after(train, "--max_steps")]).toEqual([["10"], []]);
    expect(rollout! + train).not.toContain("multi_turn");
  });

  it.each([
    [[], {}, "RECTIFY=1 SURGO_ONE_TURN=0", ["phase", "format", "iou", "distance", "recall"]],
    [["--no-distance"], {}, "RECTIFY=1 SURGO_ONE_TURN=0", ["phase", "format", "iou", "recall"]],
    [["--no-recall"], {}, "RECTIFY=1 SURGO_ONE_TURN=0", ["phase", "format", "iou", "distance"]],
    [["--no-rectify"], {}, "RECTIFY=0 SURGO_ONE_TURN=0", ["phase", "format", "iou", "distance", "recall"]],
    [["--no-tool"], { noDefinition: true }, "RECTIFY=1", ["phase", "format", "iou", "distance", "recall"]],
    [["--single-turn"], { singleTurn: true }, "ONE_TURN=1", ["phase", "format", "iou", "distance", "recall"]],
  ])("make the ablation %j", async (flags, told, study, rewards) => {
    const made = await commands(2, flags, told);
    expect(made.study).toContain(study);
    expect(after(made.train, "--reward_funcs")).toEqual(rewards.map((name) => `surgo_${name}`));
    expect(after(made.train, "--reward_weights")).toHaveLength(rewards.length);
    expect(made.train.includes("--multi_turn_scheduler")).toBe(!flags.includes("--single-turn"));
  });

  it("go on from the newest whole checkpoint", async () => {
    const out = newRun();
    for (const [step, state] of [
      [20, '{"global_step":20}'],
      [40, '{"global_step":40}'],
      [60, '{"global_st'],
    ] as const) {
      mkdirSync(path.join(out, `checkpoint-${step}`));
      writeFileSync(path.join(out, `checkpoint-${step}`, "trainer_state.json"), state);
      writeFileSync(path.join(out, `checkpoint-${step}`, "model.safetensors"), "");
    }
    const { out: printed } = await launch(2, [...needed(2, {}, out), "--dry-run"]);
    expect(printed).toContain(`--resume_from_checkpoint ${path.join(out, "checkpoint-40")}`);
  });

  it("pass on what stands after two dashes", async () => {
    expect((await commands(2, ["--", "--freeze_vit", "false"])).train).toMatch(/ --freeze_vit false$/);
  });

  it.each([
    [2, ["--rows", "x", "--out", "y"], "--model, --rows and --out are needed"],
    [2, ["--model", "--rows"], "--model takes a value"],
    [2, [...needed(2), "--tuner", "half"], "--tuner takes full or lora"],
    [2, [...needed(2), "--gpus", "9"], "9 GPUs were asked for, and 4 are visible"],
    [2, [...needed(2), "--gpus", "none"], "--gpus takes a whole number from 1"],
    [2, [...needed(2), "--no-reward"], "Unknown: --no-reward"],
    [1, [...needed(1), "--no-recall"], "Unknown: --no-recall. --help says what stage 1 takes"],
    [2, needed(2, { stage: 1 }), "stage 1, where this needs 2"],
    [2, [...needed(2), "--no-tool"], "noDefinition false, where this needs true"],
    [
      2,
      [...needed(2, { singleTurn: true }), "--single-turn", "--no-rectify"],
      "A single turn has no second one",
    ],
  ] as const)("stage %i refuses %j", async (stage, args, why) => {
    const { code, err } = await launch(stage, [...args, "--dry-run"]);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
  });
});

/** A stand-in of ms-swift: one side answers that it is well, the other ends as it is told, or doesn't. */
const STAND_IN = `#!/usr/bin/env bash
printf '%s %s %s\\n' "$1" "$CUDA_VISIBLE_DEVICES" "$$" >>"$SEEN"
if [[ $1 == rollout ]]; then
  while [[ $1 != --port ]]; do shift; done
  python3 -c '
import http.server, sys
class Well(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Well).serve_forever()' "$2"
elif [[ -n \${HANGS:-} ]]; then
  sleep 600
fi
exit "\${ENDS:-0}"
`;

describe.skipIf(!canRun())("a run that the scripts start", () => {
  function standIn() {
    const folder = mkdtempSync(path.join(base, "bin-"));
    const [swift, seen] = [path.join(folder, "swift"), path.join(folder, "seen")];
    writeFileSync(swift, STAND_IN);
    chmodSync(swift, 0o755);
    writeFileSync(seen, "");
    const sides = () =>
      readFileSync(seen, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split(" ") as [side: string, devices: string, pid: string]);
    return { env: { PATH: `${folder}:${process.env.PATH}`, SEEN: seen }, sides };
  }

  const isGone = (pid: string): boolean => {
    try {
      process.kill(Number(pid), 0);
      return false;
    } catch {
      return true;
    }
  };

  it.each([0, 7])(
    "waits for the side that answers, ends it, and ends with %i as its trainer did",
    async (code) => {
      const { env, sides } = standIn();
      expect(await launch(2, needed(2), { ...env, ENDS: String(code) })).toMatchObject({ code });
      expect(sides().map(([side, devices]) => [side, devices])).toEqual([
        ["rollout", "0"],
        ["rlhf", "1,2,3"],
      ]);
      expect(sides().every(([, , pid]) => isGone(pid))).toBe(true);
    },
  );

  it("ends both sides when it is told to stop", async () => {
    const { env, sides } = standIn();
    const running = spawn(path.join(SCRIPTS, "stage2.sh"), needed(2), {
      env: environment({ ...env, HANGS: "1" }),
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => running.once("exit", resolve));
    await vi.waitFor(() => expect(sides()).toHaveLength(2), { timeout: 30_000, interval: 100 });
    running.kill("SIGTERM");
    expect(await ended).not.toBe(0);
    expect(sides().every(([, , pid]) => isGone(pid))).toBe(true);
  });
});
