"""A brand for tests of what is written for it, not of what is read."""

from foldwell.model import Brand

BRAND = Brand.model_validate(
    {
        "name": "Oakwood",
        "logo": {"path": "logo.svg", "alt": "Oakwood Surgery"},
        "colours": {"primary": "#14506e", "secondary": "#b0633a", "danger": "#9c1313"},
        "base": {"family": "Lato"},
        "headings": {"family": "Open Sans"},
    }
)
