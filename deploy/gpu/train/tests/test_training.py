"""What the launch scripts and the trainer's plugin stand on, without a trainer: python3 -m unittest discover deploy/gpu/train/tests"""

import hashlib
import importlib
import json
import sys
import tempfile
import types
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from surgo_train.checkpoints import newest_whole
from surgo_train.conversation import Study, rewards_for, second_question, truth_of
from surgo_train.rewards import rewards_of
from surgo_train.rows import why_not

ROW = {
    "phase": "B",
    "boxes": [[100, 200, 300, 400]],
    "width": 854,
    "height": 480,
    "entities": ["target cystic duct"],
    "turn2": {letter: f"The phase is {letter}." for letter in "ABCD"},
}
ZONE = """Location: over the cystic duct.
Exposure: enough.
Next action: dissect.
Critical risk: the common bile duct.

```json
{"bbox_2d": [100, 200, 300, 400], "label": "Go Zone"}
```"""


def folder_of(test):
    """A folder of the test's own, which goes with it."""
    made = tempfile.TemporaryDirectory()
    test.addCleanup(made.cleanup)
    return Path(made.name)


class ConversationTest(unittest.TestCase):
    def test_the_second_turn_has_the_right_phase_in_training(self):
        self.assertEqual(second_question(ROW, "C", Study()), "The phase is B.")
        self.assertEqual(second_question(ROW, "no phase", Study()), "The phase is B.")

    def test_it_has_the_models_own_phase_where_it_is_not_rectified(self):
        autonomous = Study(rectify=False)
        self.assertEqual(second_question(ROW, "<think>B</think>C", autonomous), "The phase is C.")
        self.assertIsNone(second_question(ROW, "B or C", autonomous))

    def test_a_row_of_one_turn_has_no_second(self):
        self.assertIsNone(second_question({**ROW, "turn2": None}, "B", Study()))

    def test_boxes_are_told_in_pixels(self):
        [box] = truth_of(ROW)["boxes"]
        for told, want in zip(box, [85.4, 96, 256.2, 192]):
            self.assertAlmostEqual(told, want, places=9)

    def test_the_reference_itself_is_worth_everything(self):
        rewards = rewards_for(ROW, "B", ZONE, Study())
        for name, reward in rewards.items():
            self.assertAlmostEqual(reward, 1, places=9, msg=name)
        self.assertEqual(rewards, rewards_of("B", ZONE, truth_of(ROW)))

    def test_the_environment_says_which_study_it_is(self):
        self.assertEqual(Study.of({}), Study())
        told = {"SURGO_RECTIFY": "0", "SURGO_ONE_TURN": "1", "SURGO_ALPHA": "50"}
        self.assertEqual(Study.of(told), Study(rectify=False, single_turn=True, alpha=50))


class CheckpointsTest(unittest.TestCase):
    def setUp(self):
        self.run_folder = folder_of(self)

    def checkpoint(self, step, *, state=None, weights=True):
        folder = self.run_folder / f"checkpoint-{step}"
        folder.mkdir()
        (folder / "trainer_state.json").write_text(state or json.dumps({"global_step": step}))
        if weights:
            (folder / "model.safetensors").write_bytes(b"")
        return folder

    def test_there_may_be_none(self):
        self.assertIsNone(newest_whole(self.run_folder))
        self.assertIsNone(newest_whole(self.run_folder / "none"))

    def test_the_newest_is_told_by_its_number(self):
        self.checkpoint(20)
        newest = self.checkpoint(100)
        self.checkpoint(40)
        self.assertEqual(newest_whole(self.run_folder), newest)

    def test_one_that_was_cut_short_is_passed_over(self):
        whole = self.checkpoint(20)
        self.checkpoint(40, state='{"global_step": 4')
        self.checkpoint(60, weights=False)
        self.checkpoint(80, state='{"global_step": 60}')
        (self.run_folder / "checkpoint-100").mkdir()
        self.checkpoint("120-partial")
        self.assertEqual(newest_whole(self.run_folder), whole)


