"""Documents made with changed templates, and what the proof says of them."""

from dataclasses import replace

from foldwell.documents.registry import DOCUMENTS
from foldwell.documents.verification import verify
from foldwell.errors import InputError
from foldwell.workflows import build_pack


def made_with(context, name, changes):
    """Make a document, and what it needs, with changed templates: file name -> function of its text."""
    templates = dict(context.templates)
    for file, change in changes.items():
        changed = change(templates[file])
        assert changed != templates[file], f"the sabotage of {file} did not change it"
        templates[file] = changed
    names = (*DOCUMENTS[name].needs, name)
    return build_pack.build_documents(replace(context, templates=templates), names)


def complaints(context, made):
    return "\n".join(map(str, verify(context, made)))


def complaints_by_name(context, made):
    """What is said against each of some documents."""
    problems = verify(context, made)
    files = {name: DOCUMENTS[name].file for name in made}
    return {name: "\n".join(str(one) for one in problems if one.file == file) for name, file in files.items()}


def refusal(context, name, changes):
    """What is said against a document made with changed templates."""
    try:
        return complaints(context, made_with(context, name, changes))
    except InputError as error:
        return str(error)


def silent(context, names, changes, *told):
    """Those of the documents of one layout that do not say all that is to be told of changed templates."""
    said = complaints_by_name(context, made_with(context, names[-1], changes))
    assert said.keys() == set(names)
    return [name for name in names if not all(words in said[name] for words in told)]


def swap(old, new):
    return lambda text: text.replace(old, new)


def append(rule):
    return lambda text: f"{text}\n{rule}\n"
