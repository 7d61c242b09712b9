"""Every generated table by its name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from docs import brand, commands, fields, rules, templates
from docs.regions import Table

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "article-fields": fields.article,
        "blocks": templates.blocks,
        "brand-keys": brand.every_key,
        "card-sizes": rules.cards,
        "checks": rules.checks,
        "commonmark-refused": rules.commonmark,
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
