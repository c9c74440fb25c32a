"""How a title that is too long is cut: one rule for all that has one."""

AROUND = " .,:;-–—"  # what a cut title does not end with


def cut(line: str, longest: int) -> str:
    """At most `longest` characters of one line: whole words, as long as half of it is left, and «…»."""
    if len(line) <= longest:
        return line
    room = max(longest - 1, 0)
    head = line[:room]
    if not line[room].isspace() and " " in head[longest // 2 :]:
        head = head.rsplit(" ", 1)[0]
    return f"{head.rstrip(AROUND) or head}…"
