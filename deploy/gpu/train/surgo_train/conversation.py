"""The conversation of the rows that `calot train-export` writes: phase, then Go Zone."""

import functools
import json
from dataclasses import dataclass

from .phase import read_phase
from .rewards import ALPHA, rewards_of


@dataclass(frozen=True)
class Study:
    """How a model is trained: as in the paper, unless an ablation says otherwise."""

    #: The second turn has the reference's phase, whatever the first one named.
    rectify: bool = True
    #: Phase and Go Zone are answered in one turn.
    single_turn: bool = False
    #: What the distance of the centres is divided by, in thousandths of the frame's diagonal.
    alpha: float = ALPHA

    @classmethod
    def of(cls, environment):
        """The study that the launch scripts tell in the environment."""
        return cls(
            rectify=environment.get("SURGO_RECTIFY", "1") == "1",
            single_turn=environment.get("SURGO_ONE_TURN", "0") == "1",
            alpha=float(environment.get("SURGO_ALPHA", ALPHA)),
        )


def second_question(row, turn1, study):
    """
    The second turn's words; None where there is no second turn: in a row without one, and, unless the phase is rectified, where
    the first answer names none. There is no definition to ask by then, and `calot predict` asks nothing either.
    """
    questions = row.get("turn2")
    if not questions:
        return None
    phase = row["phase"] if study.rectify else read_phase(turn1)
    return None if phase is None else questions[phase]


def truth_of(row):
    """The reference as the rewards take it: boxes in pixels, where a row has thousandths of the frame's sides."""
    width, height = row["width"], row["height"]
    return {
        "phase": row["phase"],
        "boxes": [
            [x1 * width / 1000, y1 * height / 1000, x2 * width / 1000, y2 * height / 1000]
            for x1, y1, x2, y2 in row["boxes"]
        ],
        "width": width,
        "height": height,
        "entities": list(row["entities"]),
    }


def rewards_for(row, turn1, turn2, study):
    """The five rewards of an answer to a row, by their names. Trainers ask for one at a time: an answer is read once."""
    return _remembered(turn1, turn2, json.dumps(truth_of(row)), study)


@functools.lru_cache(maxsize=4096)
def _remembered(turn1, turn2, truth, study):
    return rewards_of(
        turn1, turn2, json.loads(truth), single_turn=study.single_turn, alpha=study.alpha
    )
