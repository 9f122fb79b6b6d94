#!/usr/bin/env bash
# Stage 2: both turns, from a model that stage 1 has trained, by all five rewards (paper, sections 4.1.2 and 4.2).
#
#   npm run calot -- train-export --out /data/stage2.jsonl --reference /data/resgo
#   deploy/gpu/train/stage2.sh --model /data/runs/stage1/checkpoint-N --rows /data/stage2.jsonl --out /data/runs/stage2
#
# Run again, it goes on from the newest whole checkpoint in --out. --help says what else it takes.
exec "$(dirname "$0")/launch.sh" 2 "$@"
