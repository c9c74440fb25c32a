"""What levels of school are called."""

from community.levels import Level
from locales.words import N_

LEVELS = {
    Level.EARLY: N_("Early years"),
    Level.FIRST: N_("1st and 2nd"),
    Level.THIRD: N_("3rd and 4th"),
    Level.FIFTH: N_("5th and 6th"),
    Level.SEVENTH: N_("7th and 8th"),
    Level.SECONDARY: N_("Secondary"),
    Level.MULTIGRADE: N_("Several at once"),
}
