"""Holds the rewards to those of Calot itself.

    npm run calot -- train-export --vectors vectors.jsonl
    SURGO_VECTORS=vectors.jsonl python3 -m unittest discover -s deploy/gpu/train/tests

SURGO_SINGLE_TURN names a file of answers in one turn (`--vectors FILE --single-turn`). Needs nothing but Python.
"""

import json
import os
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from surgo_train.box import find_box_texts, parse_box
from surgo_train.patterns import units
from surgo_train.phase import parse_phase, read_phase
from surgo_train.rationale import parse_rationale
from surgo_train.recall import entity_keys
from surgo_train.rewards import REWARDS, rewards_of
from surgo_train.text import strip_thinking, strip_units

CLOSE = 1e-9


def lines_of(variable: str):
    """The lines of the file that the environment names, by their numbers; none where it names none."""
    if variable not in os.environ:
        return
    with open(os.environ[variable], encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            yield number, json.loads(line)


def alike(ours, theirs) -> bool:
    if isinstance(ours, (list, tuple)) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(alike, ours, theirs))
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(alike(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        return abs(ours - theirs) <= CLOSE
    return ours == theirs


def reading_of(turn: "str | None", truth: dict):
    """What each step makes of a turn, as the lines of the differential test have it."""
    if turn is None:
        return None
    words = strip_units(units(turn))
    rationale = parse_rationale(words)
    return {
        "words": words,
        "phase": parse_phase(words),
        "boxes": [[*box.span, box.likelihood] for box in find_box_texts(words)],
        "box": parse_box(words, truth["width"], truth["height"]),
        "rationale": rationale,
        "keys": rationale and entity_keys(rationale),
    }


class Vectors(unittest.TestCase):
    def hold(self, variable: str, single_turn: bool) -> None:
        if variable not in os.environ:
            self.skipTest(f"{variable} names no file.")
        count = 0
        different = []
        for number, line in lines_of(variable):
            truth = line["truth"]
            single = line.get("singleTurn", single_turn)
            ours = rewards_of(line["turn1"], line["turn2"], truth, single_turn=single)
            self.assertEqual(tuple(ours), REWARDS)
            if not alike(ours, line["rewards"]):
                different.append(f"line {number}: {ours}, and there {line['rewards']}")
            for turn, theirs in zip((line["turn1"], line["turn2"]), line.get("readings", ())):
                reading = reading_of(turn, truth)
                for step in reading or ():
                    there = theirs[step]
                    there = units(there) if isinstance(there, str) else there
                    if step == "rationale" and there is not None:
                        there = {part: units(words) for part, words in there.items()}
                    if not alike(reading[step], there):
                        different.append(f"line {number}, {step} of {turn!r}: {reading[step]!r}, and there {there!r}")
                        break
            count += 1
        self.assertGreater(count, 0)
        self.assertEqual(different[:20], [], f"{len(different)} of {count} lines differ")

    def test_answers_in_two_turns_are_worth_the_same(self) -> None:
        self.hold("SURGO_VECTORS", False)

    def test_answers_in_one_turn_are_worth_the_same(self) -> None:
        self.hold("SURGO_SINGLE_TURN", True)


class Texts(unittest.TestCase):
    """What training uses beside the rewards."""

    def test_thinking_is_no_answer(self) -> None:
        self.assertEqual(strip_thinking("<think>A or \U0001fac0?</think>\nB \U0001fac0"), "B \U0001fac0")
        self.assertEqual(strip_thinking("A?</think>\n\nB"), "B")
        self.assertEqual(strip_thinking("<think>A? And then"), "")

    def test_a_phase_is_read_as_the_model_said_it(self) -> None:
        self.assertEqual(read_phase("<think>Answer: A</think>The phase is **C**."), "C")
        self.assertIsNone(read_phase("B or C"))
        self.assertIsNone(read_phase(""))

    def test_what_cant_be_read_is_worth_nothing(self) -> None:
        truth = {"phase": "B", "boxes": [], "width": 10, "height": 10, "entities": []}
        self.assertEqual(rewards_of("", "", truth), dict.fromkeys(REWARDS, 0.0))
        self.assertEqual(rewards_of("", None, truth), dict.fromkeys(REWARDS, 0.0))


if __name__ == "__main__":
    unittest.main()
