"""A laid-out flow as SVG: shapes with presentation attributes and classes only, so that a strict page may inline it."""

from html import escape

from workflows.flows.layout import LEFT, LINE_X, NODE_HEIGHT, NODE_WIDTH, SIDE_HEIGHT, Arrow, Node, Picture, Rail

INK, INK_2, LINE, PAPER, CARD = "#1b2430", "#55606e", "#e4dfd5", "#faf8f4", "#ffffff"
TONES = {  # fill, stroke, text
    "step": (PAPER, "#c9c2b4", INK),
    "done": ("#e8f3ee", "#1c6b50", "#1c6b50"),
    "wait": ("#fdf3dc", "#8a5a00", "#8a5a00"),
    "quiet": (PAPER, INK_2, INK_2),
    "stop": ("#fbeae7", "#a8291c", "#a8291c"),
}
FONT = "'Be Vietnam Pro', system-ui, 'Segoe UI', Roboto, sans-serif"
WIDE = 0.56  # mean width of a letter in parts of the type size


def draw(picture: Picture) -> str:
    """Return the SVG text of a picture, with a title and a description for those who cannot see it."""
    title, description = f"flow-{picture.name}-title", f"flow-{picture.name}-description"
    size = f'viewBox="0 0 {picture.width} {picture.height}" width="{picture.width}" height="{picture.height}"'
    named = f'role="img" aria-labelledby="{title} {description}" font-family="{escape(FONT)}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" {size} {named}>',
            f'<title id="{title}">{escape(picture.title, quote=False)}</title>',
            f'<desc id="{description}">{escape(picture.description, quote=False)}</desc>',
            f'<rect width="{picture.width}" height="{picture.height}" fill="{CARD}"/>',
            *(row for rail in picture.rails for row in _rows(rail)),
            *(part for rail in picture.rails for part in _rail(rail)),
            *(_detour(*detour) for detour in picture.detours),
            *(part for arrow in picture.arrows for part in _arrow(arrow)),
            *(part for y, label in picture.skipped for part in _skipped(y, label)),
            *(part for node in picture.nodes for part in _node(node)),
            _text(LEFT, picture.height - 22, picture.footnote, size=13, fill=INK_2, css="flow-note"),
            "</svg>",
            "",
        ]
    )


def wrap(text: str, width: int, size: int) -> list[str]:
    """Break a text into lines that fit a width in pixels, by the mean width of a letter."""
    most, lines = int(width / (size * WIDE)), [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= most or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _text(
    x: int, y: int, text: str, *, size: int, fill: str, css: str, weight: int = 400, anchor: str = "start"
) -> str:
    return (
        f'<text class="{css}" x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}" '
        f'text-anchor="{anchor}">{escape(text, quote=False)}</text>'
    )


def _node(node: Node) -> list[str]:
    fill, stroke, ink = TONES[node.tone]
    is_wide = node.width == NODE_WIDTH
    height, size = (NODE_HEIGHT, 16) if is_wide else (SIDE_HEIGHT, 14)
    box = f'x="{node.x}" y="{node.y}" width="{node.width}" height="{height}" rx="6"'
    parts = [f'<rect class="flow-state flow-{node.tone}" {box} fill="{fill}" stroke="{stroke}"/>']
    inside = wrap(node.label, node.width - 12, size)
    notes = list(node.notes) if is_wide else []
    first = node.y + height // 2 + 5 - 9 * (len(inside) + len(notes) - 1)
    x, anchor = (node.x + 16, "start") if is_wide else (node.x + node.width // 2, "middle")
    for place, line in enumerate(inside):
        y = first + 18 * place
        parts.append(_text(x, y, line, size=size, fill=ink, css="flow-name", weight=600, anchor=anchor))
    for place, line in enumerate(notes, len(inside)):
        parts.append(_text(x, first + 18 * place, line, size=13, fill=INK_2, css="flow-note"))
    if not is_wide:
        lines = [line for note in node.notes for line in wrap(note, node.width + 12, 12)]
        for place, line in enumerate(lines):
            y = node.y + height + 18 + 15 * place
            parts.append(_text(x, y, line, size=12, fill=INK_2, css="flow-note", anchor="middle"))
    return parts


def _arrow(arrow: Arrow) -> list[str]:
    x, tip = arrow.x, arrow.bottom
    parts = [
        f'<path class="flow-way" d="M{x} {arrow.top}V{tip - 8}" fill="none" stroke="{INK}" stroke-width="1.5"/>',
        f'<path class="flow-tip" d="M{x - 5} {tip - 9}h10l-5 8z" fill="{INK}"/>',
    ]
    label_y = tip - (34 if arrow.actor else 15)
    parts.append(_text(x + 16, label_y, arrow.label, size=14, fill=INK, css="flow-move", weight=600))
    if arrow.actor:
        parts.append(_text(x + 16, tip - 15, arrow.actor, size=13, fill=INK_2, css="flow-actor"))
    return parts


def _skipped(y: int, label: str) -> list[str]:
    middle = y + 15
    ring = f'cx="{LINE_X}" cy="{middle}" r="5" fill="{CARD}" stroke="{INK_2}" stroke-dasharray="2 2"'
    return [
        f'<circle class="flow-skipped" {ring}/>',
        _text(LINE_X + 16, middle + 4, label, size=13, fill=INK_2, css="flow-skipped"),
    ]


def _detour(top: int, bottom: int) -> str:
    x = LEFT - 20
    return (
        f'<path class="flow-detour" d="M{LEFT} {top}H{x}V{bottom}H{LEFT - 8}" fill="none" stroke="{INK}" '
        f'stroke-width="1.5" stroke-dasharray="5 4"/>'
        f'<path class="flow-tip" d="M{LEFT - 9} {bottom - 5}v10l8-5z" fill="{INK}"/>'
    )


def _rows(rail: Rail) -> list[str]:
    return [f'<path class="flow-row" d="M{LEFT + NODE_WIDTH} {y}H{rail.x}" stroke="{LINE}"/>' for y in rail.rows]


def _rail(rail: Rail) -> list[str]:
    x, tip = rail.x, rail.bottom
    lines = wrap(rail.label, 90, 14)
    parts = [
        _text(x, 40 + 17 * place, line, size=14, fill=INK, css="flow-move", weight=600, anchor="middle")
        for place, line in enumerate(lines)
    ]
    start = rail.rows[0] if rail.rows else tip - 30
    parts.append(f'<path class="flow-rail" d="M{x} {start}V{tip - 8}" fill="none" stroke="{INK_2}"/>')
    parts += [f'<circle class="flow-dot" cx="{x}" cy="{y}" r="4" fill="{INK_2}"/>' for y in rail.rows]
    parts.append(f'<path class="flow-tip" d="M{x - 5} {tip - 9}h10l-5 8z" fill="{INK_2}"/>')
    return parts
