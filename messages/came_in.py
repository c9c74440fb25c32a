"""How it is said what a prompt brought: answers, from how many people and schools. Nobody is named."""

from community.prompt_windows import CameIn
from locales.words import Words
from messages.text import Html, text, texts


def counted(came_in: CameIn, words: Words, *, with_people: bool = True) -> Html:
    """«7 answers from 5 people of 3 schools»; one person or one school goes without saying."""
    answers = texts(words, "{n} answer", "{n} answers", came_in.answers)
    if not with_people or came_in.people < 2:
        return answers
    people = texts(words, "{n} person", "{n} people", came_in.people)
    if came_in.schools < 2:
        return text(words, "{answers} from {people}", answers=answers, people=people)
    schools = texts(words, "{n} school", "{n} schools", came_in.schools)
    return text(
        words,
        "{answers} from {people} of {schools}",
        answers=answers,
        people=people,
        schools=schools,
    )
