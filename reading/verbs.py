"""Guessing whether a word is a verb, in Spanish, Portuguese and English, without a dictionary.

The one thing to know: it is a guess by endings, good enough to tell «Pedro sube» from «Subo fotos»;
whatever hangs on it is shown to people before it counts.
"""

from collections.abc import Sequence


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SMALL = _set(
    """
    a al ante con de del desde e el en entre hacia hasta la las le les lo los me mi mis no nos o para
    por que se sin sobre su sus te tu un una unas uno unos y ya cada esta este estas estos esa ese
    as os da das do dos na nas ate com sem um uma the and or of for to with my our their this these
    mas muy para toda todas algunas varias pa otra otras nuestra nuestras antes
    """
)
_ARTICLES = _set("el la los las un una unos unas o a os as um uma su sus")
_THIRD = _set(
    """
    va van vai vao es son ve ven da dan hace hacen faz fazem debe deben deve devem puede pueden pode
    podem tiene tienen tem trae traen se queda quedan queremos hara haran will has have is are must
    should can shares brings sends writes makes takes prepares collects uploads organizes does goes
    lends lend holds hold
    invites prints reviews gives share bring send write make take prepare collect upload organize
    do invite print review give calls call edits edit records record revisa manda envia sube suben fica
    """
)
_FIRST = _set(
    """
    hago hare voy doy traigo traere pongo pondre tengo puedo quedo subo ire faco farei vou trago
    posso fico envio dou ofrezco propongo
    """
)
_NAMES_IN_R = _set(
    """
    pilar omar oscar ester esther javier xavier edgar walter cesar vladimir victor baltasar gaspar
    wilmer elmer amir nair jennifer dagmar hector nestor igor heber eliezer salvador amador leonor
    flor mar elder alexander ever
    """
)
_NAMES_IN_O = _set(
    """
    pedro mario marco pablo sergio antonio roberto alberto ricardo eduardo fernando rodrigo gonzalo
    alejandro francisco claudio mauricio ignacio diego hugo arturo patricio julio emilio camilo
    danilo bruno leonardo gustavo guillermo ernesto rocio consuelo rosario amparo socorro eugenio
    benito ramiro alvaro jacinto lorenzo marcelo osvaldo rolando orlando armando joao paulo gilberto
    domingo pancho nacho lalo beto memo yayo pepo juanito dario mateo santiago thiago
    """
)
_NOUNS = _set(
    """
    profe equipo parte jefe base clase grupo consejo centro gente comite linea mesa escuela
    municipalidad directora maestra comuna junta vecinal directiva rural basica media tarde noche
    semana manana lista carta pauta foto rubrica acta unidad educativa academica docente docentes
    padre madre padres madres familia comunidad estudiante representante ayudante
    """
)


def is_infinitive(word: str) -> bool:
    """«subir», «enviarle», «prepararlo»; `word` is folded."""
    stem = word
    for clitic in ("selo", "sela", "los", "las", "les", "lo", "la", "le", "se", "nos"):
        bare = word.removesuffix(clitic)
        if bare != word and len(bare) > 3 and bare.endswith(("ar", "er", "ir")):  # not «Carlos»
            stem = bare
    return len(stem) > 2 and stem.endswith(("ar", "er", "ir")) and stem not in _NAMES_IN_R


def is_first_person(word: str) -> bool:
    """«subo», «enviaré», «haré»: what somebody says of themselves; `word` is folded."""
    if word in _FIRST:
        return True
    if word in _SMALL | _NAMES_IN_O or len(word) < 4:
        return False
    return word.endswith(("o", "are", "ere", "ire", "arei", "erei", "irei")) and not word.endswith(
        ("ndo", "ado", "ido")
    )


def is_third_person(word: str) -> bool:
    """Whether it is a verb of the third person beyond doubt; `word` is folded."""
    return word in _THIRD or word.endswith(("ara", "era", "ira", "aran", "eran", "iran"))


def is_first_plural(word: str) -> bool:
    """«subimos», «haremos», «enviamos»; `word` is folded."""
    return len(word) > 4 and word.endswith(("amos", "emos", "imos")) and word not in {"tramos"}


def speaks_of_self(words: Sequence[str]) -> bool:
    """«Preparo pan» begins with a verb, «Evaristo prepara el pan» does not; `words` are folded."""
    if len(words) < 2 or not is_first_person(words[0]):
        return False
    if is_third_person(words[1]):
        return False
    return not (looks_like_a_verb(words[1], after_a_name=True) and words[-1] in _ARTICLES)


def acts_on(word: str, what: str) -> bool:
    """«junta la plata», «signs the letter»: even what is also a noun, before an article."""
    if word in _SMALL:
        return False
    if what in {"the", "an", "our", "their"}:
        return word.endswith("s")
    return what in {"la", "el", "los", "las", "un", "una", "su", "sus"} and word.endswith(
        ("a", "e", "an", "en")
    )


def looks_like_a_verb(word: str, *, after_a_name: bool) -> bool:
    """Whether what stands before `word` may be the one who does it (third person, future too).

    After a name nearly any ending will do; inside an institution's name only clear ones.
    """
    if word in _THIRD:
        return True
    if word in _SMALL or len(word) < 3 or not word.isalpha():
        return False
    if is_first_plural(word) or is_infinitive(word):
        return True
    if word in _NOUNS:
        return False
    if word.endswith(("ara", "era", "ira", "aran", "eran", "iran", "an", "en", "ao", "am", "em")):
        return True
    return (
        word.endswith(("a", "e")) if after_a_name else word.endswith(("a", "e")) and len(word) > 3
    )
