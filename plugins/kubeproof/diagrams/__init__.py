"""Pictures of what a cluster does with manifests. A model gives the facts, a scene the places, a writer the SVG."""

from kubeproof.diagrams.drawing import Drawing, DrawingError, Place, Table
from kubeproof.diagrams.placement import compare_placements, draw_placement
from kubeproof.diagrams.placement_parts import View
from kubeproof.diagrams.relations import draw_relations
from kubeproof.diagrams.service import draw_service

__all__ = [
    "Drawing",
    "DrawingError",
    "Place",
    "Table",
    "View",
    "compare_placements",
    "draw_placement",
    "draw_relations",
    "draw_service",
]
