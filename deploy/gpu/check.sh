#!/usr/bin/env bash
# The whole way on this machine, from frames to evaluated predictions, with no internet: a tiny Qwen3-VL of random
# weights, `transformers serve`, the batch job (killed in the middle and begun again), and the evaluation. The figures
# are those of chance; that every case is read, recorded and counted is what is checked.
#
#   PYTHON=/opt/venv/bin/python deploy/gpu/check.sh [--device cuda|cpu] [--reference BUNDLE]
#
# Needs: Python with torch, torchvision, transformers 5 or later, fastapi, uvicorn and openai; Calot after npm ci. Uses the GPU
# where torch sees one, and says which it used.
set -euo pipefail
cd "$(dirname "$0")/../.."

PYTHON=${PYTHON:-python3}
device=
reference=demo/bundle
while (($#)); do
  case $1 in
    --device) device=$2; shift 2 ;;
    --reference) reference=$2; shift 2 ;;
    *) echo "Unknown: $1. It takes --device cuda|cpu and --reference BUNDLE." >&2; exit 2 ;;
  esac
done

work=$(mktemp -d)
. deploy/gpu/check_common.sh
finish() {
  end_server
  rm -rf "$work"
}
trap finish EXIT
# Nothing is to be downloaded, and nothing that lies on the machine is to be served by mistake.
export HF_HUB_OFFLINE=1 HF_HOME="$work/hf"

need torch torchvision transformers fastapi uvicorn openai
[[ -n $device ]] || device=$("$PYTHON" -c 'import torch; print("cuda" if torch.cuda.is_available() else "cpu")')
say "$("$PYTHON" - "$device" <<'PY'
import sys, torch, transformers
name = torch.cuda.get_device_name() if sys.argv[1] == "cuda" else "no GPU is used"
print(f"torch {torch.__version__}, transformers {transformers.__version__}, {sys.argv[1]}: {name}")
PY
)"

"$PYTHON" deploy/gpu/tiny_qwen3_vl.py "$work/model" 2>"$work/model.log" || { cat "$work/model.log" >&2; exit 1; }
serve "$work/model" "$device"
say "transformers serve answers on port $port"

predict() {
  calot predict --base-url "http://127.0.0.1:$port/v1" --model "$work/model" --reference "$reference" \
    --max-tokens 48 --concurrency 2 --out "$1"
}

say "Reading every case, in one go …"
predict "$work/whole.jsonl"

say "Again, killed in the middle and begun once more …"
predict "$work/broken.jsonl" >"$work/broken.log" 2>&1 &
job=$!
# Until some cases are in its journal, and before all are.
for ((waited = 0; waited < 600; waited++)); do
  kill -0 "$job" 2>/dev/null || break
  lines=$({ cat "$work"/broken.jsonl* 2>/dev/null || true; } | wc -l)
  ((lines < 4)) || break
  sleep 0.1
done
pkill -KILL -P "$job" 2>/dev/null || true
kill -KILL "$job" 2>/dev/null || say "(it had ended already)"
wait "$job" 2>/dev/null || true
predict "$work/broken.jsonl"
cmp "$work/whole.jsonl" "$work/broken.jsonl" || fail "The resumed run's predictions differ from the whole one's."

say "Evaluating …"
calot evaluate --predictions "$work/whole.jsonl" --reference "$reference" --split all
calot evaluate --predictions "$work/whole.jsonl" --reference "$reference" --split all --json >"$work/figures.json"
node -e '
  const [figures, lines] = [process.argv[1], process.argv[2]].map((file) => require("fs").readFileSync(file, "utf8"));
  const { n } = JSON.parse(figures);
  const read = lines.trim().split("\n").map((line) => JSON.parse(line)).filter((line) => "frame" in line);
  const silent = read.filter(({ raw }) => !raw?.turn1);
  if (n !== read.length || n === 0) throw new Error(`${n} cases evaluated, ${read.length} read`);
  if (silent.length > 0) throw new Error(`${silent.length} cases without the model’s words`);
  console.log(`${n} cases read, kept word for word, and evaluated.`);
' "$work/figures.json" "$work/whole.jsonl"
say "All went well on $device."
