"""What school life is made of: words that lead to one topic, wider than the families of search.

The one thing to know: «señal», «wifi» and «computador» are no synonyms, and yet whoever reads fifty
answers puts them together. A topic only helps answers that are alike to find one another; it names
nothing and decides nothing alone. Folded, three languages in one row: a topic is the same in each.
"""

from collections.abc import Mapping
from functools import cache

from reading.stems import stems

_TOPICS: tuple[tuple[str, str, str, str], ...] = (
    # (topic, Spanish, Portuguese, English)
    (
        "reading",
        "leer lectura libro libros biblioteca cuento cuentos capitulo poema novela texto leyenda",
        "ler leitura livro livros biblioteca conto contos historia poema letras",
        "read reading book books story stories library poem chapter letters",
    ),
    (
        "writing",
        "escribir escritura redactar ortografia dictado caligrafia",
        "escrever escrita redacao ortografia ditado",
        "write writing spelling dictation",
    ),
    (
        "numbers",
        "matematica suma resta multiplicar multiplicacion dividir tabla tablas fracciones "
        "numeros calculo problemas geometria",
        "matematica soma tabuada fracoes numeros calculo geometria",
        "maths math sums fractions numbers multiplication geometry",
    ),
    (
        "nature",
        "rio cerro bosque naturaleza plantas animales ciencias huerto huerta semilla siembra "
        "cosecha terreno afuera entorno campo arboles aves",
        "rio natureza plantas animais ciencias horta sementes colheita campo arvores passaros "
        "passeio",
        "nature creek river forest plants animals science garden seeds outside outdoors walk "
        "trees birds leaves",
    ),
    (
        "families",
        "familia apoderados papa mama papas mamas padres madres hogar casa",
        "familia pais mae maes responsaveis casa lar",
        "family families parents mother father home house",
    ),
    (
        "elders",
        "abuelo abuela abuelita sabio sabia tradicion costumbre telar tejido medicinal "
        "antepasados historia",
        "avo avos tradicao costume tear anciaos",
        "grandparents grandmother elders tradition weaving",
    ),
    (
        "neighbours",
        "vecinos comunidad junta asamblea minga comunitario dirigente pueblo",
        "vizinhos comunidade mutirao assembleia",
        "neighbours neighbors community assembly village",
    ),
    (
        "play",
        "jugar juego juguete bingo domino dados adivinar puzle concurso",
        "jogar jogo jogos brincar brincadeira bingo domino gincana quebra-cabeca",
        "game games play puzzle puzzles dice cards bingo",
    ),
    (
        "arts",
        "arte pintar pintura dibujar dibujo musica cantar cancion teatro titeres disfraz "
        "baile greda",
        "arte pintar pintura desenhar desenho musica cantar teatro fantoches danca argila",
        "art painting paint drawing music sing theatre puppets dance clay",
    ),
    (
        "connection",
        "internet wifi senal conexion computador tablet celular plataforma video audio "
        "planilla digital",
        "internet wifi sinal conexao computador tablet celular plataforma video audio planilha",
        "internet wifi signal connection computer tablet phone platform video audio",
    ),
    (
        "time",
        "tiempo horas horario planificar planificacion administracion informe informes "
        "papeleo papel",
        "tempo horas horario planejar planejamento administracao relatorio relatorios",
        "time hours schedule planning administration report reports paperwork",
    ),
    (
        "feelings",
        "pelea rabia rabieta enojo conflicto calma respirar emocion burla agresivo "
        "convivencia disciplina conducta",
        "briga raiva birra conflito calma respirar emocao convivencia disciplina",
        "fight anger tantrum conflict calm breathe feelings behaviour discipline",
    ),
    (
        "attendance",
        "asistencia inasistencia faltar camino caminos transporte bus micro lluvia camioneta "
        "lancha cruzar invierno",
        "faltar faltas frequencia estrada transporte onibus chuva barco",
        "attendance absent road bus transport rain boat snow",
    ),
    (
        "food",
        "comida cocinar cocina almuerzo desayuno receta pan sopa verduras olla",
        "comida cozinhar cozinha almoco merenda receita pao sopa verduras",
        "food cook cooking lunch breakfast recipe bread soup bake vegetables",
    ),
    (
        "helping",
        "tutor tutores pareja duplas mayores grandes companero explicar acompanar",
        "tutor monitoria dupla maiores colega explicar acompanhar",
        "tutor pairs buddy older peer explain",
    ),
    (
        "alone",
        "guia guias ficha fichas carpeta autonomia autocorreccion ritmo solos",
        "ficha fichas pasta autonomia ritmo sozinhos caderno",
        "worksheet worksheets packet autonomy pace alone",
    ),
    (
        "assessment",
        "evaluar evaluacion prueba nota notas rubrica cotejo criterio",
        "avaliar avaliacao prova nota rubrica criterio autoavaliacao portfolio",
        "assess assessment test grade rubric criteria",
    ),
    (
        "language",
        "lengua idioma mapudungun quechua aymara guarani saludar bilingue",
        "lingua idioma guarani indigena bilingue",
        "language tongue bilingual",
    ),
    (
        "needs",
        "autismo discapacidad diferencial especialista inclusion necesidades",
        "autismo deficiencia especialista inclusao necessidades",
        "autism disability specialist inclusion needs",
    ),
    (
        "materials",
        "material materiales reciclado tapas cajas botella palitos piedras cartulina lapices "
        "cuaderno",
        "material materiais reciclado tampinhas caixas garrafa palitos pedras cartolina lapis",
        "materials recycled caps boxes bottles sticks stones paper pencils",
    ),
    (
        "places",
        "rincon estacion estaciones mesa mesas cojin alfombra esquina rotar",
        "canto cantinho estacao estacoes mesa almofada tapete rodizio",
        "corner corners station stations table cushions rug rotate",
    ),
    (
        "gathering",
        "circulo ronda conversar conversacion saludo",
        "roda conversa conversar escutar",
        "circle talk conversation",
    ),
    (
        "feasts",
        "fiesta fiestas acto aniversario celebrar celebracion kermes",
        "festa festas aniversario celebrar feira",
        "feast party celebrate celebration fair",
    ),
    (
        "project",
        "proyecto maqueta investigar tema",
        "projeto maquete pesquisar pesquisa tema",
        "project investigate research topic",
    ),
    (
        "choosing",
        "elegir escoger eligen libremente decidir votar",
        "escolher escolhem livremente decidir votar",
        "choose pick freely decide vote",
    ),
    (
        "asking",
        "ayuda preguntar verguenza equivocarse miedo",
        "ajuda perguntar vergonha errar medo",
        "help ask ashamed mistake fear",
    ),
)


