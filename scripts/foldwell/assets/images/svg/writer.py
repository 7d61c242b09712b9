"""A drawing as canonical XML: UTF-8, the same bytes for the same tree."""

from __future__ import annotations

from lxml import etree

from foldwell.assets.images.svg.element import NAMESPACE, Element

XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"


def svg_bytes(root: Element) -> bytes:
    """Return the bytes of a drawing."""
    return etree.tostring(_node(root), method="c14n")


def _node(element: Element) -> etree._Element:
    node = etree.Element(f"{{{NAMESPACE}}}{element.name}", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    for key, value in element.attributes.items():
        node.set(_qualified(key), value)
    last: etree._Element | None = None
    for child in element.children:
        if isinstance(child, Element):
            last = _node(child)
            node.append(last)
        elif last is None:
            node.text = (node.text or "") + child
        else:
            last.tail = (last.tail or "") + child
    return node


def _qualified(key: str) -> str:
    prefix, _, local = key.rpartition(":")
    return f"{{{ {'xlink': XLINK, 'xml': XML}[prefix] }}}{local}" if prefix else local
