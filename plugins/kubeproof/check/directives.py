"""What a fence can ask of the check of its YAML."""

DIRECTIVES = ("skip", "expect", "kubernetes", "fragment", "fix")
DIRECTIVE_RULES = frozenset({"bad-directive", "unused-directive", "missed-expectation"})
"""The rules about what a fence asks for, not about its YAML; their messages begin with the directive and a colon."""