# What any answer may say, whatever it is about: too common to tell one code from another.
_EVERYDAY: Mapping[str, str] = {
    "es": """
        nino ninos nina ninas chico chicos chica chicas estudiante estudiantes alumno alumnos alumna
        alumnas escuela escolar clase clases curso cursos sala aula profe profesor profesora maestro
        maestra docente colega colegas dia dias semana semanas mes meses ano anos manana tarde hora
        primero segundo ultimo dos tres cuatro cinco seis hacer hago hacemos poner pongo usar uso
        venir viene vienen llegar llega llegan querer quieren saber saben dejar dejo dar dan ir ver
        veo decir dice dicen trabajar trabajo trabajan trabajamos aprender aprendi aprenden ensenar
        poder puede pueden falta faltan gustar gusta cosa cosas forma manera gracias bien mejor mal
        grande grandes pequeno pequenos lugar gente solo junto juntos encanta lograr resultar resulto
        """,
    "pt": """
        crianca criancas aluno alunos aluna alunas estudante estudantes escola aula aulas turma sala
        professor professora colega colegas dia dias semana semanas mes meses ano anos manha tarde
        primeiro segundo ultimo dois duas tres quatro fazer faco fazemos usar uso vir vem chegar
        querer quero saber sabe deixar dar ir ver vejo dizer digam falar falam trabalhar trabalho
        trabalhos aprender aprenderam aprendi ensinar poder pode podem falta gostar coisa coisas
        forma maneira obrigada bem melhor grande pequeno lugar gente junto juntos adoram conseguir
        """,
    "en": """
        child children kid kids pupil pupils student students school class classes room teacher
        teachers colleague day days week weeks month year years morning afternoon time times first
        second two three use work works working make makes let want know come comes help good well
        better like learn learned teach big small place people together each every everyone long
        """,
}


def everyday(language: str) -> frozenset[str]:
    """The stems of what any answer may say."""
    code = language[:2].lower()
    return _everyday(code if code in _EVERYDAY else "es")


@cache
def _everyday(language: str) -> frozenset[str]:
    return frozenset(stems(_EVERYDAY[language], language))


def topics_of(stem: str, language: str) -> tuple[str, ...]:
    """The topics a stem leads to; mostly none."""
    return _by_stem(language[:2].lower()).get(stem, ())


@cache
def _by_stem(language: str) -> Mapping[str, tuple[str, ...]]:
    column = {"es": 1, "pt": 2, "en": 3}.get(language, 1)
    found: dict[str, tuple[str, ...]] = {}
    for row in _TOPICS:
        for stem in dict.fromkeys(stems(row[column], language)):
            found[stem] = (*found.get(stem, ()), row[0])
    return found
