"""Help for first-timers: five lines by role (product.md M20)."""

from community.communities import Community
from community.people import Person
from locales.words import Words
from messages.text import Html, Message, lines, text


def for_members(community: Community, words: Words) -> Message:
    """In the group."""
    return Message(text=_members(words))


def for_guides(community: Community, words: Words) -> Message:
    """In the group, for those who facilitate."""
    return Message(
        text=lines(
            _members(words),
            "",
            text(words, "For those who facilitate:"),
            text(words, "💬 /pregunta, /pauta · /guardar"),
            text(
                words,
                "🤝 /compromiso Rosa brings books by Friday · 📅 /sesion Theme: Thursday 18:00",
            ),
            text(words, "🗳 /decidir, /acuerdos · 📝 /actas"),
            text(words, "🧵 /sintesis temas"),
            text(words, "⚙️ /config · /cancelar · /estado · /pulso"),
        )
    )


def _members(words: Words) -> Html:
    return lines(
        text(words, "💬 To answer a question, reply to its message: text, photo or audio."),
        text(words, "📌 To share something you do in class, write it with #practica."),
        text(
            words,
            "🔎 /repertorio fractions: what others told. Open it, and tap [I tried it] or "
            "[I take it along].",
        ),
        text(words, "🙋 To ask for help, #pido and what for · /quiensabe reading: who can help"),
        text(words, "🤝 /pendientes · 📅 /agenda · 📰 /resumen what you missed · 🔒 /privacidad"),
    )


def in_private(community: Community, words: Words, *, is_guide: bool = False) -> Message:
    """In private with the bot."""
    return Message(
        text=lines(
            text(words, "Here, between us, about {community}:", community=community.title),
            text(words, "🤝 /pendientes what you took on · 📅 /agenda next dates"),
            text(words, "📌 /mispracticas what you told: change it, withdraw it · /yo your path"),
            text(
                words,
                "🔎 /repertorio fractions: what others told · /quiensabe reading: who can help",
            ),
            text(
                words,
                "📰 /resumen what you missed · 📮 /boletin every week or month · 🔒 /privacidad what "
                "is kept",
            ),
            text(
                words,
                "🌙 /pausa 2 weeks: I leave you in peace · /exportar the memory · /misdatos · "
                "/olvidame",
            ),
            text(
                words,
                "🧭 For those who facilitate: /pregunta · /sintesis · /temas · /pulso · /estado",
            )
            if is_guide
            else None,
        )
    )


def for_coordination(community: Community, words: Words) -> Message:
    """In private with somebody who only coordinates: what people told is not theirs to read."""
    return Message(
        text=lines(
            text(words, "Here, between us, about {community}:", community=community.title),
            text(
                words,
                "📬 /redes your communities now, in totals · 📮 /boletin on which day it comes",
            ),
            text(words, "🏛 What communities ask of the institution comes with it: answer there"),
            text(
                words,
                "📚 /exportar the figures · 🔒 /privacidad what is kept · /misdatos · /olvidame",
            ),
            text(words, "What people told is for who is in the group."),
        )
    )


def before_activation(words: Words, *, is_private: bool) -> Message:
    """Where no community runs."""
    if is_private:
        return Message(
            text=text(
                words,
                "I accompany communities of teachers in their Telegram group. Add me to yours, "
                "and an admin starts me there with /activar. Here, /privacidad tells what I keep.",
            )
        )
    return Message(
        text=text(
            words,
            "I am here, but nobody has started me: I keep nothing. "
            "An admin of the group starts me with /activar.",
        )
    )


def welcome(person: Person, words: Words) -> Message:
    """The private chat is open. Neutral: it does not tell of any membership."""
    return Message(
        text=text(
            words,
            "Hello, {name}. From now on I can write to you here: reminders of what you accepted, "
            "and what you ask me for. /boletin: what others shared, every week or month, if you want it. "
            "/ayuda shows what there is; /privacidad, what I keep.",
            name=person.name,
        )
    )


def private_talk(words: Words) -> Message:
    """Nobody reads along here."""
    return Message(
        text=text(
            words,
            "Here I understand commands, #practica and #pido; nobody else reads this chat. Other talk "
            "for the group, write it in the group. /ayuda shows what I can do.",
        )
    )


def unknown(near: str | None, words: Words) -> Message:
    """A command nobody knows."""
    if near is not None:
        return Message(
            text=text(words, "I do not know that command. Did you mean /{near}?", near=near)
        )
    return Message(text=text(words, "I do not know that command. /ayuda shows what there is."))
