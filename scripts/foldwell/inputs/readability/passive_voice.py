"""Detect the passive voice by a simple rule.

A form of 'be' or 'get', then at most two adverbs of the list or words in -ly, then a past participle: a word
in -ed, or one of the irregular ones below. The rule misses a passive without its auxiliary ('if advised'),
after a contraction ('it's found') and with other words between ('is by most people found'). It takes for
passives the adjectives that look like participles ('is twisted', 'is swollen').
"""

from __future__ import annotations

import re

AUXILIARY = "am are is was were be been being isn't aren't wasn't weren't get gets got gotten getting"
ADVERBS = "not also always ever never often still sometimes usually just too so very more being"
IRREGULAR = """
    beaten begun bent bitten blown born bought bound bred broken brought built burnt caught chosen cut dealt
    done drawn driven drunk eaten fallen fed felt fought found forbidden forgotten forgiven frozen given grown
    heard held hidden hit hurt kept known laid led left lent lit lost made meant met paid proven put read
    ridden risen run said seen sent set sewn shaken shed shown shut sold spent split spoken spread stolen
    stuck sung swept swollen swum taken taught thought thrown told torn understood upset woken worn written
"""
NOT_PARTICIPLES = "bed bleed breed feed hundred indeed naked need red seed speed tired wed wicked"


def _one_of(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


PASSIVE = re.compile(
    rf"\b{_one_of(AUXILIARY)}\s+(?:(?:{_one_of(ADVERBS)}|\w+ly)\s+){{0,2}}"
    rf"(?!{_one_of(NOT_PARTICIPLES)}\b)(?:\w{{2,}}ed|{_one_of(IRREGULAR)})\b",
    re.IGNORECASE,
)


def passive_words(sentence: str) -> str:
    """Return the words that make a sentence passive, or nothing."""
    found = PASSIVE.search(sentence)
    return found[0] if found else ""
