"""Fits the encoder: names of one entity fall together, all other names of the batch are pushed away.

The loss is InfoNCE (van den Oord et al. 2018) over the pairs of a batch, both ways. From a third of the way on, half of
each batch is drawn from clusters of groups whose names have come to lie near each other: they are each other's hard
negatives, and the clusters are made anew as the vectors move.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import embedding_bag, normalize

from normalize.encoder import READINGS, WHOLE, Encoder, Grams, Spelling, cut, quantise
from normalize.form import analyse_alias
from normalize.text import script
from normalize.training.channels import CHANNELS, disturb
from normalize.training.spellings import SHARES, Groups

_CUT = 100_000  # names cut at a time, to bound memory
_ENCODED = 20_000  # names encoded at a time


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides the weights, but for the data."""

    dimension: int = 96
    rows: int = 1 << 17  # n-grams in the vocabulary, the most frequent ones
    batch: int = 2048
    steps: int = 8000
    rate: float = 0.01  # falls to nothing over all steps
    warm: int = 100
    temperature: float = 0.07
    led: float = 0.5  # of the pairs that have an English name, how many use it
    noisy: float = 0.125  # of the pairs, how many have been through a channel
    noisy_names: int = 400_000
    without: str = ""  # the name of a channel that is held out, to see whether the others generalise to it
    kept_clean: float = 0.25  # of the noisy pairs, how many have the same name on the other side
    spread: float = 0.5  # a group of n names is drawn (n - 1) ** spread times as often as a pair
    first: float = 0.01  # spread of the first random weights; more stays behind as noise in rare rows
    dropped: float = 0.3  # of the n-grams of a name, how many a batch does without: what holds off overfitting
    hard: float = 0.5  # of the pairs, how many stand among near neighbours
    hard_from: float = 0.3  # when that begins, as a share of the steps
    clustered: int = 800_000  # draws of groups that are clustered
    cluster: int = 128  # groups in a cluster, at most
    renewed: int = 250  # steps between two clusterings
    momentum: float = 0.9
    memory: float = 0.99
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Pairs:
    """Drawn pairs: group, left and right name of each."""

    group: NDArray[np.int64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Noise:
    """Disturbed names, numbered after the names of the groups: the name each was made from, and its group."""

    texts: tuple[str, ...]
    made_from: NDArray[np.int64]
    group: NDArray[np.int64]


def make_noise(groups: Groups, recipe: Recipe) -> Noise:
    """Return `recipe.noisy_names` Latin names of the groups, each after a channel or two."""
    chance = Random(recipe.seed)
    channels = [(channel, often) for channel, often in CHANNELS if channel.__name__ != recipe.without]
    by_source = [np.flatnonzero(groups.source == position).tolist() for position in range(len(SHARES))]
    texts: list[str] = []
    made_from: list[int] = []
    of_group: list[int] = []
    while len(texts) < recipe.noisy_names:
        group = chance.choice(by_source[chance.choices(range(len(SHARES)), list(SHARES.values()))[0]])
        members = groups.members[groups.starts[group] : groups.starts[group + 1]]
        led = groups.is_led[group] and chance.random() < recipe.led
        number = int(members[0] if led else chance.choice(members))
        name = groups.names[number]
        if 3 < len(name) < 45 and all(script(letter) in ("Latn", "") for letter in name):
            noisy = disturb(name, chance, channels)
            if noisy:
                texts.append(noisy)
                made_from.append(number)
                of_group.append(group)
    return Noise(tuple(texts), np.array(made_from), np.array(of_group))


def cut_all(groups: Groups, noise: Noise) -> Grams:
    """Return the n-grams of all names and then of all disturbed names, each once a name."""
    spellings: list[Spelling] = [analyse_alias(name, None, READINGS) for name in groups.names]
    spellings += [(text, (text,)) for text in noise.texts]
    parts = [_merge(cut(spellings[start : start + _CUT])) for start in range(0, len(spellings), _CUT)]
    sizes = np.concatenate([np.diff(part.starts) for part in parts])
    return Grams(
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.weights for part in parts]),
        np.concatenate([[0], np.cumsum(sizes)]),
    )


