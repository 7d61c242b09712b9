"""Plan a leaflet by arithmetic: heights of what is never broken in, fold, pages, size and breaks out."""
