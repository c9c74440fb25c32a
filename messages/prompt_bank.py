"""The words of the starter bank, of our own writing: a question of about a line, that asks for
something lived, in a classroom like those of the people here, and never for a child's name."""

from locales.words import N_, Words

QUESTIONS: dict[str, str] = {
    # achievements
    "achievement-1": N_(
        "What went well in your classroom this week, however small? What did you do to make it happen?"
    ),
    "achievement-2": N_(
        "What did a student say or do (no names) that showed you something had been learned?"
    ),
    "achievement-3": N_(
        "Which simple material, one of those at hand, worked better than you expected?"
    ),
    "achievement-4": N_(
        "When did you last feel the support of a family or of the community? What made it possible?"
    ),
    "achievement-5": N_(
        "Which routine of your classroom would you recommend to somebody new? Tell it step by step."
    ),
    "achievement-6": N_(
        "What did you do this week with children of different grades in the same room?"
    ),
    # challenges
    "challenge-1": N_("What are you finding hard to teach these days? What have you tried so far?"),
    "challenge-2": N_(
        "When some finish early and others have just begun, how do you organise the room?"
    ),
    "challenge-3": N_("How do you get those who say they do not like reading to read?"),
    "challenge-4": N_(
        "Which official content did you have to adapt to life in your place? How did you do it?"
    ),
    "challenge-5": N_(
        "What do you do when several students are missing because of the rain, the harvest or the road?"
    ),
    "challenge-6": N_(
        "With one more hour a week with your class, what would you use it for, and why?"
    ),
    # concerns
    "concern-1": N_("Which question about your work keeps coming back and has no answer yet?"),
    "concern-2": N_("What would you like to know about how another school of this network works?"),
    "concern-3": N_(
        "Which student, without naming them, would you like to reach better? What have you noticed?"
    ),
    "concern-4": N_(
        "Which knowledge of the elders of your community would you like to bring into the classroom?"
    ),
    "concern-5": N_("What would help you to end the week less tired?"),
    "concern-6": N_("What would you do differently if nobody assessed you this month?"),
    # setbacks
    "setback-1": N_(
        "Tell of a lesson that did not turn out as you planned it. What would you do differently today?"
    ),
    "setback-2": N_(
        "Which idea of somebody else did you try that did not work in your room? What was missing?"
    ),
    "setback-3": N_("From which recent mistake did you learn something that is useful to others?"),
    "setback-4": N_(
        "What did you stop doing this year because it did not help? How did you notice?"
    ),
    "setback-5": N_(
        "Tell of a misunderstanding with a family or at work, no names. How was it settled?"
    ),
    "setback-6": N_("Which plan did you have to give up halfway? What did you do instead?"),
}


def question(key: str, words: Words) -> str:
    """A question of the bank, as plain text; raises KeyError for a key that is none."""
    return words(QUESTIONS[key])
