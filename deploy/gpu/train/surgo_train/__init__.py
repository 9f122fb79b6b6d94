"""Training SurGo-R1: the rewards of an answer, and what ms-swift needs besides (docs/training.md).

text, phase, box, rationale, recall, form and rewards say in Python what Calot's TypeScript says, rule by rule and under the
same names: lib/vlm/answers, lib/recall and lib/training. A change on one side alone fails a test.
"""
