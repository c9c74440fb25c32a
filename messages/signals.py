"""How an early signal of the pulse is said, with its one move: in /pulso, and in the guides' note."""

from community.pulse import Signal
from locales.words import N_

SIGNALS = {
    Signal.QUIET: N_("Two weeks without an answer. One move: ask something lighter, /pregunta."),
    Signal.UNHEARD: N_(
        "Several requests that nobody took up. One move: /quiensabe, and write to one person."
    ),
    Signal.LATE: N_(
        "More than half of what fell due is open. One move: talk about which to let go, without names."
    ),
    Signal.ONE_VOICE: N_(
        "One voice gives much of what is given. One move: invite two others, in private, to tell something."
    ),
    Signal.NOBODY_BEGINS: N_(
        "No question came from a member. One move: invite to #tema, or choose among them with /tema."
    ),
    Signal.LARGE: N_(
        "More than twenty-five active people. One move: a topic of their own for each working group."
    ),
}