def _merge(grams: Grams) -> Grams:
    """Return the n-grams of some names with those that a name has several times added up."""
    owner = np.repeat(np.arange(len(grams.starts) - 1), np.diff(grams.starts))
    order = np.lexsort((grams.hashes, owner))
    owner, hashes = owner[order], grams.hashes[order]
    first = np.flatnonzero(np.concatenate(([True], (np.diff(owner) != 0) | (hashes[1:] != hashes[:-1]))))
    starts = np.concatenate(([0], np.cumsum(np.bincount(owner[first], minlength=len(grams.starts) - 1))))
    return Grams(hashes[first], np.add.reduceat(grams.weights[order], first), starts)


def choose_vocabulary(grams: Grams, rows: int) -> NDArray[np.uint64]:
    """Return the hashes of the n-grams that most names have, at most `rows`, in ascending order."""
    hashes, counts = np.unique(grams.hashes, return_counts=True)
    return np.sort(hashes[np.argsort(-counts, kind="stable")[:rows]])


def keep_known(grams: Grams, vocabulary: NDArray[np.uint64]) -> tuple[torch.Tensor, torch.Tensor, NDArray[np.int64]]:
    """Return rows in the vocabulary, shares and starts of the n-grams that are in it."""
    rows = np.minimum(np.searchsorted(vocabulary, grams.hashes), len(vocabulary) - 1)
    known = vocabulary[rows] == grams.hashes
    starts = np.concatenate(([0], np.cumsum(known)))[grams.starts]
    shares = grams.weights[known] / np.float32(WHOLE)
    return torch.from_numpy(rows[known].astype(np.int32)), torch.from_numpy(shares), starts


