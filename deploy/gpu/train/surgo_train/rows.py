"""
Whether a file of rows is the one that a stage and its study need, by the manifest that `calot train-export` writes beside it:

    python3 -m surgo_train.rows FILE.jsonl --stage 2 [--single-turn] [--no-tool]

Ends with a sentence, and exit status 1, where it isn't.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path


def why_not(file, *, stage, single_turn, no_tool):
    """What is wrong with the rows for this, as a sentence; None where nothing is."""
    rows = Path(file)
    stem = str(rows)[: -len(".jsonl")] if rows.suffix.lower() == ".jsonl" else str(rows)
    try:
        manifest = json.loads(Path(f"{stem}.manifest.json").read_text(encoding="utf-8"))
        digest = hashlib.sha256(rows.read_bytes()).hexdigest()
    except OSError as cause:
        return f"{cause.filename} can’t be read: {cause.strerror}."
    except ValueError:
        return f"{stem}.manifest.json is no manifest: write the rows anew with calot train-export."
    if digest != manifest.get("sha256"):
        return f"{rows} was changed after it was written: write it anew with calot train-export."
    asked = {"stage": stage, "singleTurn": single_turn, "noDefinition": no_tool}
    for key, value in asked.items():
        if manifest.get(key) != value:
            return f"{rows} was written with {key} {json.dumps(manifest.get(key))}, where this needs {json.dumps(value)}."
    return None


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--stage", type=int, required=True)
    parser.add_argument("--single-turn", action="store_true")
    parser.add_argument("--no-tool", action="store_true")
    given = parser.parse_args()
    fault = why_not(given.file, stage=given.stage, single_turn=given.single_turn, no_tool=given.no_tool)
    if fault:
        sys.exit(fault)
