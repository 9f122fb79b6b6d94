#!/usr/bin/env bash
# What the two stages share: stage1.sh and stage2.sh run it with the stage's number before their own arguments.
#
# With several GPUs the first one answers (swift rollout, vLLM) and the others learn; with one it does both by turns.
set -euo pipefail
stage=$1
shift

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
  cat <<HELP
Usage: stage$stage.sh --model DIR --rows FILE.jsonl --out DIR [options] [-- flags of swift rlhf]

  --model DIR          the weights to begin with
  --rows FILE          what calot train-export wrote, with its manifest beside it
  --out DIR            where checkpoints go; a run that lies there is gone on with
  --gpus N             how many GPUs; by default all that are visible
  --tuner full|lora    which weights learn; by default full, and lora on one GPU
  --learning-rate X    by default 1e-6, and 1e-5 with lora
  --model-type NAME    which of ms-swift's kinds of models it is; by default qwen3_vl
  --steps N            updates; by default ten epochs in stage 1, and 80 updates in stage 2
  --dry-run            print the commands and run nothing
HELP
  ((stage == 1)) || cat <<HELP
  --alpha X            what the distance of the centres is divided by, in thousandths of the diagonal; by default 100

Ablations (paper, Tables 3 to 5):
  --no-tool            without definitions: rows that were exported with --no-definition
  --no-distance        without the reward for the centres' distance
  --no-rectify         the second turn has the phase that the first one named, as when it is asked
  --single-turn        phase and Go Zone in one turn: rows that were exported with --single-turn
  --no-recall          without the reward for what the rationale names
HELP
}

refuse() {
  printf '%s\n' "$*" >&2
  exit 2
}

model='' type=qwen3_vl rows='' out='' gpus='' tuner='' rate='' steps='' alpha=100 dry=''
rectify=1 single=0 tool=1 distance=1 recall=1
more=()
while (($#)); do
  case $1 in
    --model | --model-type | --rows | --out | --gpus | --tuner | --learning-rate | --steps | --alpha)
      [[ $# -gt 1 && $2 != --* ]] || refuse "$1 takes a value."
      ;;&
    --model) model=$2; shift 2 ;;
    --model-type) type=$2; shift 2 ;;
    --rows) rows=$2; shift 2 ;;
    --out) out=$2; shift 2 ;;
    --gpus) gpus=$2; shift 2 ;;
    --tuner) tuner=$2; shift 2 ;;
    --learning-rate) rate=$2; shift 2 ;;
    --steps) steps=$2; shift 2 ;;
    --dry-run) dry=1; shift ;;
    --help) usage; exit 0 ;;
    --) shift; more=("$@"); break ;;
    *)
      ((stage == 2)) || refuse "Unknown: $1. --help says what stage $stage takes."
      case $1 in
        --alpha) alpha=$2; shift 2 ;;
        --no-tool) tool=0; shift ;;
        --no-distance) distance=0; shift ;;
        --no-rectify) rectify=0; shift ;;
        --single-turn) single=1; shift ;;
        --no-recall) recall=0; shift ;;
        *) refuse "Unknown: $1. --help says what it takes." ;;
      esac
      ;;
  esac
done
[[ -n $model && -n $rows && -n $out ]] || refuse "--model, --rows and --out are needed. --help says more."

# The GPUs, as the scheduler of the machine names them.
if [[ -n ${CUDA_VISIBLE_DEVICES:-} ]]; then
  IFS=, read -ra devices <<<"$CUDA_VISIBLE_DEVICES"
else
  count=$({ nvidia-smi --list-gpus 2>/dev/null || true; } | wc -l)
  [[ -n $gpus && $count -lt $gpus ]] && ((dry)) && count=$gpus
  mapfile -t devices < <(seq 0 $((count - 1)))
