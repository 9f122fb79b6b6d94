#!/usr/bin/env bash
# Stage 1: the phase's turn alone (paper, section 4.2), by the phase and the form of the answer.
#
#   npm run calot -- train-export --out /data/stage1.jsonl --reference /data/resgo --stage 1
#   deploy/gpu/train/stage1.sh --model /models/Qwen3-VL-8B-Instruct --rows /data/stage1.jsonl --out /data/runs/stage1
#
# Run again, it goes on from the newest whole checkpoint in --out. --help says what else it takes.
exec "$(dirname "$0")/launch.sh" 1 "$@"
