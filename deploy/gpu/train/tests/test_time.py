"""No answer keeps a step of training waiting, however it goes on and on."""

import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from surgo_train.rewards import rewards_of

LENGTH = 20_000
#: Seconds of the processor. Each takes a third of one at most; what runs away takes minutes.
RUNAWAY = 10

PIECES = (
    *("<think>", "</think>", "<a></b>", "[THINK]", "◁think▷", "<|channel|>", "<|channel>thought", "analysisWe "),
    *(" ", "\r", "\r\n", "\u2028", "*", "#", "_", "- ", "1. **", "|", "a", "aB", "1", "3.5,", "\U0001fac0"),
    *("Location: ", "\nLocation: ", ".  **Exposure**: ", "\nExposure: a\n\n[1,2,3,4]\n", "<location", "(a) "),
    *("[1, ", "[1,2,3,4] ", "\n1,2,3,4", "\n12\n", "1 ", "box[1 ", "go zone ", "x1=1, ", "<box>      ", '{"x": 1, "y": '),
    *('"', "'", '{"a":', '{"a": "b",\n', '["a",', "{]", "\\u00", "//", "/*", "```json\n", "{a "),
    *("phase a ", "answer is ", "B\n", "not ", "B or ", "It is ", "Clip and divide ", "calot triangle dissection "),
    *("not the ", "avoid duct ", "clip at risk ", "duct, ", "common bile ", "don’t ", "e.g. "),
)


class Time(unittest.TestCase):
    def test_an_answer_without_an_end_is_soon_read(self) -> None:
        truth = {"phase": "B", "boxes": [[1, 2, 30, 40]], "width": 100, "height": 100, "entities": ["target liver"]}
        for piece in PIECES:
            for head in ("Location: ", '{"location": "'):
                answer = (head + piece * LENGTH)[:LENGTH]
                with self.subTest(head=head, piece=piece):
                    began = time.process_time()
                    rewards_of(answer, answer, truth)
                    self.assertLess(time.process_time() - began, RUNAWAY)
