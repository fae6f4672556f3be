"""The look of all pictures: a few colours, taken from the theme's palette where there is one.

A site overrides a colour by setting one of the variables --kp-text, --kp-background, --kp-surface, --kp-pod and
--kp-warning. Colours of tones tell nothing that shape does not tell as well, and text is never in colour.
"""

_VARIABLES = (
    "--kt:var(--kp-text,var(--md-default-fg-color,#1f2328));"
    "--kb:var(--kp-background,var(--md-default-bg-color,#fff));"
    "--ks:var(--kp-surface,var(--md-code-bg-color,#f5f5f5));"
    "--ka:var(--kp-pod,var(--md-typeset-a-color,#326ce5));"
    "--kw:var(--kp-warning,#c2710c)"
)
_RULES = (
    # In a page written from right to left, the picture still runs from left to right.
    f".kp{{{_VARIABLES};direction:ltr;fill:none;stroke:none;stroke-linecap:round;stroke-linejoin:round;"
    "font:12px/1.3 var(--md-text-font-family,system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif)}"
    ".kp text{fill:var(--kt);stroke:none;unicode-bidi:isolate;white-space:pre}"
    ".kp .k-mono{font-family:var(--md-code-font-family,ui-monospace,SFMono-Regular,Consolas,Menlo,monospace)}"
    ".kp .k-bold{font-weight:600}"
    ".kp .k-line,.kp .k-icon{fill:none;stroke:var(--kt);stroke-width:1.5}"
    ".kp .k-head{fill:var(--kt);stroke:none}"
    ".kp text.k-quiet{fill-opacity:.8}"
    ".kp .k-line.k-quiet,.kp .k-icon.k-quiet{stroke-opacity:.6}.kp .k-head.k-quiet{fill-opacity:.6}"
    ".kp .k-plain{fill:var(--kb);stroke:var(--kt);stroke-opacity:.5}"
    ".kp text.k-plain,.kp .k-head.k-plain{fill:var(--kt);stroke:none}"
    ".kp .k-line.k-plain,.kp .k-icon.k-plain{fill:none;stroke-opacity:.85}"
    ".kp .k-surface{fill:var(--ks);stroke:var(--kt);stroke-opacity:.14}"
    ".kp .k-accent{fill:var(--kb);stroke:var(--ka);stroke-width:2}"
    ".kp .k-line.k-accent,.kp .k-icon.k-accent{fill:none;stroke:var(--ka);stroke-opacity:1}"
    ".kp .k-head.k-accent{fill:var(--ka);stroke:none}"
    ".kp .k-solid{fill:var(--ka);stroke:var(--ka)}"
    ".kp .k-icon.k-inverse{stroke:var(--kb)}"
    ".kp .k-ghost{fill:none;stroke:var(--kt);stroke-opacity:.5;stroke-dasharray:4 4}"
    ".kp .k-icon.k-ghost{stroke-dasharray:none}"
    ".kp .k-hollow{fill:none;stroke:var(--kt);stroke-opacity:.5}"
    ".kp .k-half{fill:var(--kb);stroke:var(--kw);stroke-width:2;stroke-dasharray:3 2}"
    ".kp .k-warning{fill:none;stroke:var(--kw)}"
    ".kp .k-line.k-warning,.kp .k-icon.k-warning{stroke:var(--kw);stroke-width:2}.kp .k-head.k-warning{fill:var(--kw)}"
    ".kp .k-edge{fill:var(--ks);stroke:var(--kt);stroke-opacity:.4;stroke-dasharray:6 5}"
    ".kp .k-dashed{stroke-dasharray:4 4}"
    # A box can be hovered and followed anywhere in it, filled or not.
    ".kp rect,.kp .kp-node{pointer-events:visible}"
    ".kp a:hover .k-bold{text-decoration:underline}"
    ".kp a:focus,.kp [tabindex]:focus{outline:none}"
    ".kp a:focus-visible,.kp [tabindex]:focus-visible{outline:2px solid var(--ka);outline-offset:2px}"
    ".kp .kp-off{display:none}.kp .kp-absent,.kp .kp-knob{visibility:hidden}"
    ".kp-live .kp .kp-absent,.kp-live .kp .kp-knob{visibility:visible}"
    ".kp-live .kp .kp-switch{cursor:pointer}"
    ".kp .kp-tip{visibility:hidden}"
    ".kp a:focus-visible>.kp-tip,.kp [tabindex]:focus-visible>.kp-tip{visibility:visible}"
)
# A file of its own has no theme around it: it is the root of its document.
_ALONE = (
    "svg.kp:root{background:var(--kb)}"
    "@media (prefers-color-scheme:dark){svg.kp:root{"
    "--kp-text:#e6e8ef;--kp-background:#1e2129;--kp-surface:#282c36;--kp-pod:#7aa5f5;--kp-warning:#e8a04a}}"
)

STYLE = _RULES
STYLE_OF_FILES = _RULES + _ALONE
