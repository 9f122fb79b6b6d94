"""
What ms-swift loads (`--external_plugins`): the five rewards (`surgo_phase`, `surgo_iou`, `surgo_distance`, `surgo_recall`,
`surgo_format`) and the conversation in two turns (`--multi_turn_scheduler phase_then_go --max_turns 2`). Both sides load it, the
rollout server and the trainer. The study stands in the environment: see `Study.of`.
"""

import os

from swift.rewards import ORM, orms
from swift.rollout.multi_turn import MultiTurnScheduler, multi_turns

from .conversation import Study, rewards_for, second_question
from .rewards import REWARDS

STUDY = Study.of(os.environ)


class SurgoReward(ORM):
    """One of the rewards, over the columns of a batch."""

    name = ""

    def __call__(self, completions, **columns):
        rewards = []
        for at, completion in enumerate(completions):
            row = {key: columns[key][at] for key in ("phase", "boxes", "width", "height", "entities")}
            # A completion is the last turn alone; the scheduler passes the first one along.
            infos = (columns.get("rollout_infos") or [{}] * len(completions))[at] or {}
            turn1, turn2 = (infos["turn1"], completion) if "turn1" in infos else (completion, None)
            rewards.append(rewards_for(row, turn1, turn2, STUDY)[self.name])
        return rewards


for _name in REWARDS:
    orms[f"surgo_{_name}"] = type(f"Surgo{_name.title()}", (SurgoReward,), {"name": _name})


class PhaseThenGo(MultiTurnScheduler):
    """The phase's turn, then the Go Zone's, which has the definition of the phase that is taken to be right."""

    def check_finished(self, infer_request, response_choice, current_turn):
        if super().check_finished(infer_request, response_choice, current_turn) or current_turn >= 2:
            return True
        return second_question(infer_request.data_dict, response_choice.message.content, STUDY) is None

    def step(self, infer_request, response_choice, current_turn):
        turn1 = response_choice.message.content
        question = second_question(infer_request.data_dict, turn1, STUDY)
        infer_request.messages.append({"role": "user", "content": question})
        # No response_token_ids: where a user's turn is appended, the rollout server would put turn 1's in turn 2's place.
        return {"infer_request": infer_request, "rollout_infos": {"turn1": turn1}}


multi_turns["phase_then_go"] = PhaseThenGo
