"""
The newest whole checkpoint of a run, for going on with it:

    python3 -m surgo_train.checkpoints RUN

prints its folder, or nothing where there is none. The trainer writes a checkpoint's state last, so one that was cut short by a
kill has none.
"""

import json
import re
import sys
from pathlib import Path

_NAME = re.compile(r"checkpoint-(\d+)")


def newest_whole(run):
    """The folder of the newest whole checkpoint below `run`; None where there is none."""
    found = []
    for folder in Path(run).glob("checkpoint-*"):
        step = _NAME.fullmatch(folder.name)
        if step and _is_whole(folder, int(step[1])):
            found.append((int(step[1]), folder))
    return max(found)[1] if found else None


def _is_whole(folder, step):
    try:
        state = json.loads((folder / "trainer_state.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return state.get("global_step") == step and any(folder.glob("*.safetensors"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say which run: python3 -m surgo_train.checkpoints RUN")
    newest = newest_whole(sys.argv[1])
    if newest:
        print(newest.resolve())
