"""Our own icons: strokes in a square of 24, kept simple so that they are clear at 16 pixels."""

SIZE = 24

ICONS = {
    # A laptop.
    "client": "M5 5.5h14v9.5H5zM2.5 18.5h19",
    # One line comes in, three go out.
    "load-balancer": "M12 3v6M12 9L5 15v3M12 9v9M12 9l7 6v3M3.5 19.5h3M10.5 19.5h3M17.5 19.5h3",
    # Two drawers of a rack.
    "node": "M4 4.5h16v6.5H4zM4 13h16v6.5H4zM7 7.75h2M7 16.25h2M13 7.75h4M13 16.25h4",
    # A parcel.
    "pod": "M12 2.75l8 4.6v9.3l-8 4.6-8-4.6v-9.3zM4 7.35l8 4.65 8-4.65M12 12v9.25",
    # One point that stands for several.
    "service": "M9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0M12 9V3.5M9.4 13.5L4.6 17M14.6 13.5l4.8 3.5M10.5 3h3M3 18h3M18 18h3",
    # A globe.
    "dns": "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18",
    "cloud": "M7 18.5a4.5 4.5 0 0 1-.6-8.95A6 6 0 0 1 17.9 10.6 4 4 0 0 1 17.5 18.5z",
    # No entry.
    "taint": "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M6 18L18 6",
    # A label with its eye.
    "label": "M3.5 4h8.5l8.5 8.5-8 8L3.5 12zM7.5 8h.6",
    # A sheet of paper with a corner turned.
    "file": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "key": "M4 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M12 12h9M17 12v4M20.5 12v3",
    # A drum, as of a disk.
    "disk": "M5 6a7 2.75 0 1 0 14 0a7 2.75 0 1 0-14 0M5 6v12a7 2.75 0 0 0 14 0V6M5 12a7 2.75 0 0 0 14 0",
    "shield": "M12 3l7.5 2.75v5.5c0 4.5-3 8-7.5 9.75-4.5-1.75-7.5-5.25-7.5-9.75v-5.5zM8.75 12l2.25 2.25 4.25-4.5",
    "person": "M8.25 7.5a3.75 3.75 0 1 0 7.5 0a3.75 3.75 0 1 0-7.5 0M4.5 20.5a7.5 7 0 0 1 15 0z",
    # Arrows that pull apart.
    "scale": "M13.5 10.5L20 4M15 4h5v5M10.5 13.5L4 20M4 15v5h5",
    # A box like any other.
    "object": "M4.5 4.5h15v15h-15zM4.5 9.5h15",
    "cross": "M6 6l12 12M18 6L6 18",
    "plus": "M12 5v14M5 12h14",
    "clock": "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M12 7v5.5l3.5 2",
}
