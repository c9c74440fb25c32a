"""A person's path (/yo), and thanks that are kept in it."""

import re
from html.parser import HTMLParser

from tests.conversation import Persona, Stage


async def test_somebody_reads_what_they_did_and_what_came_of_it(stage: Stage) -> None:
    ana, rosa, juan = (stage.person(name) for name in ("Ana", "Rosa", "Juan"))
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan])
    await rosa.says("/yo", group)
    assert "abre nuestro chat privado y escribe /yo" in stage.told(group)[-1]
    await rosa.starts()
    told = await rosa.says("#practica Contamos con piedras <b>", group)
    await rosa.taps("Historia", stage.last(group))
    await juan.taps("La probé", stage.last(group))
    await juan.replies("#gracias, nos sirvió mucho", to=told)
    assert stage.reactions(juan.last) == ["❤"]
    await ana.replies("#gracias", to=stage.last(group))
    assert stage.reactions(ana.last) == ["👍"]  # the last card is about Juan's trial
    before = len(stage.told(group))

    await rosa.says("/yo", group)

    assert stage.told(group)[before:] == ["Tu recorrido es para ti: te lo envié en privado."]
    said = rosa.told[-1]
    assert "Prácticas que contaste: 1; veces que otras personas las probaron: 1." in said
    assert "Ayudas que diste: 0; gracias que recibiste: 1." in said
    assert "alguien probó tu «Contamos con piedras <b>»" in said
    assert "Juan te dio las gracias" in said
    await rosa.taps("Descargar")
    assert "Se abre sin internet" in stage.last(rosa.id).text


async def test_thanks_to_nobody_to_oneself_or_to_who_wants_nothing_kept_are_kept_nowhere(
    stage: Stage,
) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    mine = await rosa.says("hola", group)
    await rosa.replies("#gracias a mí", to=mine)
    assert stage.reactions(rosa.last) == ["👍"]
    await rosa.says("#gracias a la vida", group)
    assert stage.told(group)[-1].startswith("Para agradecer a alguien, responde con #gracias")
    await rosa.starts()
    await rosa.says("/nomeguardes")
    await ana.replies("#gracias Rosa", to=mine)
    assert stage.reactions(ana.last) == ["👍"]
    await ana.starts()
    await ana.says("/yo")
    assert "gracias" not in ana.told[-1]


def downloaded(stage: Stage, person: Persona) -> str:
    """The page that [Descargar] gave last."""
    document = stage.last(person.id).content["document"]
    assert document["file_name"] == "minga-yo.html"
    content: bytes = stage.world.files[document["file_id"]].bytes
    return content.decode()


class Strict(HTMLParser):
    """Every tag closed in its order, and nothing that would fetch or run anything."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not {name for name, _ in attrs} - {"lang", "charset", "name", "content", "class"}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


async def test_others_who_were_forgotten_or_want_nothing_kept_are_in_no_path(stage: Stage) -> None:
    ana, rosa, juan, luis = (stage.person(name) for name in ("Ana", "Rosa", "Juan", "Luis"))
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan, luis])
    told = await rosa.says("#practica Contamos con piedras", group)
    theirs = await luis.says("#practica Leemos con <script>alert(1)</script> cuentos", group)
    await luis.taps("Historia", stage.last(group))
    await rosa.taps("La probé", stage.last(group))
    for person in (juan, luis):
        await person.replies("#gracias", to=told)
        await person.starts()
    await rosa.starts()
    await rosa.says("/yo")
    await rosa.taps("Descargar")
    assert "Juan te dio las gracias" in downloaded(stage, rosa)
    page = Strict()
    page.feed(downloaded(stage, rosa))
    assert page.open == []
    assert page.seen == {"html", "meta", "title", "style", "h1", "ul", "li", "span"}
    assert not re.search(r"url\(|@import|https?:|javascript:", downloaded(stage, rosa))

    await juan.says("/olvidame")
    await juan.taps("Sí, olvídame")
    await luis.says("/nomeguardes")
    await luis.replies("/borrar", to=theirs)
    await rosa.says("/yo")
    await rosa.taps("Descargar")

    page_now = downloaded(stage, rosa)
    assert "Juan" not in page_now
    assert "Luis" not in page_now
    assert page_now.count("alguien te dio las gracias") == 2
    assert "Leemos con" not in page_now


async def test_the_button_of_the_group_opens_the_path_itself(stage: Stage) -> None:
    rosa, ana = stage.person("Rosa"), stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await rosa.says("/yo", group)
    assert stage.buttons(stage.last(group)) == ["Abrir"]

    await rosa.starts("yo")

    assert "recorrido" in rosa.told[-1].lower()
