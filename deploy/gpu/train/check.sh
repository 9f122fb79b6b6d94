#!/usr/bin/env bash
# The training's whole way on a CPU, with no internet and a tiny Qwen3-VL of random weights: the rows of the demo's bundle, both
# stages for some updates (killed and gone on with), rewards that are those of the package, and the checkpoint asked by
# `calot predict`, measured by `calot evaluate`, and found in the table of readers with how it was trained. The figures are those
# of chance. With it an overfitting check: on eight frames the mean reward has to rise.
#
#   PYTHON=/opt/venv/bin/python deploy/gpu/train/check.sh [--no-overfit] [--keep DIR]
#
# Needs: Python with torch, torchvision, transformers 5, trl, accelerate, peft, datasets, fastapi, uvicorn and openai; Calot after npm ci.
set -euo pipefail
cd "$(dirname "$0")/../../.."

PYTHON=${PYTHON:-python3}
overfit=1
keep=
while (($#)); do
  case $1 in
    --no-overfit) overfit=; shift ;;
    --keep) keep=$2; shift 2 ;;
    *) echo "Unknown: $1. It takes --no-overfit and --keep DIR." >&2; exit 2 ;;
  esac
done

work=${keep:-$(mktemp -d)}
mkdir -p "$work"
. deploy/gpu/check_common.sh
finish() {
  end_server
  [[ -n $keep ]] || rm -rf "$work"
}
trap finish EXIT
export HF_HUB_OFFLINE=1 HF_HOME="$work/hf" PYTHONPATH="$PWD/deploy/gpu/train" PYTHONDONTWRITEBYTECODE=1

train() { "$PYTHON" deploy/gpu/train/check_trl.py "$@"; }
# What a step says, unless it fails.
quietly() { "$@" >"$work/step.log" 2>&1 || { cat "$work/step.log" >&2; fail "That failed: $*"; }; }

need torch torchvision transformers trl accelerate peft datasets fastapi uvicorn openai

say "The rows of the demo’s bundle …"
calot train-export --out "$work/stage1.jsonl" --reference demo/bundle --stage 1
calot train-export --out "$work/stage2.jsonl" --reference demo/bundle
quietly "$PYTHON" deploy/gpu/tiny_qwen3_vl.py "$work/random"
quietly train warm --model "$work/random" --rows "$work/stage1.jsonl" --out "$work/model"

say "Stage 1, four updates …"
quietly train train --model "$work/model" --rows "$work/stage1.jsonl" --out "$work/stage1" --steps 4
say "Stage 2 from there, killed after its first checkpoint …"
"$PYTHON" deploy/gpu/train/check_trl.py train --model "$work/stage1/model" --rows "$work/stage2.jsonl" \
  --out "$work/stage2" --steps 8 --turns 2 >"$work/killed.log" 2>&1 &
trainer=$!
while kill -0 "$trainer" 2>/dev/null && [[ -z $("$PYTHON" -m surgo_train.checkpoints "$work/stage2") ]]; do sleep 0.5; done
kill -KILL "$trainer" 2>/dev/null || { cat "$work/killed.log" >&2; fail "It ended before it could be killed."; }
wait "$trainer" 2>/dev/null || true
newest=$("$PYTHON" -m surgo_train.checkpoints "$work/stage2")
# What a kill leaves of a checkpoint that it cut short.
mkdir "$work/stage2/checkpoint-999"
say "… and gone on with from $(basename "$newest")"
rm "$work/stage2/answers.jsonl"
quietly train train --model "$work/stage1/model" --rows "$work/stage2.jsonl" --out "$work/stage2" --steps 8 --turns 2
"$PYTHON" deploy/gpu/train/check_log.py "$work/stage1" "$work/stage1.jsonl" --from 0 --to 4
"$PYTHON" deploy/gpu/train/check_log.py "$work/stage2" "$work/stage2.jsonl" --from "${newest##*-}" --to 8

say "The checkpoint, served …"
serve "$work/stage2/model" cpu
calot predict --base-url "http://127.0.0.1:$port/v1" --model "$work/stage2/model" --reference demo/bundle --split test \
  --max-tokens 24 --concurrency 2 --checkpoint "stage2 step 8" --out "$work/predictions.jsonl"
calot evaluate --predictions "$work/predictions.jsonl" --reference demo/bundle --split test

say "… and in the table of readers, with how it was trained …"
export CALOT_HOME="$work/home"
calot user add faculty@check.example --role faculty --institution Check --password-stdin <<<"a password for this check alone"
quietly calot import demo/bundle --dataset Demo
calot predictions import "$work/predictions.jsonl" --dataset Demo
calot train-log import "$work/stage2" --model "$work/stage2/model" --name stage2
node --import tsx deploy/gpu/train/check_table.ts "stage2 step 8"

if [[ -n $overfit ]]; then
  say "Eight frames, one answer each …"
  train overfit --model "$work/random" --rows "$work/stage1.jsonl" --out "$work/overfit" 2>"$work/overfit.log" |
    tee "$work/overfit.out" | grep -v '^{' || { cat "$work/overfit.log" >&2; fail "The mean reward did not rise."; }
fi
say "All went well."