fi
gpus=${gpus:-${#devices[@]}}
[[ $gpus =~ ^[1-9][0-9]*$ ]] || refuse "--gpus takes a whole number from 1; none is visible here, or it is none."
((gpus <= ${#devices[@]})) || refuse "$gpus GPUs were asked for, and ${#devices[@]} are visible."
devices=("${devices[@]:0:gpus}")
learners=$((gpus > 1 ? gpus - 1 : 1))

tuner=${tuner:-$([[ $gpus == 1 ]] && echo lora || echo full)}
case $tuner in
  full) rate=${rate:-1e-6} ;;
  lora) rate=${rate:-1e-5} ;;
  *) refuse "--tuner takes full or lora." ;;
esac
((single && !rectify)) && refuse "A single turn has no second one whose phase could be rectified."

fits=(--stage "$stage")
((single)) && fits+=(--single-turn)
((tool)) || fits+=(--no-tool)
export PYTHONPATH="$here${PYTHONPATH:+:$PYTHONPATH}"
python3 -m surgo_train.rows "$rows" "${fits[@]}" || exit 2
newest=$(python3 -m surgo_train.checkpoints "$out")

# The study, for the plugin on both sides. IMAGE_MAX_TOKEN_NUM is in patches of 32 × 32 pixels, and the same on both.
export SURGO_RECTIFY=$rectify SURGO_ONE_TURN=$single SURGO_ALPHA=$alpha
export IMAGE_MAX_TOKEN_NUM=${IMAGE_MAX_TOKEN_NUM:-1024}
export HF_HUB_OFFLINE=1

rewards=(surgo_phase surgo_format)
if ((stage == 2)); then
  rewards+=(surgo_iou)
  ((distance)) && rewards+=(surgo_distance)
  ((recall)) && rewards+=(surgo_recall)
fi
weights=()
for _ in "${rewards[@]}"; do weights+=(1); done

turns=()
((stage == 1 || single)) || turns=(--multi_turn_scheduler phase_then_go --max_turns 2)
# A letter is a token or two; what goes on longer is cut off, and wrong by its form.
length=$((stage == 1 ? 64 : 1024))
long=(--num_train_epochs 10)
((stage == 1)) || long=(--max_steps 80)
[[ -z $steps ]] || long=(--max_steps "$steps")

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# From a folder's name and its config alone ms-swift can't tell a Qwen3-VL that answers from one that embeds or ranks.
# Each learner has 4 completions at once, all of one frame, 4 times before an update: 12 frames on 3 learners. On one
# GPU 16 times: the paper's 16 frames.
train=(
  swift rlhf --rlhf_type grpo
  --model "$model" --model_type "$type" --torch_dtype bfloat16 --tuner_type "$tuner"
  --dataset "$rows" --split_dataset_ratio 0 --max_length 8192
  --external_plugins "$here/register.py"
  --reward_funcs "${rewards[@]}" --reward_weights "${weights[@]}"
  --num_generations 4 --temperature 0.9 --max_completion_length "$length"
  --beta 0.01 --importance_sampling_level sequence
  --learning_rate "$rate" --warmup_ratio 0.05 "${long[@]}"
  --per_device_train_batch_size 4 --gradient_accumulation_steps $((gpus == 1 ? 16 : 4)) --gradient_checkpointing true
  --use_vllm true
  --logging_steps 1 --log_completions true --report_to tensorboard
  --save_steps 20 --save_total_limit 2 --output_dir "$out" --add_version false
  --dataloader_num_workers 4 --dataset_num_proc 4 --seed 42
  # Or ms-swift would ask its makers' server for newer weights, and tell it how this run is set.
  --check_model false
  # Both sides are told of the scheduler, or turn 1 would not be trained.
  ${turns[@]+"${turns[@]}"}
)
((${#turns[@]} == 0)) || train+=(--loss_scale default)
[[ -z $newest ]] || train+=(--resume_from_checkpoint "$newest")

rollout=()
if ((gpus == 1)); then
  train+=(--vllm_mode colocate --vllm_gpu_memory_utilization 0.4 --vllm_max_model_len 8192 --sleep_level 1)
  # All weights with their optimizer don't fit beside each other: most of it waits in the machine's memory.
  [[ $tuner == lora ]] || train+=(--deepspeed zero3_offload)
else
  port=8000 group=51216
  if [[ -z $dry ]]; then
    port=$(free_port) group=$(free_port)
  fi
  rollout=(
    swift rollout --model "$model" --model_type "$type" --torch_dtype bfloat16 --host 127.0.0.1 --port "$port"
    --external_plugins "$here/register.py"
    --vllm_max_model_len 8192 --vllm_gpu_memory_utilization 0.9
    ${turns[@]+--vllm_use_async_engine true "${turns[@]}"}
  )
  train+=(
    --vllm_mode server --vllm_server_host 127.0.0.1 --vllm_server_port "$port" --vllm_server_group_port "$group"
    --vllm_server_pass_dataset true --deepspeed zero3
  )
fi
train+=(${more[@]+"${more[@]}"})

join() {
  local IFS=,
  printf '%s' "$*"
}
answering=${devices[0]}
learning=$answering
((gpus == 1)) || learning=$(join "${devices[@]:1}")

if [[ -n $dry ]]; then
  printf 'export SURGO_RECTIFY=%s SURGO_ONE_TURN=%s SURGO_ALPHA=%s IMAGE_MAX_TOKEN_NUM=%s\n' \
    "$rectify" "$single" "$alpha" "$IMAGE_MAX_TOKEN_NUM"
  if ((${#rollout[@]})); then
    printf 'CUDA_VISIBLE_DEVICES=%s' "$answering"
    printf ' %q' "${rollout[@]}"
    printf '\n'
  fi
  printf 'CUDA_VISIBLE_DEVICES=%s NPROC_PER_NODE=%s' "$learning" "$learners"
  printf ' %q' "${train[@]}"
  printf '\n'
  exit 0
fi

mkdir -p "$out"
server='' trainer=''
# Each is the first of a group of its own: swift starts processes, and doesn't pass a signal on to them.
# shellcheck disable=SC2317  # called by the traps
end() {
  [[ -z $1 ]] || kill -TERM -- "-$1" 2>/dev/null || true
}
# shellcheck disable=SC2317
stop() {
  end "$trainer"
  end "$server"
}
# shellcheck disable=SC2317
finish() {
  stop
  wait 2>/dev/null || true
}
trap finish EXIT
trap stop TERM INT

if ((${#rollout[@]})); then
  CUDA_VISIBLE_DEVICES=$answering setsid "${rollout[@]}" &
  server=$!
  for ((waited = 0; ; waited++)); do
    curl --silent --fail --output /dev/null "http://127.0.0.1:$port/health/" && break
    kill -0 "$server" 2>/dev/null || { echo "The rollout server ended before it was ready." >&2; exit 1; }
    ((waited < ${READY_WITHIN:-1800})) || { echo "The rollout server was not ready in time." >&2; exit 1; }
    sleep 1
  done
fi
[[ -z $newest ]] || echo "Going on from $newest."
CUDA_VISIBLE_DEVICES=$learning NPROC_PER_NODE=$learners setsid "${train[@]}" &
trainer=$!
status=0
wait "$trainer" || status=$?
# A signal that is trapped ends the first wait; the second one waits for the trainer.
if kill -0 "$trainer" 2>/dev/null; then
  status=0
  wait "$trainer" || status=$?
fi
exit "$status"
