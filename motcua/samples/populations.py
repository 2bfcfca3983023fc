"""The population a sample stands on, read as it was when the sample was fixed: counted, and drawn from again by whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from motcua.dossiers import sampled
from motcua.dossiers.sampled import Population, Stratum
from motcua.samples.models import Sample
from motcua.samples.rules import drawing
from motcua.samples.rules.drawing import STRATA, Basis, Counted


def population_of(sample: Sample) -> Population:
    """Return what a sample was fixed on."""
    return Population(
        sample.centre_id, sample.realm, sample.since, sample.until, tuple(sample.procedures), sample.committed_at
    )


def strata(population: Population, basis: Basis) -> list[Callable[[], Iterable[UUID]]]:
    """Return the strata of a population in the order they are drawn from, each read when it is called."""
    return [partial(sampled.ids, population, Stratum(one)) for one in STRATA[basis]]


def counted(population: Population, basis: Basis) -> Counted:
    """Return size and fingerprint of a population as it stands; reads every id of it, one statement a stratum."""
    return drawing.counted([read() for read in strata(population, basis)])


def drawn(sample: Sample) -> tuple[tuple[UUID, ...], Counted]:
    """Return whom the seed of a sample draws, and the population as it stands now."""
    return drawing.drawn(sample.seed, strata(population_of(sample), Basis(sample.basis)), sample.count)


def recounted(sample: Sample) -> Counted:
    """Return size and fingerprint of what a sample was fixed on, as it stands now."""
    return counted(population_of(sample), Basis(sample.basis))
