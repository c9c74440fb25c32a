"""How an early signal of the pulse is said, with its one move: in /pulso, and in the guides' note."""

from community.pulse import Signal
from locales.words import N_

SIGNALS = {
    Signal.QUIET: N_(
        "Nobody has answered for two weeks. One move: a lighter question, with /pregunta."
    ),
    Signal.UNHEARD: N_(
        "Several requests have nobody who helps. One move: see with /quiensabe who could, and write to "
        "one person."
    ),
    Signal.LATE: N_(
        "More than half of the commitments that fell due are still open. One move: talk about which to "
        "let go, without names."
    ),
    Signal.ONE_VOICE: N_(
        "One person answers and helps much more than the others. One move: invite two others, in "
        "private, to tell something."
    ),
    Signal.NOBODY_BEGINS: N_(
        "All questions came from those who facilitate. One move: invite to propose one with #tema."
    ),
    Signal.LARGE: N_(
        "More than twenty-five people take part. One move: a topic of the group for each smaller circle."
    ),
}
