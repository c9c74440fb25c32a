"""Words of school life that ask for the same thing: «leen» and «lectura», «apoderados» and «mamás».

The one thing to know: a stemmer leaves «leer» and «lectura» apart, and no stemmer knows that whoever
asks about mothers is helped by what was told about families. Here they share a family, named by its
first word. Folded; ours, and short on purpose: a family that is too wide makes everything related.
"""

from collections.abc import Mapping
from functools import cache

from reading.stems import stems

_TEXTS: Mapping[str, str] = {
    "es": """
        leer lee leen leemos leyendo lectura lecturas lector lectora lectores lectoras
        escribir escribe escriben escritura escrituras redactar redaccion
        ortografia ortograficas dictado dictados
        sumar suma sumas adicion
        restar resta restas sustraccion
        multiplicar multiplicacion multiplicaciones
        dividir division divisiones
        matematica matematicas calculo numeros
        geometria geometrico geometricos geometricas figuras
        medir medicion mediciones medida medidas midieron
        grafico graficos grafica graficas
        ciencia ciencias experimento experimentos experimentar
        huerto huerta huertos sembrar siembra plantar invernadero
        compostera compost abono reciclar reciclaje
        aves pajaro pajaros
        bichos insectos
        familia familias apoderado apoderados apoderada apoderadas padres madres papas mamas papa mama
        pelea peleas pelean pelear pegan pegaban golpe golpes conflicto conflictos
        enojo enojado enojada enoja enojan rabia rabieta rabietas calma calmar
        silencio ruido bulla gritar gritando gritos
        timido timidos timida timidas verguenza
        participar participan participen participacion
        musica musical cancion canciones cantar cantan cantadas
        arte artes pintar pintura pinturas
        teatro teatral titere titeres actuar
        saltar correr deporte deportes gimnasia movimiento
        evaluar evaluan evaluo evaluacion evaluaciones prueba pruebas rubrica rubricas
        planificar planifican planifico planificacion planificaciones
        autonomo autonoma autonomia solos solas
        tutor tutores tutora tutoras tutoria
        jugar juego juegos juegan
        abuelo abuelos abuela abuelas ancianos antiguos
        tableta tabletas tablet tablets computador computadores
        internet wifi conexion
        tarea tareas deberes
        libro libros biblioteca
        noticia noticias diario periodico
        carta cartas correspondencia
        cocina cocinar receta recetas
        medicinal medicinales hierbas herbario remedios
        reunion reuniones asamblea
        mapudungun mapuche
        """,
    "pt": """
        ler leem leitura leituras leitor leitores
        escrever escrevem escrita redacao
        ortografia ditado ditados
        somar soma somas adicao
        subtrair subtracao
        multiplicar multiplicacao tabuada tabuadas
        dividir divisao divisoes
        matematica calculo numeros
        geometria geometrico figuras
        medir medicao medida medidas
        grafico graficos
        ciencia ciencias experimento experimentos
        horta hortas plantar semear
        composteira compostagem adubo reciclar reciclagem
        aves passaro passaros
        bichos insetos
        familia familias pais maes responsaveis
        briga brigas brigam brigar conflito conflitos
        raiva bravo brava birra acalmar calma
        silencio barulho gritar gritos
        timido timidos timida timidas vergonha
        participar participam participacao
        musica cancao cancoes cantar
        arte artes pintar pintura
        teatro fantoche fantoches
        esporte esportes ginastica movimento
        avaliar avaliacao avaliacoes prova provas rubrica
        planejar planejamento
        autonomo autonoma autonomia sozinhos sozinhas
        tutor tutores monitoria
        jogar jogo jogos brincar brincadeira brincadeiras
        avo avos idosos
        tablet tablets computador computadores
        internet wifi conexao
        tarefa tarefas licao
        livro livros biblioteca
        noticia noticias jornal
        cozinha cozinhar receita receitas
        reuniao reunioes assembleia
        """,
    "en": """
        read reading reader readers
        write writing written
        spelling dictation
        add addition sum sums
        subtract subtraction
        multiply multiplication
        divide division
        math maths mathematics arithmetic numbers
        geometry geometric shapes
        measure measuring measurement
        graph graphs chart charts
        science experiment experiments
        garden gardens planting sowing
        compost composting recycle recycling
        bird birds
        bugs insects
        family families parent parents mother mothers father fathers
        fight fights fighting conflict conflicts
        anger angry calm
        silence noise noisy shout shouting
        shy shyness
        participate participation
        music song songs sing singing
        art arts paint painting
        theatre theater puppet puppets
        sport sports movement
        assess assessment test tests rubric
        plan planning
        alone independent independently
        tutor tutors tutoring
        game games play playing
        grandparents grandmother grandfather elders
        tablet tablets computer computers
        internet wifi connection
        homework task tasks
        book books library
        news newspaper
        cook cooking recipe recipes
        meeting meetings assembly
        """,
}


def family_of(stem: str, language: str) -> tuple[str, ...]:
    """Every stem of the family of `stem`, itself among them; it alone where it has none.

    `language`: 'es', 'pt', 'en' or a locale of them.
    """
    return _families(language[:2].lower()).get(stem, (stem,))


@cache
def _families(language: str) -> Mapping[str, tuple[str, ...]]:
    known = language if language in _TEXTS else "es"
    rows = (stems(row, known) for row in _TEXTS[known].strip().splitlines())
    families = (tuple(dict.fromkeys(row)) for row in rows)
    return {stem: family for family in families for stem in family}
