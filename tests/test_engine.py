import pytest

from analysis import engine
from analysis.engine import Engine

ITEMS = [f"item {n}" for n in range(engine.WORTH_A_PROCESS + 7)]
EXPECTED = [len(item) for item in ITEMS]


def test_in_process():
    assert Engine().map(len, ITEMS, step="x") == EXPECTED
    assert Engine().map(len, [], step="x") == []


def test_over_processes_gives_the_same_in_the_same_order():
    assert Engine(jobs=2).map(len, ITEMS, step="x") == EXPECTED


def test_few_items_stay_in_process(monkeypatch):
    monkeypatch.setattr(engine, "workers", None)
    assert Engine(jobs=2).map(len, ITEMS[:5], step="x") == EXPECTED[:5]


@pytest.mark.filterwarnings("ignore")
def test_on_a_dask_cluster_gives_the_same_in_the_same_order():
    from distributed import LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as cluster:
        assert Engine(scheduler=cluster.scheduler_address).map(len, ITEMS, step="x") == EXPECTED


def test_an_error_in_a_worker_reaches_the_caller():
    with pytest.raises(TypeError):
        Engine(jobs=2).map(len, list(range(engine.WORTH_A_PROCESS)), step="x")
