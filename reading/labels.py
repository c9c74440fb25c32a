"""What a theme is about, in at most three words of the quote that tells it.

The one thing to know: a label invents nothing. Its words stand in the quote as they were written, and
at least two people used them (or others of the same stem); who is in the discussion is no theme,
and verbs are left out where their ending tells them, or nobody says the word as one says a noun. No
two themes have one label.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from reading.contents import Content
from reading.stems import content_stems, fold, words
from reading.utterances import Author, Unit, Utterance, spoken
from reading.verbs import is_first_plural

MOST_WORDS = 3
LEAST_PEOPLE = 2
TOLD_BEFORE = 0.5  # what a word is worth that another label has already

_WRITTEN = re.compile(r"[^\W\d_]{3,}(?!['’]\w)")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that many people use whatever they speak of.
_FLAT = _set(
    """
    puede pueden puedo pueda podria poder hacer hace hacen haciendo hecho tener tiene tienen tengo creo cree
    creen parece aqui ahi alli asi queda quedan quedo bien buen buena buenas buenos bueno mejor mejores
    mal mala malo gran grande mucha muchas mucho muchos otra otras otro otros alguna algunas algunos
    algun toda todas todo todos cada misma mismo solo tambien siempre nunca ahora luego despues antes
    hoy ayer manana gente cosa cosas forma manera parte vez veces tema ejemplo gracias hola saludos
    jajaja seria sea sean esta estan estamos vamos van ver visto decir dice dicen dar dan dado poner
    pone lugar caso verdad razon hay haya sido favor igual menos mas muy tan
    pode podem posso fazer faz fazem ter tem tenho acho acha boa bom melhor ruim muito muita muitos
    muitas outro outra outros outras algum alguma todos toda tudo cada mesmo mesma sempre nunca agora
    depois hoje ontem amanha coisa coisas jeito vezes obrigada obrigado ola aqui ali assim tambem
    voy vas dia dias semana semanas mes meses ano anos hora horas dos tres cuatro cinco seis siete ocho
    nueve diez primer segundo nadie pra pro pros pras dois duas quatro sete oito nove dez ninguem vou
    each every nobody one two three four five day days week weeks year years
    even most much many more less other others first last maybe need needs use used able really very
    just like look looks think thing things know good better best way lot bit well also still only
    could should would might will want wanna gonna get got make makes made see say said people
    """
)

# Hedges and what one does with words: «propongo», «supongo» open a quote and are not its theme.
_SAYS_SO = _set(
    """
    propongo propone proponemos sugiero pienso piensa supongo opino siento digo dije espero quiero quisiera
    pregunto cuento entiendo prefiero imagino concuerdo apoyo agradezco intento deberia podrian deberian
    dicen dijo pasa paso falta faltan sirve sirven funciona necesito necesitamos quieren quiere
    proponho sugiro penso suponho sinto falo quero queria espero pergunto entendo prefiro concordo agradeco
    debe deben ademas alcanza acontece escribo escrevo manda vira vir
    deveria poderia deve devem dizem disse precisa preciso precisam serve funcionam adorei
    """
)
# Endings that in Spanish (and Portuguese) are nearly always a verb's, as they are written: «volcán»
# is none for its accent.
_VERB_ENDINGS = re.compile(
    r"(?:[^áéíóú]+(?:an|aron|ieron|aba|aban|aste|iste|iendo)|\w+(?:ían|ará|erá|irá|arán|erán|irán|aré|eré|iré|[^\W\d_]ó|[^\W\d_]mente|\w[^\W\d_][aei]r(?:l[oae]s?|nos|se)))$"
)
_PORTUGUESE_VERB_ENDINGS = re.compile(
    r"\w{2,}(?:am|ava|avam|aram|eram|iram|ando|endo|indo|ou|ei|rmos|eem|mente)$"
)
_PLURAL_IN_EN = re.compile(r"[^áéíóú]{3,}en$")
_NOUNS = _set(
    """
    plan pan clan flan divan afan examen orden imagen origen margen volumen joven crimen resumen regimen
    germen almacen desorden dictamen polen item
    """
)

# What stands before a masculine noun and never before a verb that ends alike: «el libro», not «lo armo».
_BEFORE_A_NOUN = _set(
    """
    el un del al este ese aquel mi tu su nuestro otro algun ningun cada cualquier mismo primer tercer mucho
    poco todo tanto ultimo proximo nuevo gran buen mal mejor de en con para por sin entre sobre desde hasta
    como o um do no ao num pelo esse aquele meu teu seu nosso outro algum nenhum qualquer muito pouco
    em com sem ate
    """
)


def labels_of(
    units: Sequence[Unit], substance: Sequence[Utterance], content_of: Mapping[int, Content]
) -> Iterator[tuple[str, ...]]:
    """The label of each unit, each by what sets it apart from those before.

    Words or words in a row, in the order of the quote; empty where no two people share any.
    """
    names = {name for said in substance for name in words(said.author)}
    written = [_written(u.quote, content_of[u.utterance.id].language, but=names) for u in units]
    written = _without_deeds(units, written, substance, content_of)
    worth = _worth({stem for found in written for stem, _, _ in found}, substance, content_of)
    given, told = set[frozenset[str]](), set[str]()
    for unit, found in zip(units, written, strict=True):
        ranked = sorted(
            {stem for stem, _, _ in found} & worth.keys(), key=lambda stem: (-worth[stem], stem)
        )
        best = ranked[:MOST_WORDS]
        if frozenset(best) in given:
            best = [stem for stem in ranked if stem not in told][:MOST_WORDS]
        for stem in best:
            worth[stem] *= TOLD_BEFORE
        given.add(frozenset(best))
        told.update(best)
        yield _pieces(unit.quote, found, best)


Written = tuple[str, int, int]  # the stem of a word, and where it stands in the quote


def _pieces(quote: str, found: Sequence[Written], best: list[str]) -> tuple[str, ...]:
    spans = list[tuple[int, int]]()
    for stem, start, end in found:
        if stem in best:
            best.remove(stem)
            if spans and quote[spans[-1][1] : start] == " ":
                start = spans.pop()[0]
            spans.append((start, end))
    return tuple(quote[start:end] for start, end in spans)


def _written(quote: str, language: str, *, but: Set[str]) -> list[Written]:
    """Each word that carries meaning."""
    hidden = spoken(quote)
    found = list[Written]()
    at = 0
    for match in _WRITTEN.finditer(hidden):
        stems = content_stems(match[0], language)
        start = quote.find(match[0], at)
        if len(stems) == 1 and start >= 0:
            at = start + len(match[0])
            told = words(match[0])
            if not _is_verb(match[0].lower(), language) and not any(
                _is_flat(word) or word in but for word in told
            ):
                found.append((stems[0], start, at))
    return found


def _without_deeds(
    units: Sequence[Unit],
    written: Sequence[Sequence[Written]],
    substance: Sequence[Utterance],
    content_of: Mapping[int, Content],
) -> list[list[Written]]:
    """Without «armo», «hago»: of words in «-o», which are nouns or what somebody does, those stay that
    are said as nouns anywhere in the discussion, after an article or a preposition, or in the plural."""
    doubtful = dict[str, str]()  # the word, and its stem
    for unit, found in zip(units, written, strict=True):
        if content_of[unit.utterance.id].language != "en":
            for stem, start, end in found:
                word = fold(unit.quote[start:end])
                if word.endswith("o"):
                    doubtful[word] = stem
    for said in substance:
        if not doubtful:
            break
        if set(doubtful.values()).isdisjoint(content_of[said.id].single):
            continue
        before = ""
        for word in words(said.text):
            if before in _BEFORE_A_NOUN or word.endswith("os"):
                doubtful.pop(word.removesuffix("s"), None)
            before = word
    return [
        [one for one in found if fold(unit.quote[one[1] : one[2]]) not in doubtful]
        for unit, found in zip(units, written, strict=True)
    ]


def _is_flat(word: str) -> bool:
    return word in _FLAT or word in _SAYS_SO or is_first_plural(word)


def _is_verb(word: str, language: str) -> bool:
    """Whether a word, as it was written, ends as verbs do: no label is better than «escuchan»."""
    if language == "en" or fold(word) in _NOUNS:
        return False
    if language == "pt":
        return bool(_PORTUGUESE_VERB_ENDINGS.match(word))
    return bool(_VERB_ENDINGS.match(word) or _PLURAL_IN_EN.match(word))


def _worth(
    stems: set[str], substance: Sequence[Utterance], content_of: Mapping[int, Content]
) -> dict[str, float]:
    """How many people used each, times how rare it is."""
    uses = Counter[str]()
    people = dict[str, set[Author]]()
    for said in substance:
        for stem in stems.intersection(content_of[said.id].single):
            uses[stem] += 1
            people.setdefault(stem, set()).add(said.by)
    least = min(LEAST_PEOPLE, len({said.by for said in substance}))
    return {
        stem: len(by) * math.log1p(len(substance) / uses[stem])
        for stem, by in people.items()
        if len(by) >= least and uses[stem] >= LEAST_PEOPLE
    }
