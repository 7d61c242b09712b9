"""What the tests share: the shipped project, a copy of it to break, and its packs, made once."""

import fcntl
import gc
import math
import pickle
import resource
import shutil
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from foldwell import cli
from foldwell.assets import fonts, images
from foldwell.documents import leaflet, leaflet_fitting, registry, type_fitting
from foldwell.documents.fold_layouts import FOLD_LAYOUTS
from foldwell.errors import InputError
from foldwell.project import loading
from foldwell.workflows import build_pack

ROOT = Path(__file__).parent.parent
ARTICLE = "restless-legs"
PRACTICES = ("lakeshore", "northgate", "riverside")
"""Those that we ship; a clinic's checkout has practices and articles of its own beside them."""

BRITISH = PRACTICES[1:]
"""Those of A4 paper that take an article in British English."""

UNASKED = [row.file for name, row in registry.DOCUMENTS.items() if name != "press"]
"""The files of a pack for a practice that asks for nothing more, in the order of the table."""

# A layout makes a hundred thousand objects that all live as long as it does: looking through them again and
# again for rings takes a fifth of its time.
gc.freeze()
gc.set_threshold(20_000, 10, 10)

GROWN = 1.1
"""Where a process is so many times as large as after the last look for rings, tests have left too much."""

looked_at = [0]


@pytest.fixture(autouse=True)
def tidy():
    """Free what tests leave behind: a process that is forked begins with it, and has a limit to keep."""
    yield
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if largest > GROWN * looked_at[0]:
        gc.collect()
        looked_at[0] = largest


@pytest.fixture
def project(tmp_path):
    """A copy of the shipped words and looks, to break."""
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for practice in set(loading.practices(tmp_path)) - set(PRACTICES):
        shutil.rmtree(tmp_path / loading.PRACTICES / practice)
    for article in set(loading.articles(tmp_path)) - {ARTICLE}:
        (tmp_path / loading.ARTICLES / f"{article}.yaml").unlink()
    return tmp_path


@pytest.fixture
def run(project, monkeypatch, capsys):
    """Run `foldwell --project <copy> ...` and return exit code, output and errors."""

    def command(*words):
        monkeypatch.setattr(sys, "argv", ["foldwell", "--project", str(project), *words])
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def edit(project):
    """Replace words in a file of the project's copy."""

    def change(name, old, new):
        path = project / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not contain {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def gathered(project, practice="riverside"):
    """The job of the shipped article for a practice of a project."""
    return loading.load_context(project, practice, ARTICLE)


def refused(project, practice="riverside"):
    """What is said when the inputs of that job are refused."""
    with pytest.raises(InputError) as caught:
        gathered(project, practice)
    return str(caught.value)


def sized(job, fold, paper="A4", **settings):
    """A job with another fold and paper, and other settings of its practice."""
    practice = job.practice.model_copy(update={"fold": fold, "paper": paper, **settings})
    return replace(job, practice=practice)


def shortened(job, *sections):
    """A job with some sections of its article alone, for tests to which the others make no difference."""
    kept = tuple(part for part in job.article.sections if part.id in sections)
    assert len(kept) == len(sections)
    return replace(job, article=job.article.model_copy(update={"sections": kept}))


def in_family(job, family):
    """A job with text and headings in another family."""
    font = fonts.bundled_font(family)
    base = job.brand.base.model_copy(update={"family": family, "least": fonts.minimum_size(font)})
    headings = job.brand.headings.model_copy(update={"family": family})
    brand = job.brand.model_copy(update={"base": base, "headings": headings})
    drawings = {name: images.recoloured(one, brand, family) for name, one in job.figures.items()}
    return replace(job, base=font, headings=font, brand=brand, figures=drawings)


@pytest.fixture
def tight(monkeypatch):
    """Lay leaflet and card out once, at a tight setting, for tests to which another makes no difference.

    The search for the most generous one, with the questions and a larger drawing, lays them out again; it has
    tests of its own. What a test takes away may leave a panel empty: the proof must find what is gone.
    """
    shapes = {
        fold: replace(shape, settings=shape.settings[-4:-3], comfortable=(), min_fill=0)
        for fold, shape in FOLD_LAYOUTS.items()
    }
    monkeypatch.setattr(leaflet_fitting, "FOLD_LAYOUTS", shapes)
    monkeypatch.setattr(leaflet_fitting, "GOOD_ENOUGH", (math.inf, math.inf))
    monkeypatch.setattr(type_fitting, "CARDS", type_fitting.CARDS[-1:])
    yield
    # What was found out about a job at the tight setting holds for nobody else.
    leaflet._best_attempt.cache_clear()


@pytest.fixture(scope="session")
def jobs():
    """The job of the shipped article for each shipped practice."""
    return {practice: loading.load_context(ROOT, practice, ARTICLE) for practice in PRACTICES}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The job of an article that is given as text, named `tables`, for a shipped practice and a fold."""
    project = tmp_path_factory.mktemp("written")
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, project / folder)

    @cache
    def gathered(text, fold="tri", practice="riverside"):
        (project / loading.ARTICLES / "tables.yaml").write_text(text, encoding="utf-8")
        found = loading.load_context(project, practice, "tables")
        return replace(found, practice=found.practice.model_copy(update={"fold": fold, "press": True}))

    return gathered


@pytest.fixture(scope="session")
def packs(jobs, tmp_path_factory, worker_id):
    """Every document of the shipped article for each shipped practice, as bytes by name.

    Each pack is made once for all processes of the run, which begin with different ones.
    """
    alone = worker_id == "master"
    folder = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    turn = 0 if alone else int(worker_id.removeprefix("gw")) % len(PRACTICES)
    names = tuple(registry.DOCUMENTS)
    for practice in (*PRACTICES[turn:], *PRACTICES[:turn]):
        made_once(folder, practice, jobs[practice], names)
    return {practice: made_once(folder, practice, jobs[practice], names) for practice in PRACTICES}


LEAFLETS = ("leaflet-screen", "leaflet")
FOLDED = {
    "z": ("riverside", "z", "A4", ("fold_ticks",), LEAFLETS),
    "z Letter": ("lakeshore", "z", "Letter", (), LEAFLETS[:1]),
    "tri Letter": ("northgate", "tri", "Letter", (), LEAFLETS),
    "half": ("northgate", "half", "A4", (), (*LEAFLETS, "press")),
    "half Letter": ("riverside", "half", "Letter", (), LEAFLETS[:1]),
    "none": ("lakeshore", "none", "A4", (), LEAFLETS[:1]),
    "none Letter": ("northgate", "none", "Letter", ("fold_ticks",), (*LEAFLETS, "press")),
}
"""The shipped leaflet in folds and on paper that its packs do not have: practice, fold, paper, what is
switched on, documents."""


@pytest.fixture(scope="session")
def leaflets(jobs, tmp_path_factory, worker_id):
    """A leaflet of `FOLDED` as (job, files), by its name, made once for all processes of the run."""
    base = tmp_path_factory.getbasetemp()
    folder = base if worker_id == "master" else base.parent

    @cache
    def leaflet(name):
        practice, fold, paper, switched_on, names = FOLDED[name]
        job = sized(jobs[practice], fold, paper, **dict.fromkeys(switched_on, True))
        return job, made_once(folder, name, job, names)

    return leaflet


def made_once(folder, name, job, names):
    """Some documents of a job, as the first process that asks for them leaves them in a folder."""
    file = folder / f"{name}.pickle"
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            file.write_bytes(pickle.dumps(build_pack.build_documents(job, names)))
        return pickle.loads(file.read_bytes())
