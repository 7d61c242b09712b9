"""A page with everything that an article may hold, for what the articles at hand do without."""

from __future__ import annotations

from foldwell.documents.print_layout import files, logo_path
from foldwell.inputs import markdown
from foldwell.project.loading import BuildContext
from foldwell.rendering.pdf import layout
from foldwell.rendering.templating.writing_marks import draw_marks

PROSE = """
A paragraph with **bold words** and [a link so long that it goes on in the next line](https://example.org).

- One
  1. Inner one
  2. Inner two
- Two

  in two paragraphs, the second of which is long enough to go on where the page ends and the next begins,
  which is a narrow and low one

| Day | Night |
|-----|-------|
| a   | b     |
| c   |       |

Dose: ____ [ ] taken
"""
LOOK = (
    "@page{size:60mm 48mm;margin:6mm;@bottom-center{content:counter(page)}}"
    "h1,h2{margin:0}img{height:6mm}input{width:6mm}"
)
PAGE = (
    '<!DOCTYPE html><html lang="{language}"><head><title>{title}</title><style>{faces}{look}'
    "html{{font-family:'{family}'}}</style></head><body><main><h1>{title}</h1>"
    '<img src="{logo}" alt="{alt}"><h2>{title}</h2>{prose}</main></body></html>'
)


def build_specimen(context: BuildContext) -> bytes:
    """Return small tagged PDF pages on which paragraphs, lists, a link and a table break off and go on."""
    faces, fonts = layout.font_faces(context.base)
    html = PAGE.format(
        language=context.article.language,
        title=context.article_id,
        faces=faces,
        look=LOOK,
        family=context.base.family,
        logo=logo_path(context),
        alt=context.brand.logo_alt("medium"),
        prose=draw_marks(markdown.to_html(PROSE), context.wording),
    )
    return layout.write(layout.lay_out(html, "specimen", {**files(context), **fonts}), "specimen")
