"""Every generated table by its name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from docs import commands, fields, rules, templates
from docs.regions import Table

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "article-fields": fields.article,
        "blocks": templates.blocks,
        "brand-keys": fields.brand,
        "brand-keys-unused": fields.unused_brand_keys,
        "card-sizes": rules.cards,
        "checks": rules.checks,
        "commonmark-refused": rules.commonmark,
        "other-notations": rules.other_notations,
        "contrast": rules.contrast,
        "countries": fields.countries,
        "documents": commands.documents,
        "exit-codes": commands.exit_codes,
        "foldwell-options": commands.options,
        "font-families": rules.families,
        "handout-elements": rules.handout_elements,
        "make-targets": commands.targets,
        "reading-scores": rules.reading_scores,
        "settings": fields.settings,
        "template-values": templates.values,
    }
)