class Sampler:
    """Draws batches of pairs: sources by their shares, groups by size, some near others, some through a channel."""

    def __init__(self, groups: Groups, noise: Noise, recipe: Recipe) -> None:
        self.groups, self.noise, self.recipe = groups, noise, recipe
        self.chance = np.random.default_rng(recipe.seed)
        chances = np.zeros(len(groups.sizes))
        for position, share in enumerate(SHARES.values()):
            of_source = groups.source == position
            size = (groups.sizes[of_source] - 1.0) ** recipe.spread
            chances[of_source] = share * size / size.sum()
        self.cumulated = np.cumsum(chances) / chances.sum()
        self.clusters: list[NDArray[np.int64]] = []

    def draw(self) -> Pairs:
        """Return the next batch."""
        groups, batch = self.groups, self.recipe.batch
        group = self.draw_groups(batch)
        near = int(batch * self.recipe.hard) if self.clusters else 0
        while near > 0:
            cluster = self.clusters[self.chance.integers(len(self.clusters))][:near]
            near -= len(cluster)
            group[batch - near - len(cluster) : batch - near] = cluster
        size = groups.sizes[group]
        one = (self.chance.random(batch) * size).astype(np.int64)
        one[groups.is_led[group] & (self.chance.random(batch) < self.recipe.led)] = 0
        two = (one + 1 + (self.chance.random(batch) * (size - 1)).astype(np.int64)) % size
        turned = self.chance.random(batch) < 0.5
        left, right = np.where(turned, two, one), np.where(turned, one, two)
        pairs = Pairs(group, self._name(group, left), self._name(group, right))
        self._disturb(pairs, int(batch * self.recipe.noisy))
        return pairs

    def draw_groups(self, count: int) -> NDArray[np.int64]:
        """Return the numbers of some groups."""
        drawn = np.searchsorted(self.cumulated, self.chance.random(count))
        return np.minimum(drawn, len(self.groups.sizes) - 1)

    def draw_members(self, group: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of one name of each group."""
        return self._name(group, (self.chance.random(len(group)) * self.groups.sizes[group]).astype(np.int64))

    def drop(self, starts: NDArray[np.int64], names: NDArray[np.int64]) -> tuple[torch.Tensor, NDArray[np.int64]]:
        """Return the places of the names' n-grams that this batch uses, and how many each name has; at least one."""
        places, sizes = find_places(starts, names)
        ends = np.cumsum(sizes)
        kept = self.chance.random(len(places)) >= self.recipe.dropped
        kept[(ends - sizes)[sizes > 0]] = True
        counted = np.concatenate([[0], np.cumsum(kept)])
        return torch.from_numpy(places[kept]), np.diff(counted[np.concatenate([[0], ends])])

    def _disturb(self, pairs: Pairs, count: int) -> None:
        drawn = (self.chance.random(count) * len(self.noise.texts)).astype(np.int64)
        group = self.noise.group[drawn]
        other = self.draw_members(group)
        clean = self.chance.random(count) < self.recipe.kept_clean
        pairs.group[:count] = group
        pairs.left[:count] = len(self.groups.names) + drawn
        pairs.right[:count] = np.where(clean, self.noise.made_from[drawn], other)

    def _name(self, group: NDArray[np.int64], place: NDArray[np.int64]) -> NDArray[np.int64]:
        found: NDArray[np.int64] = self.groups.members[self.groups.starts[group] + place].astype(np.int64)
        return found


def find_places(starts: NDArray[np.int64], names: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of the n-grams of some names, one name after the other, and how many each has."""
    sizes = starts[names + 1] - starts[names]
    ends = np.cumsum(sizes)
    return np.repeat(starts[names] - (ends - sizes), sizes) + np.arange(ends[-1]), sizes


class Table:
    """The weights and Adam's two memories of them, touched only in the rows that a batch uses."""

    def __init__(self, recipe: Recipe) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe = recipe
        self.weights = torch.randn(recipe.rows, recipe.dimension) * recipe.first
        self.direction = torch.zeros_like(self.weights)
        self.size = torch.zeros_like(self.weights)
        self.steps = 0

    def sums(self, rows: torch.Tensor, shares: torch.Tensor, starts: torch.Tensor) -> torch.Tensor:
        """Return the weighted sum of rows of each name."""
        return embedding_bag(rows, self.weights, starts, mode="sum", per_sample_weights=shares)

    def update(
        self, rows: torch.Tensor, shares: torch.Tensor, sizes: torch.Tensor, gradient: torch.Tensor, rate: float
    ) -> None:
        """Take one step of Adam against the gradient of the sums: its sum over the names that use a row."""
        ordered, order = torch.sort(rows, stable=True)
        used, counts = torch.unique_consecutive(ordered, return_counts=True)
        used = used.long()
        names = torch.repeat_interleave(torch.arange(len(sizes)), sizes)[order]
        starts = torch.cumsum(counts, 0) - counts
        slope = embedding_bag(names, gradient, starts, mode="sum", per_sample_weights=shares[order])
        self.steps += 1
        keep, memory = self.recipe.momentum, self.recipe.memory
        direction = self.direction[used].mul_(keep).add_(slope, alpha=1 - keep)
        size = self.size[used].mul_(memory).addcmul_(slope, slope, value=1 - memory)
        self.direction.index_copy_(0, used, direction)
        self.size.index_copy_(0, used, size)
        step = rate * (1 - memory**self.steps) ** 0.5 / (1 - keep**self.steps)
        self.weights.index_add_(0, used, direction.div_(size.sqrt_().add_(1e-8)), alpha=-step)


def contrast(
    left: torch.Tensor, right: torch.Tensor, alike: tuple[torch.Tensor, torch.Tensor], temperature: float
) -> tuple[float, torch.Tensor, torch.Tensor]:
    """Return the symmetric InfoNCE loss of unit vectors and its gradients by both sides.

    `alike` are the places (left, right) of other pairs that mean the same and are no negatives. Written out rather
    than differentiated: the batch squared fits no cache, and this passes over it half as often.
    """
    batch = len(left)
    odds = left @ right.T
    own = odds.diagonal().clone()
    odds.sub_(1).div_(temperature).exp_()
    odds[alike] = 0
    by_left, by_right = odds.sum(1), odds.sum(0)
    loss = ((by_left.log() + by_right.log()) / 2 - (own - 1) / temperature).mean()
    odds.mul_((1 / by_left)[:, None] + (1 / by_right)[None, :])
    odds.diagonal().sub_(2)
    odds.div_(2 * batch * temperature)
    return float(loss), odds @ right, odds.T @ left


def find_alike(pairs: Pairs) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the places, off the diagonal, of pairs that share their group or a name."""
    ones: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    others: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    for values in (pairs.group, pairs.left, pairs.right):
        order = np.argsort(values, kind="stable")
        for run in np.split(order, np.flatnonzero(np.diff(values[order])) + 1):
            if len(run) > 1:
                one, other = np.meshgrid(run, run)
                apart = one != other
                ones.append(one[apart])
                others.append(other[apart])
    return torch.from_numpy(np.concatenate(ones)), torch.from_numpy(np.concatenate(others))


def cluster(vectors: torch.Tensor, most: int, chance: np.random.Generator) -> list[NDArray[np.int64]]:
    """Return the places of the vectors in clusters of at most `most`, by halving along the line between two means."""
    whole, done = [torch.arange(len(vectors))], []
    while whole:
        places = whole.pop()
        if len(places) <= most:
            done.append(places.numpy())
            continue
        one, other = chance.integers(len(places), size=2)
        line = vectors[places[one]] - vectors[places[other]]
        for _ in range(2):
            along = vectors[places] @ line
            beyond = along > along.median()
            if beyond.any() and not beyond.all():
                line = vectors[places[beyond]].mean(0) - vectors[places[~beyond]].mean(0)
        order = torch.argsort(vectors[places] @ line, stable=True)
        whole += [places[order[: len(places) // 2]], places[order[len(places) // 2 :]]]
    return done


@dataclass(frozen=True, slots=True)
class Material:
    """What is fitted to: the groups, their noise, and the n-grams of all names."""

    groups: Groups
    noise: Noise
    grams: Grams


def prepare(groups: Groups, recipe: Recipe) -> Material:
    """Return the groups with their noise and n-grams; recipes that differ in neither may share it."""
    noise = make_noise(groups, recipe)
    return Material(groups, noise, cut_all(groups, noise))


class Fit:
    """One fit of a table of weights; the same for the same material and recipe."""

    def __init__(self, material: Material, recipe: Recipe) -> None:
        self.recipe = recipe
        self.vocabulary = choose_vocabulary(material.grams, recipe.rows)
        self.rows, self.shares, self.starts = keep_known(material.grams, self.vocabulary)
        self.sampler, self.table = Sampler(material.groups, material.noise, recipe), Table(recipe)

    def run(self) -> Encoder:
        """Return the encoder after all steps."""
        recipe, total, started = self.recipe, 0.0, time.monotonic()
        for step in range(recipe.steps):
            if step >= recipe.hard_from * recipe.steps and step % recipe.renewed == 0 and recipe.hard:
                self.find_neighbours()
            total += self.step(recipe.rate * min(1.0, (step + 1) / recipe.warm) * (1 - step / recipe.steps))
            if step % 250 == 249:
                print(f"step {step + 1}: loss {total / 250:.3f}, {time.monotonic() - started:.0f} s", flush=True)
                total = 0.0
        weights: NDArray[np.float32] = self.table.weights.numpy()
        return quantise(self.vocabulary, weights)

    def find_neighbours(self) -> None:
        """Cluster groups by where one of their names lies, for the sampler to draw from."""
        groups = np.unique(self.sampler.draw_groups(self.recipe.clustered))
        names = self.sampler.draw_members(groups)
        vectors = []
        for start in range(0, len(names), _ENCODED):
            places, sizes = find_places(self.starts, names[start : start + _ENCODED])
            at, counts = torch.from_numpy(places), torch.from_numpy(sizes)
            sums = self.table.sums(self.rows[at], self.shares[at], counts.cumsum(0) - counts)
            vectors.append(normalize(sums, dim=1))
        found = cluster(torch.cat(vectors), self.recipe.cluster, self.sampler.chance)
        self.sampler.clusters = [groups[places] for places in found]

    def step(self, rate: float) -> float:
        """Take one step and return the loss before it."""
        recipe, table = self.recipe, self.table
        pairs = self.sampler.draw()
        at, sizes = self.sampler.drop(self.starts, np.concatenate([pairs.left, pairs.right]))
        used, weighed, counts = self.rows[at], self.shares[at], torch.from_numpy(sizes)
        sums = table.sums(used, weighed, counts.cumsum(0) - counts).requires_grad_()
        vectors = normalize(sums, dim=1)
        left, right = vectors.detach()[: recipe.batch], vectors.detach()[recipe.batch :]
        loss, by_left, by_right = contrast(left, right, find_alike(pairs), recipe.temperature)
        torch.autograd.backward(vectors, torch.cat([by_left, by_right]))
        if sums.grad is not None:
            table.update(used, weighed, counts, sums.grad, rate)
        return loss
