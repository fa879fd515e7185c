"""Draws the months: precipitation as bars, the range of temperatures as a band."""

NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 440, 70, 70, 90, 50
GRID, TEXT, RAIN, WARM = "#e4e7eb", "#3e4c59", "#7cb4e8", "#e8743b"


def steps(low, high, count=6):
    """Round values from below low to above high."""
    raw = (high - low) / count or 1
    size = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200) if s >= raw)
    value, end = low // size * size, high
    values = [value]
    while values[-1] < end:
        values.append(values[-1] + size)
    return values


def draw(table, title, unit):
    rain_axis = steps(0, max(row["precipitation_mm"] for row in table))
    temp_axis = steps(min(0, min(row["temp_min"] for row in table)), max(row["temp_max"] for row in table))
    slot = (WIDTH - LEFT - RIGHT) / 12
    bottom = HEIGHT - BOTTOM

    def x(month):
        return LEFT + (month - 0.5) * slot

    def y(value, axis):
        return bottom - (value - axis[0]) / (axis[-1] - axis[0]) * (bottom - TOP)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="13" fill="{TEXT}">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="34" font-size="19" font-weight="bold">{title}</text>',
    ]
    for value in temp_axis:
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value, temp_axis):.1f}" y2="{y(value, temp_axis):.1f}" stroke="{GRID}"/>')
        out.append(f'<text x="{LEFT - 10}" y="{y(value, temp_axis) + 4:.1f}" text-anchor="end">{value:g}</text>')
    for value in rain_axis:
        out.append(f'<text x="{WIDTH - RIGHT + 10}" y="{y(value, rain_axis) + 4:.1f}">{value:g}</text>')
    for row in table:
        top = y(row["precipitation_mm"], rain_axis)
        out.append(f'<rect x="{x(row["month"]) - slot * 0.3:.1f}" y="{top:.1f}" width="{slot * 0.6:.1f}" height="{bottom - top:.1f}" fill="{RAIN}" opacity="0.75"><title>{NAMES[row["month"] - 1]}: {row["precipitation_mm"]} mm</title></rect>')
        out.append(f'<text x="{x(row["month"]):.1f}" y="{bottom + 20}" text-anchor="middle">{NAMES[row["month"] - 1]}</text>')
    upper = [f'{x(row["month"]):.1f},{y(row["temp_max"], temp_axis):.1f}' for row in table]
    lower = [f'{x(row["month"]):.1f},{y(row["temp_min"], temp_axis):.1f}' for row in table]
    out.append(f'<polygon points="{" ".join(upper + lower[::-1])}" fill="{WARM}" opacity="0.2"/>')
    for points in (upper, lower):
        out.append(f'<polyline points="{" ".join(points)}" fill="none" stroke="{WARM}" stroke-width="2.5"/>')
    out += [
        f'<text x="{LEFT}" y="62">mean daily low and high, {unit} (left)</text>',
        f'<rect x="{LEFT - 18}" y="51" width="12" height="12" fill="{WARM}"/>',
        f'<text x="{LEFT + 300}" y="62">precipitation a month, mm (right)</text>',
        f'<rect x="{LEFT + 282}" y="51" width="12" height="12" fill="{RAIN}"/>',
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{bottom}" y2="{bottom}" stroke="{TEXT}"/>',
        "</svg>",
    ]
    return "\n".join(out) + "\n"
