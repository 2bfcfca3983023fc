"""What the processes of a run say is what the run says: a test that fails, ends its process or is never run fails it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.forked import ENDED, Pile
from tests.house import plan


def run(folder: Path, **files: str) -> subprocess.CompletedProcess[str]:
    for name, code in files.items():
        (folder / f"test_{name}.py").write_text(code)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = journey\n")
    command = [sys.executable, "-m", "pytest", "-p", "tests.apart", "-p", "tests.forked", "-p", "no:django", "-q"]
    environment = {**os.environ, "PYTHONPATH": str(plan.PROJECT), "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}
    return subprocess.run(
        [*command, "--hands", "2", "-p", "no:cacheprovider", str(folder)],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_test_is_told_of_once_and_each_process_has_a_folder_of_its_own(tmp_path):
    code = "import os\ndef test_one(): open('{0}', 'w').write(os.environ['MOTCUA_VAR'])\ndef test_two(tmp_path): pass\n"
    browsing = "import pytest\npytestmark = pytest.mark.journey\n"
    done = run(tmp_path, a=code.format("a"), b=browsing + code.format("b"))
    assert (done.returncode, "4 passed" in done.stdout) == (0, True), done.stdout + done.stderr
    assert (tmp_path / "a").read_text() != (tmp_path / "b").read_text()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def test_wrong(): assert 1 == 2, 'words of the fault'", "words of the fault"),
        ("import os\ndef test_gone(): os._exit(0)", ENDED),
        ("import os\ndef test_gone(): os._exit(0)\ndef test_later(): pass", "test_later the first of them"),
        (
            "import pytest\n@pytest.fixture\ndef fix():\n    yield\n    1 / 0\ndef test_left(fix): pass",
            "ZeroDivisionError",
        ),
        (
            "import pytest\n@pytest.fixture(scope='session')\ndef fix():\n    yield\n    1 / 0\ndef test_it(fix): pass",
            "Zero",
        ),
    ],
    ids=["fails", "ends its process", "never run", "fails on leaving", "fails at the end of the process"],
)
def test_what_goes_wrong_fails_the_run(tmp_path, code, said):
    done = run(tmp_path, wrong=code, right="def test_right(): pass")
    assert done.returncode != 0
    assert said in done.stdout + done.stderr


def test_hands_are_taken_in_order_and_each_test_knows_what_follows():
    assert list(Pile([[0, 2], [1]]).deal()) == [(0, 2), (2, 1), (1, None)]
    dropped = Pile([[0], [1], [2]])
    dealt = dropped.deal()
    assert next(dealt) == (0, 1)
    dropped.drop()
    assert list(dealt) == [(1, None)]
