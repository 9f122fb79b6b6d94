"""
Trains a small model on a CPU as the launch scripts train a large one on GPUs, with TRL where ms-swift's second turn needs vLLM:
the same rows, conversation and rewards (`surgo_train`). check.sh runs it.

    python3 check_trl.py warm --model DIR --rows FILE --out DIR                             teaches the form, and no answer
    python3 check_trl.py train --model DIR --rows FILE --out DIR --steps N [--turns 1|2]    goes on with what lies in --out
    python3 check_trl.py overfit --model DIR --rows FILE --out DIR                          does the mean reward rise?

Every answer goes with its rewards into `answers.jsonl` in --out.
"""

import argparse
import json
import math
import os
import random
import sys
from pathlib import Path

os.environ.setdefault("TRL_EXPERIMENTAL_SILENCE", "1")

import datasets
import torch
from surgo_train.checkpoints import newest_whole
from surgo_train.conversation import Study, rewards_for, second_question
from surgo_train.rewards import REWARDS
from transformers import AutoProcessor, Qwen3VLForConditionalGeneration
from trl import GRPOConfig, GRPOTrainer

STUDY = Study.of(os.environ)
LETTERS = "ABCD"
PICTURE = "<image>"


def read_rows(file):
    with open(file, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def dataset_of(rows):
    """Rows as TRL takes them: a prompt and its picture; the row itself goes along as text."""
    made = datasets.Dataset.from_list(
        [
            {
                "prompt": [{"role": "user", "content": row["messages"][0]["content"].removeprefix(PICTURE)}],
                "images": row["images"],
                "row": json.dumps(row),
            }
            for row in rows
        ]
    )
    return made.cast_column("images", datasets.List(datasets.Image()))


class Trainer(GRPOTrainer):
    """Keeps the batch's rows for the rollout, which TRL gives the prompts alone."""

    def _generate_and_score_completions(self, inputs):
        self.rows = [json.loads(one["row"]) for one in inputs]
        return super()._generate_and_score_completions(inputs)


class Rollout:
    """The conversation in two turns: what the user says in between is no part of the loss."""

    def __init__(self, processor, max_tokens):
        self.processor, self.max_tokens = processor, max_tokens

    def __call__(self, prompts, trainer):
        tokenizer = self.processor.tokenizer
        end = tokenizer.eos_token_id
        given = self.processor.apply_chat_template(
            prompts,
            tokenize=True,
            add_generation_prompt=True,
            return_dict=True,
            return_tensors="pt",
            processor_kwargs={"padding": True, "padding_side": "left"},
        )
        asked = [ids[mask.bool()].tolist() for ids, mask in zip(given["input_ids"], given["attention_mask"])]
        pictures = {key: given[key] for key in ("pixel_values", "image_grid_thw")}
        first = self.generate(trainer, asked, pictures)
        turn1 = tokenizer.batch_decode(first, skip_special_tokens=True)
        between = [
            None if ids[-1] != end or question is None else tokenizer.encode(self.between(question))
            for ids, question in zip(first, (second_question(row, text, STUDY) for row, text in zip(trainer.rows, turn1)))
        ]
        # The pictures of all are given together, so all are asked: what was not to be is thrown away.
        second = self.generate(
            trainer, [a + b + (c or []) for a, b, c in zip(asked, first, between)], pictures
        )
        turn2 = tokenizer.batch_decode(second, skip_special_tokens=True)
        completions, masks = [], []
        for one, user, two in zip(first, between, second):
            completions.append(one + (user + two if user else []))
            masks.append([1] * len(one) + ([0] * len(user) + [1] * len(two) if user else []))
        return {
            "prompt_ids": asked,
            "completion_ids": completions,
            "logprobs": None,
            "env_mask": masks,
            "turn1": turn1,
            "turn2": [text if user else None for text, user in zip(turn2, between)],
        }

    def between(self, question):
        """What the template writes from the end of the first answer to the beginning of the second."""
        written = self.processor.apply_chat_template(
            [
                {"role": "user", "content": "?"},
                {"role": "assistant", "content": "A"},
                {"role": "user", "content": question},
            ],
            tokenize=False,
            add_generation_prompt=True,
        )
        end = self.processor.tokenizer.eos_token
        return written.split("A" + end, 1)[1]

    @torch.no_grad()
    def generate(self, trainer, sequences, pictures):
        pad = self.processor.tokenizer.pad_token_id
        longest = max(len(ids) for ids in sequences)
        ids = torch.tensor([[pad] * (longest - len(one)) + one for one in sequences])
        mask = torch.tensor([[0] * (longest - len(one)) + [1] * len(one) for one in sequences])
        model = trainer.accelerator.unwrap_model(trainer.model)
        was_training = model.training
        model.eval()
        out = model.generate(
            input_ids=ids,
            attention_mask=mask,
            mm_token_type_ids=(ids == model.config.image_token_id).int(),
            **pictures,
            do_sample=True,
            temperature=trainer.args.temperature,
            top_k=0,
            max_new_tokens=self.max_tokens,
            suppress_tokens=never_said(self.processor.tokenizer),
        )
        model.train(was_training)
        end = self.processor.tokenizer.eos_token_id
        answers = []
        for one in out[:, longest:].tolist():
            answers.append(one[: one.index(end) + 1] if end in one else [token for token in one if token != pad] or [pad])
        return answers


def never_said(tokenizer):
    """Where pictures go in a prompt: a model of random weights would say these too, and then be without the picture."""
    return [at for at in tokenizer.all_special_ids if at not in (tokenizer.eos_token_id, tokenizer.pad_token_id)]


def reward_functions(log):
    """One for each reward, as the trainer's plugin has them. The first one writes what was answered, and what for."""

    def make(name, writes):
        def reward(completions, row, turn1=None, turn2=None, **_):
            given = []
            for at, text in enumerate(row):
                answer = (turn1[at], turn2[at]) if turn1 else (completions[at][0]["content"], None)
                rewards = rewards_for(json.loads(text), *answer, STUDY)
                given.append(rewards[name])
                if writes:
                    line = {"id": json.loads(text)["id"], "turn1": answer[0], "turn2": answer[1], "rewards": rewards}
                    log.write(json.dumps(line) + "\n")
            if writes:
                log.flush()
            return given

        reward.__name__ = f"surgo_{name}"
        return reward

    return make


def train(model, processor, rows, out, *, steps, names, turns, rate, batch, tokens, save, temperature=1.0, beta=0.0):
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    newest = newest_whole(out)
    with open(out / "answers.jsonl", "a", encoding="utf-8") as log:
        make = reward_functions(log)
        trainer = Trainer(
            model=model,
            processing_class=processor,
            train_dataset=dataset_of(rows),
            reward_funcs=[make(name, at == 0) for at, name in enumerate(names)],
            rollout_func=Rollout(processor, tokens) if turns == 2 else None,
            args=GRPOConfig(
                output_dir=str(out),
                use_cpu=True,
                bf16=False,
                seed=1,
                max_steps=steps,
                per_device_train_batch_size=batch,
                num_generations=4,
                max_completion_length=tokens,
                learning_rate=rate,
                lr_scheduler_type="constant",
                temperature=temperature,
                beta=beta,
                importance_sampling_level="sequence",
                loss_type="grpo",
                generation_kwargs={"suppress_tokens": never_said(processor.tokenizer)},
                gradient_checkpointing=False,
                logging_steps=1,
                save_steps=save,
                report_to="none",
                disable_tqdm=True,
            ),
        )
        trainer.train(resume_from_checkpoint=str(newest) if newest else None)
        trainer.save_model(str(out / "model"))
    processor.save_pretrained(out / "model")
    return trainer.state.log_history


#: The loss of two tokens of which the first is one of four letters by chance, and how near a warm start comes to it.
BY_CHANCE = math.log(4) / 2
NEAR = 0.02


def warm_start(model, processor, rows, *, steps=100, rate=2e-3):
    """
    Teaches the form alone: one of the four letters, drawn anew each time, and nothing after it. A model of random weights never
    says a letter by chance, and rewards that are all nothing teach nothing. Which letter is right it isn't told.
    """
    tokenizer = processor.tokenizer
    drawn = random.Random(1)
    prompts = [
        [
            {
                "role": "user",
                "content": [
                    {"type": "image", "image": row["images"][0]},
                    {"type": "text", "text": row["messages"][0]["content"].removeprefix(PICTURE)},
                ],
            }
        ]
        for row in rows
    ]
    given = processor.apply_chat_template(
        prompts, tokenize=True, add_generation_prompt=True, return_dict=True, return_tensors="pt",
        processor_kwargs={"padding": True, "padding_side": "left"},
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate)
    model.train()
    for step in range(1, steps + 1):
        answers = torch.tensor(
            [[tokenizer.convert_tokens_to_ids(drawn.choice(LETTERS)), tokenizer.eos_token_id] for _ in rows]
        )
        ids = torch.cat([given["input_ids"], answers], 1)
        labels = torch.cat([torch.full_like(given["input_ids"], -100), answers], 1)
        loss = model(
            input_ids=ids,
            attention_mask=torch.cat([given["attention_mask"], torch.ones_like(answers)], 1),
            mm_token_type_ids=(ids == model.config.image_token_id).int(),
            pixel_values=given["pixel_values"],
            image_grid_thw=given["image_grid_thw"],
            labels=labels,
        ).loss
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        if loss.item() < BY_CHANCE + NEAR:
            break
    return step, loss.item()


def eight_rows(rows):
    """
    Eight frames, five of them of one phase: right a quarter of the time by chance, and five times of eight by what can be learnt
    without looking. A model this small takes hundreds of updates to tell frames apart.
    """
    of = {letter: [row for row in rows if row["phase"] == letter] for letter in LETTERS}
    return [row for letter in LETTERS for row in of[letter][: 5 if letter == "D" else 1]]


def probability_of_chance(before, after):
    """One-sided: how likely so great a rise of the share of right answers would be if nothing were learnt."""
    first, last = sum(before) / len(before), sum(after) / len(after)
    pooled = (sum(before) + sum(after)) / (len(before) + len(after))
    spread = math.sqrt(pooled * (1 - pooled) * (1 / len(before) + 1 / len(after)))
    return 1.0 if spread == 0 else 0.5 * math.erfc((last - first) / spread / math.sqrt(2))


def load(folder):
    torch.manual_seed(1)
    model = Qwen3VLForConditionalGeneration.from_pretrained(folder, dtype=torch.float32)
    return model, AutoProcessor.from_pretrained(folder)


def overfit(folder, rows, out, steps):
    rows = eight_rows(rows)
    if len(rows) != 8:
        sys.exit("The rows have too few frames of a phase.")
    model, processor = load(folder)
    taken, loss = warm_start(model, processor, rows)
    print(f"warm start on the form: loss {loss:.3f} after {taken} updates, where letters by chance have {BY_CHANCE:.3f}", flush=True)
    batch = 32
    train(model, processor, rows, out, steps=steps, names=("phase", "format"), turns=1, rate=1e-3, batch=batch, tokens=2, save=10**6)
    answers = [line["rewards"]["phase"] for line in read_rows(Path(out) / "answers.jsonl")]
    part = batch * 5
    before, after = answers[:part], answers[-part:]
    chance = probability_of_chance(before, after)
    print(
        f"mean phase reward over the first 5 updates {sum(before) / part:.3f}, over the last 5 {sum(after) / part:.3f}; "
        f"by chance with a probability of {chance:.2g}"
    )
    if chance > 0.001:
        sys.exit("The mean reward did not rise.")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("warm", "train", "overfit"))
    parser.add_argument("--model", required=True)
    parser.add_argument("--rows", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--turns", type=int, choices=(1, 2), default=1)
    given = parser.parse_args()
    torch.use_deterministic_algorithms(True, warn_only=True)
    rows = read_rows(given.rows)
    if given.what == "overfit":
        overfit(given.model, rows, given.out, given.steps)
        return
    model, processor = load(given.model)
    if given.what == "warm":
        warm_start(model, processor, eight_rows(rows))
        model.save_pretrained(given.out)
        processor.save_pretrained(given.out)
        return
    names = REWARDS if given.turns == 2 else ("phase", "format")
    history = train(
        model, processor, rows, given.out,
        steps=given.steps, names=names, turns=given.turns, rate=1e-4, batch=8, tokens=24, save=2, beta=0.01, temperature=0.9,
    )
    Path(given.out, "history.json").write_text(json.dumps(history))


if __name__ == "__main__":
    main()
