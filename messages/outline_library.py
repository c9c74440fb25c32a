"""The words of the ready plans, of our own writing: a title, a why, and what each step asks.

A plan has a question to begin with, something to try, a look back, and an end. No step asks for a
child's name, and each can be answered in a line from an old phone.
"""

from dataclasses import dataclass

from locales.words import N_, Words


@dataclass(frozen=True, kw_only=True)
class PlanWords:
    """A plan of the library, as people read it; plain text, not yet translated."""

    title: str
    why: str
    steps: tuple[str, ...]


PLANS: dict[str, PlanWords] = {
    "beginnings": PlanWords(
        title=N_("First weeks of a community"),
        why=N_("to know one another"),
        steps=(
            N_(
                "Where do you teach, and what does one see from the window of your room? Three lines "
                "or a photo without faces are enough."
            ),
            N_(
                "What do you do well and could show to somebody here? However small: a song, a way "
                "of forming groups, a game for rainy days."
            ),
            N_(
                "To try this week: choose what a colleague of another school told, and ask them one "
                "question about it, by replying to their message. What would you like to take to your "
                "room?"
            ),
            N_(
                "What would you like to have learned here by the end of the term? And what would make "
                "you stop coming?"
            ),
            N_(
                "To close: which two or three agreements make it worth while to be here? With what you "
                "all say, whoever facilitates can write the charter (/carta)."
            ),
        ),
    ),
    "reading": PlanWords(
        title=N_("Reading in a multigrade room"),
        why=N_("so that they read every day"),
        steps=(
            N_(
                "Think of somebody who reads with pleasure and of somebody who avoids it (no names). "
                "What happens in your room when it is time to read, with several grades at once?"
            ),
            N_(
                "To try this week: ten minutes a day in pairs of an older and a younger child. The older "
                "one reads a page, the younger one tells it back. Which pair surprised you?"
            ),
            N_(
                "After some days in pairs: what did you have to change so that it works with your "
                "grades? A photo of the corner or of a notebook, without faces, tells a lot."
            ),
            N_(
                "Another one to try: a child reads to the other grades something brought from home: a "
                "recipe, a letter, a song. What did they choose, and how was it received?"
            ),
            N_(
                "To close: what do you keep of these two weeks of reading, and what would you tell "
                "whoever begins tomorrow? If others could try it, tell it with #practica."
            ),
        ),
    ),
    "visits": PlanWords(
        title=N_("Visits of critical friends"),
        why=N_("a kind look at your lesson"),
        steps=(
            N_(
                "For which moment of your lesson would you like another pair of eyes? Say what to look "
                "at, not whom."
            ),
            N_(
                "To try: agree on a visit with a colleague, in person, by video or with an audio of ten "
                "minutes of your lesson. Whoever looks writes down what they see, without judging. With "
                "whom, and when?"
            ),
            N_(
                "For whoever looked: one thing that is useful to me, one that I wonder about, one that I "
                "would try. Tell your friend first; here, only what both of you want to share."
            ),
            N_(
                "For whoever was visited: what did you hear that you had not noticed? What will you do "
                "differently on Monday?"
            ),
            N_(
                "To close: what makes it a help and not an inspection? Leave one piece of advice for the "
                "next pair."
            ),
        ),
    ),
    "transfer": PlanWords(
        title=N_("A practice taken to my school"),
        why=N_("to try what others did, at your place"),
        steps=(
            N_(
                "Look through /repertorio and choose a practice that somebody else told. Which one, and "
                "why that one for your class?"
            ),
            N_(
                "What has to change so that it fits your room: the grades, the time, the materials, the "
                "language spoken at home?"
            ),
            N_(
                "To try this week, even if only once and in a small way: do it. What did your students do "
                "that you did not expect?"
            ),
            N_(
                "Looking back: what worked, what half worked, what could not be done? Whoever told it "
                "first will want to know."
            ),
            N_(
                "To close: how does the practice look now that it is yours? Tell it with #practica, and "
                "say from whom it came, so that the next one can begin with yours."
            ),
        ),
    ),
    "elders": PlanWords(
        title=N_("Dialogue of knowledges with elders"),
        why=N_("what they know, and the school"),
        steps=(
            N_(
                "Which knowledge of your place could be lost: a word, a way of sowing, of weaving, of "
                "reading the weather? Who holds it today?"
            ),
            N_(
                "To try: each child asks an elder of the family one single question and brings the answer "
                "told, drawn or recorded. First, ask the elder whether it may be shared. Which question "
                "did you choose?"
            ),
            N_(
                "What did the elders say that is in no textbook? Where does it meet what you teach, and "
                "where does it contradict it?"
            ),
            N_(
                "To try: a lesson with both voices, the elder's and the book's; with the elder in the "
                "room, if possible. How did you prepare it?"
            ),
            N_(
                "To close: what did the children learn, and what did you? What do we owe to those who "
                "taught us, and what should stay in the community and not travel?"
            ),
        ),
    ),
    "stumbles": PlanWords(
        title=N_("Learning from what did not work"),
        why=N_("to look at stumbles without blame"),
        steps=(
            N_(
                "Tell of something you prepared with care that turned out otherwise. Only what happened, "
                "without explaining it yet."
            ),
            N_(
                "Choose a colleague's story and reply to it with one question that helps to look, and no "
                "advice: «what did you see when…?»"
            ),
            N_(
                "To try: do again what did not work, changing one single thing. Which one, and what "
                "happened?"
            ),
            N_(
                "To close: what did the stumble teach you that a success would not have? If it spares "
                "others the same stone, tell it with #practica."
            ),
        ),
    ),
    "ending": PlanWords(
        title=N_("The end of the school year"),
        why=N_("to see what was learned"),
        steps=(
            N_("When the year began, what worried you about your class? What became of it?"),
            N_(
                "To try: ask your students to show, with a drawing or a sentence, something they can do "
                "now and could not when the year began. What did they show (no names)?"
            ),
            N_(
                "Which idea of a colleague of this group stayed in your room? Tell it, and thank them by "
                "replying to their message."
            ),
            N_(
                "What do you want to leave ready for whoever has the class next year, perhaps yourself?"
            ),
            N_(
                "To close: with what do you end the year, and with what should this community begin after "
                "the rest?"
            ),
        ),
    ),
}


def title_of(key: str, words: Words) -> str:
    """Plain text."""
    return words(PLANS[key].title)


def steps_of(key: str, words: Words) -> tuple[str, ...]:
    """Plain text, as many as the plan has days (community/outlines.py)."""
    return tuple(words(step) for step in PLANS[key].steps)
