"""A few pages laid out from a text."""

from foldwell.assets import fonts
from foldwell.rendering.pdf import layout

FONT = fonts.bundled_font("Lato")


FACES, FILES = layout.font_faces(FONT)


STYLE = f"<style>{FACES} @page {{ size: 60mm 40mm; margin: 5mm }} html {{ font-family: Lato }}</style>"


def laid(body, files=None, style=""):
    html = f"<!DOCTYPE html><html lang=en><title>T</title>{STYLE}<style>{style}</style>{body}"
    return layout.lay_out(html, "page.html.j2", {**FILES, **(files or {})})