class RowsTest(unittest.TestCase):
    def setUp(self):
        self.file = folder_of(self) / "train.jsonl"
        self.file.write_text("{}\n")
        self.manifest(stage=2, singleTurn=False, noDefinition=False)

    def manifest(self, **told):
        digest = hashlib.sha256(self.file.read_bytes()).hexdigest()
        self.file.with_name("train.manifest.json").write_text(json.dumps({**told, "sha256": digest}))

    def why(self, *, stage=2, single_turn=False, no_tool=False):
        return why_not(self.file, stage=stage, single_turn=single_turn, no_tool=no_tool)

    def test_rows_fit_the_stage_and_study_that_they_were_written_for(self):
        self.assertIsNone(self.why())
        self.assertIn("stage 2, where this needs 1", self.why(stage=1))
        self.assertIn("singleTurn false", self.why(single_turn=True))
        self.assertIn("noDefinition false", self.why(no_tool=True))
        self.manifest(stage=2, singleTurn=False, noDefinition=True)
        self.assertIsNone(self.why(no_tool=True))

    def test_rows_that_were_changed_are_refused(self):
        self.file.write_text("{}\n{}\n")
        self.assertIn("was changed", self.why())

    def test_what_is_not_there_is_told(self):
        self.file.with_name("train.manifest.json").unlink()
        self.assertIn("train.manifest.json can’t be read", self.why())


class PluginTest(unittest.TestCase):
    """The plugin on a stand-in of the trainer's own classes; what it runs in was read in ms-swift 4.6."""

    def setUp(self):
        class Orm:
            pass

        class Scheduler:
            def check_finished(self, infer_request, response_choice, current_turn):
                return response_choice.finish_reason == "length"

        swift, rewards, rollout = (types.ModuleType(f"swift{name}") for name in ("", ".rewards", ".rollout"))
        multi_turn = types.ModuleType("swift.rollout.multi_turn")
        rewards.ORM, rewards.orms = Orm, {}
        multi_turn.MultiTurnScheduler, multi_turn.multi_turns = Scheduler, {}
        for module in (swift, rewards, rollout, multi_turn):
            sys.modules[module.__name__] = module
            self.addCleanup(sys.modules.pop, module.__name__)
        self.plugin = importlib.reload(importlib.import_module("surgo_train.plugin"))
        self.rewards, self.schedulers = rewards.orms, multi_turn.multi_turns

    def answered(self, text, finish="stop"):
        return types.SimpleNamespace(message=types.SimpleNamespace(content=text), finish_reason=finish)

    def test_rewards_take_the_first_turn_from_what_the_scheduler_passed_along(self):
        columns = {key: [ROW[key]] * 2 for key in ("phase", "boxes", "width", "height", "entities")}
        columns["rollout_infos"] = [{"turn1": "B", "num_turns": 2}, {"num_turns": 1}]
        given = {name: reward()([ZONE, "C"], **columns) for name, reward in self.rewards.items()}
        self.assertEqual(
            sorted(given), ["surgo_distance", "surgo_format", "surgo_iou", "surgo_phase", "surgo_recall"]
        )
        self.assertEqual(given["surgo_phase"], [1, 0])
        self.assertEqual(given["surgo_format"], [1, 1])
        self.assertAlmostEqual(given["surgo_iou"][0], 1, places=9)
        self.assertEqual(given["surgo_iou"][1], 0)

    def test_the_scheduler_asks_the_second_question_once(self):
        scheduler = self.schedulers["phase_then_go"]()
        request = types.SimpleNamespace(data_dict=ROW, messages=[{"role": "assistant", "content": "C"}])
        first = self.answered("C")
        self.assertFalse(scheduler.check_finished(request, first, 1))
        step = scheduler.step(request, first, 1)
        self.assertEqual(request.messages[-1], {"role": "user", "content": "The phase is B."})
        self.assertEqual(step, {"infer_request": request, "rollout_infos": {"turn1": "C"}})
        self.assertTrue(scheduler.check_finished(request, self.answered(ZONE), 2))

    def test_a_first_turn_that_was_cut_off_ends_the_conversation(self):
        scheduler = self.schedulers["phase_then_go"]()
        request = types.SimpleNamespace(data_dict=ROW, messages=[])
        self.assertTrue(scheduler.check_finished(request, self.answered("B B B", "length"), 1))


if __name__ == "__main__":
    unittest.main()
