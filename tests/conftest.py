"""What the tests share: the shipped project, a copy of it to break, and its packs, made once."""

import fcntl
import gc
import pickle
import resource
import shutil
import sys
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from support.combinations import COLLECTED
from support.layouts import none_kept
from support.project import ARTICLE, FOLDED, PRACTICES, ROOT, USUAL, sized
from support.shared_results import SharedCache, shared

from foldwell import cli
from foldwell.documents import leaflet, registry, type_settings
from foldwell.documents.cards import plan
from foldwell.documents.planning import fold_choice, leaflet_pages
from foldwell.model import Press
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.rendering.pdf import layout
from foldwell.workflows import build_pack
from foldwell.workflows.request import BuildRequest

pytest_plugins = ["support.every_problem"]

# A layout makes a hundred thousand objects that all live as long as it does: looking for reference cycles
# among them again and again takes a fifth of its time.
gc.freeze()
gc.set_threshold(20_000, 10, 10)

TODAY = date(2026, 11, 22)
"""The day on which the shipped article was published."""

GROWN = 1.1
"""A process so many times as large as after the last collection holds what tests have left."""

looked_at = [0]


@pytest.fixture(scope="session", autouse=True)
def known(common):
    """Keep what was laid out, as a process that watches does, and what was read, for each process of a run.

    Most tests lay out the shipped article, and look at something else. Those that look at the engine itself
    ask for `fresh`.
    """
    with pytest.MonkeyPatch.context() as patched:
        for cached in ("LAYOUTS", "WRITTEN"):
            patched.setattr(layout, cached, SharedCache(common / cached))
        patched.setattr(inspection, "read_pdf", shared(inspection.read_pdf.__wrapped__, common / "read"))
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Keep all that was collected, before `-m` leaves out some of it."""
    config.stash[COLLECTED] = list(items)


def pytest_collection_finish():
    """Leave out of later searches for cycles what lives to the end: the tests themselves."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def fresh():
    """Know no layout of before, and keep none."""
    with none_kept():
        yield


@pytest.fixture(scope="session")
def warm():
    """Make the shipped handout and card, so that a process that is forked need not load and lay out again."""
    with pytest.MonkeyPatch.context() as patched:
        set_tight(patched)
        for practice in PRACTICES:
            build_pack.prove(ROOT, BuildRequest(practice, ARTICLE, ("handout", "card"), today=TODAY))


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
def run(project, warm, monkeypatch, capsys):
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


@pytest.fixture
def tight(monkeypatch):
    """Lay leaflet and card out once, for tests to which another setting makes no difference.

    The search for the most generous one has tests of its own. What a test takes away may leave panels empty:
    the proof must find what is gone.
    """
    set_tight(monkeypatch)
    yield
    # What was found out about a context at the tight setting holds for nobody else.
    leaflet.planned.clear()
    plan.planned.clear()


def set_tight(patched):
    """Leave one setting of each document to choose from: a tight one of leaflet and card."""
    patched.setattr(leaflet_pages, "LEAFLET", leaflet_pages.LEAFLET[-4:-3])
    patched.setattr(fold_choice, "MAX_EMPTY", 1.0)
    patched.setattr(type_settings, "CARDS", type_settings.CARDS[-1:])


@pytest.fixture(scope="session")
def contexts():
    """The context of the shipped article for each shipped practice."""
    return {practice: loading.load_context(ROOT, practice, ARTICLE) for practice in PRACTICES}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The context of an article that is given as text, named `tables`, for a shipped practice and a fold."""
    project = tmp_path_factory.mktemp("written")
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, project / folder)

    @cache
    def gathered(text, fold="tri", practice="riverside"):
        (project / loading.ARTICLES / "tables.yaml").write_text(text, encoding="utf-8")
        found = loading.load_context(project, practice, "tables")
        return replace(found, practice=found.practice.model_copy(update={"fold": fold, "press": Press()}))

    return gathered


@pytest.fixture(scope="session")
def common(tmp_path_factory, worker_id):
    """The folder of all processes of the run."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def packs(request, contexts, common, worker_id):
    """Every document of the shipped article for shipped practices, as bytes by name.

    Each pack is made once for all processes of the run, which begin with different ones. That of a practice
    which is not among the usual ones is made if a test of the run is named for it.
    """
    named = {value for item in request.session.items for value in parameters(item)}
    practices = [practice for practice in PRACTICES if practice in USUAL or practice in named]
    turn = 0 if worker_id == "master" else int(worker_id.removeprefix("gw")) % len(practices)
    names = tuple(registry.DOCUMENTS)
    for practice in (*practices[turn:], *practices[:turn]):
        made_once(common, practice, contexts[practice], names)
    return {practice: made_once(common, practice, contexts[practice], names)[1] for practice in practices}


def parameters(item):
    """The words among the parameters of a test."""
    values = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return {value for value in values if isinstance(value, str)}


@pytest.fixture(scope="session")
def leaflets(contexts, common):
    """A leaflet of `FOLDED` as (context, files), by its name, made once for all processes of the run.

    The context has the format that was planned, as it has in a build.
    """

    @cache
    def leaflet(name):
        practice, fold, paper, switched_on, names = FOLDED[name]
        context = sized(contexts[practice], fold, paper, **dict.fromkeys(switched_on, True))
        leaflet_format, documents = made_once(common, name, context, names)
        return replace(context, leaflet=leaflet_format), documents

    return leaflet


def made_once(folder, name, context, names):
    """The leaflet's format and some documents, as the first process that asks leaves them in a folder."""
    file = folder / f"{name}.pickle"
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            planned = build_pack.with_plans(context, names)
            file.write_bytes(pickle.dumps((planned.leaflet, build_pack.build_documents(planned, names))))
        return pickle.loads(file.read_bytes())
