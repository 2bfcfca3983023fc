"""The population of a sample is read from an index in its order, and only ids of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import sampled
from motcua.dossiers.models import Dossier
from motcua.dossiers.sampled import Population, Stratum


def population(town, **more):
    asked = {"since": date(2025, 7, 1), "until": date(2025, 7, 11), "procedures": ()} | more
    return Population(centre=town.bodies.centre, realm="real", as_of=town.at, **asked)


@pytest.mark.parametrize("stratum", list(Stratum))
@pytest.mark.parametrize("procedures", [(), ("2.000635", "1.004873")])
def test_the_ids_come_from_the_index_in_order_and_nothing_is_sorted(town, stratum, procedures):
    town.accept()
    with CaptureQueriesContext(connection) as seen:
        list(sampled.ids(population(town, procedures=procedures), stratum))
    assert len(seen) == 1
    sql = seen[0]["sql"]
    assert sql.index('"id"') < sql.index("FROM")
    assert "applicant_name" not in sql
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + sql)
            plan = " ".join(row[-1] for row in cursor.fetchall())
        assert "USING INDEX dossiers_received" in plan
        assert "TEMP B-TREE" not in plan


@pytest.mark.altered
def test_strata_part_a_population_and_realm_period_and_centre_bound_it(town):
    made = [town.accept("1.004873"), town.make_ready(town.accept()), town.accept("1.001612")]
    Dossier.objects.filter(pk=made[0]).update(due_at=town.at.replace(hour=8))
    parts = {one: set(sampled.ids(population(town), one)) for one in Stratum}
    assert parts[Stratum.ALL] == set(made)
    assert parts[Stratum.LATE] == {made[0]}
    assert parts[Stratum.REST] == set(made) - {made[0]}
    assert parts[Stratum.CLOSED] == set()
    assert not list(sampled.ids(population(town, since=date(2025, 7, 12), until=date(2025, 7, 13)), Stratum.ALL))
    Dossier.objects.filter(pk=made[1]).update(realm="trial")
    assert set(sampled.ids(population(town), Stratum.ALL)) == {made[0], made[2]}
    assert sampled.coded(town.bodies.committee, "real", Dossier.objects.get(pk=made[0]).code) is None
