"""
Whether what a run of check_trl.py logged is what the rewards say: each answer's rewards are those of the package for the same
words, the trainer's means are theirs, and no update is missing.

    python3 check_log.py RUN ROWS.jsonl --from STEP --to STEP
"""

import argparse
import json
import math
import sys
from pathlib import Path

from surgo_train.conversation import truth_of
from surgo_train.rewards import rewards_of


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("run")
    parser.add_argument("rows")
    parser.add_argument("--from", type=int, required=True, dest="first")
    parser.add_argument("--to", type=int, required=True, dest="last")
    given = parser.parse_args()
    run = Path(given.run)
    rows = {row["id"]: row for row in _lines(given.rows)}
    answers = list(_lines(run / "answers.jsonl"))
    for answer in answers:
        again = rewards_of(answer["turn1"], answer["turn2"], truth_of(rows[answer["id"]]))
        if again != answer["rewards"]:
            sys.exit(f"{answer['id']}: {answer['rewards']} was logged, and {again} is what the answer is worth.")
    history = [step for step in json.loads((run / "history.json").read_text()) if "reward" in step]
    steps = [step["step"] for step in history]
    if steps != list(range(1, given.last + 1)):
        sys.exit(f"The updates 1 to {given.last} were to be made, and {steps} were.")
    made = history[given.first :]
    batch, rest = divmod(len(answers), len(made))
    if rest:
        sys.exit(f"{len(answers)} answers were logged in {len(made)} updates.")
    for at, step in enumerate(made):
        part = answers[at * batch : (at + 1) * batch]
        for key, logged in step.items():
            name = key.removeprefix("rewards/surgo_").removesuffix("/mean")
            if not key.endswith("/mean") or name not in part[0]["rewards"]:
                continue
            mean = sum(answer["rewards"][name] for answer in part) / batch
            # The trainer computes in 32 bits.
            if not math.isclose(mean, logged, rel_tol=1e-5, abs_tol=1e-6):
                sys.exit(f"Update {step['step']}: {key} is {logged} in the log, and {mean} over its answers.")
    asked = sum(answer["turn2"] is not None for answer in answers)
    print(f"{len(answers)} answers in {len(made)} updates, {asked} of them with a second turn: each reward is the package’s.")


def _lines(file):
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    main()
