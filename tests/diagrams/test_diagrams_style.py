"""Text can be read and shapes can be seen, with the colours of Material, without a theme, and in files."""

import re
from itertools import product

import pytest

from kubeproof.diagrams.style import STYLE, STYLE_OF_FILES

Colour = tuple[float, float, float]

# What Material for MkDocs sets with the primary colour indigo: foreground (with its opacity), background, surface,
# and links, which is the colour of Pods.
PALETTES: dict[str, tuple[str, float, str, str, str]] = {
    "material": ("#000000", 0.87, "#ffffff", "#f5f5f5", "#4051b5"),
    "material-slate": ("#e2e4e9", 0.82, "#1e2129", "#272a35", "#5488e8"),
    "no-theme": ("#1f2328", 1, "#ffffff", "#f5f5f5", "#326ce5"),
}
WARNING = "#c2710c"


def file_palette() -> tuple[str, float, str, str, str]:
    dark = STYLE_OF_FILES.partition("prefers-color-scheme:dark")[2]
    found = dict(re.findall(r"--kp-(\w+):(#\w+)", dark))
    return found["text"], 1, found["background"], found["surface"], found["pod"]


def parse(colour: str) -> Colour:
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return red, green, blue


def blend(colour: str, opacity: float, ground: str) -> Colour:
    mixed = [a * opacity + b * (1 - opacity) for a, b in zip(parse(colour), parse(ground), strict=True)]
    return mixed[0], mixed[1], mixed[2]


def luminance(colour: Colour) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


ALL = {**PALETTES, "file-dark": file_palette()}


@pytest.mark.parametrize("name", ALL)
def test_text_has_a_contrast_of_four_and_a_half(name: str) -> None:
    text, opacity, background, surface, _ = ALL[name]
    quiet = re.search(r"text\.k-quiet\{fill-opacity:([.\d]+)\}", STYLE)
    assert quiet
    for ground, more in product((background, surface), (1, float(quiet[1]))):
        assert contrast(blend(text, opacity * more, ground), parse(ground)) >= 4.5


@pytest.mark.parametrize("name", ALL)
def test_marks_have_a_contrast_of_three(name: str) -> None:
    _, _, background, surface, pod = ALL[name]
    for ground, mark in product((background, surface), (pod, WARNING)):
        assert contrast(parse(mark), parse(ground)) >= 3


def test_the_fallbacks_are_those_measured_here() -> None:
    text, _, background, surface, pod = PALETTES["no-theme"]
    for colour in (text, surface, pod, WARNING):
        assert f"{colour})" in STYLE
    assert background == "#ffffff"
    assert "#fff)" in STYLE


def test_rules_reach_nothing_but_pictures() -> None:
    selectors = re.findall(r"(?:^|})([^{}]+)\{", STYLE)
    assert selectors
    assert all(part.startswith(".kp") for selector in selectors for part in selector.split(","))
