"""What an answer is worth to training: lib/training/rewards.ts."""

import math

from .box import parse_box, score_zone
from .form import is_phase_form, is_whole_form, is_zone_form
from .patterns import units
from .phase import parse_phase
from .rationale import parse_rationale
from .recall import entity_keys
from .text import strip_units

#: What an answer is rewarded for, each from 0 to 1 (paper, section 4.1.2).
REWARDS = ("phase", "format", "iou", "distance", "recall")

#: How far off a centre may be for the distance's reward to fall to 1/e: thousandths of the frame's diagonal.
ALPHA = 100.0


def rewards_of(
    turn1: str, turn2: "str | None", truth: dict, *, single_turn: bool = False, alpha: float = ALPHA
) -> "dict[str, float]":
    """What an answer is worth.

    `truth` has phase, boxes (in pixels), width, height and entities, as a line of the test vectors. With `single_turn`
    phase and Go Zone were asked in one turn, and the first answer is the whole one.
    """
    first = strip_units(units(turn1))
    last = first if single_turn else None if turn2 is None else strip_units(units(turn2))
    width, height = truth["width"], truth["height"]
    zone = None if last is None else parse_box(last, width, height)
    score = None if zone is None else score_zone(zone, truth["boxes"], width, height)
    return {
        "phase": 1.0 if parse_phase(first) == truth["phase"] else 0.0,
        "format": 1.0 if _has_form(first, last, single_turn) else 0.0,
        "iou": 0.0 if score is None else score[0],
        "distance": 0.0 if score is None else math.exp(-10 * score[1] / alpha),
        "recall": 0.0 if last is None else _reward_recall(last, truth["entities"]),
    }


def _has_form(first: str, last: "str | None", single_turn: bool) -> bool:
    if single_turn:
        return is_whole_form(first)
    return is_phase_form(first) and (last is None or is_zone_form(last))


def _reward_recall(words: str, entities: "list[str]") -> float:
    """The share of the entities that the answer's rationale names; 0 where there are none to name."""
    rationale = parse_rationale(words)
    if rationale is None or not entities:
        return 0.0
    named = set(entity_keys(rationale))
    return sum(1 for key in entities if key in named) / len(entities)
