"""Every generated table by its name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from docs import brand, commands, fields, kinds, rules, templates
from docs.regions import Table

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "article-fields": fields.tabulate_article,
        "article-kinds": kinds.tabulate_kinds,
        "blocks": templates.tabulate_blocks,
        "brand-keys": brand.tabulate_keys,
        "card-sizes": rules.tabulate_cards,
        "checks": rules.list_checks,
        "commonmark-refused": rules.list_refused_markdown,
        "other-notations": rules.list_other_notations,
        "contrast": rules.tabulate_contrast,
        "countries": fields.tabulate_countries,
        "designs": templates.tabulate_designs,
        "documents": commands.tabulate_documents,
        "exit-codes": commands.tabulate_exit_codes,
        "foldwell-options": commands.describe_options,
        "font-families": rules.list_families,
        "handout-elements": rules.tabulate_handout_elements,
        "make-targets": commands.tabulate_targets,
        "reading-scores": rules.tabulate_reading_scores,
        "settings": fields.tabulate_settings,
        "stylesheets": templates.tabulate_stylesheets,
        "template-values": templates.list_css_properties,
    }
)
