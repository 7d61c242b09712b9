"""One YAML article becomes a folded leaflet, a Word handout and a card, each proven complete."""

__version__ = "0.1.0"
