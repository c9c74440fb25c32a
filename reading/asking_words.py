"""The words of asking, and of every classroom: they say that somebody asks, not what about.

Folded, as `reading.stems.fold` leaves them, and whole words, no stems: «parto» asks where to begin,
«partimos» may cut tortillas. Ours; short, because what a word is worth is mostly told by how many
practices have it.
"""

from collections.abc import Mapping

_TEXTS: Mapping[str, str] = {
    "es": """
        actividad actividades agradezco alguna ano anos anda ando aprendan aprenden aprender
        ayuda ayudan ayudar ayudas ayuden ayudenme busca busco buscamos clase clases colega
        colegas comparta compartan compartir companera companeras companero companeros conoce
        conocen consejo consejos cuesta cuestan curso cursos da den dia dias docente docentes
        empezar empiezo ensenar ensenan ensenen entienden entiendan escuela escuelas estudiante
        estudiantes experiencia experiencias explicar favor forma formas funciona funciono
        gracias gustaria haga hagan hacen hago hola idea ideas manera maneras material materiales
        mejor nadie necesita necesitamos necesito nina ninas nino ninos parta partir parto pasan
        pide piden pido poder pregunta presta profe profes profesor profesora profesoras
        profesores propuesta propuestas pueda puedan pueden puede puedo quiere quieren quiero
        queremos quisiera recomiendan recomienda recomendar recurso recursos sabe saben saber
        sala salas serviria servido sirve sirven sugerencia sugerencias sugieren tema temas
        trabaja trabajado trabajan trabajar trabajen trabajo urgente usan usar
        aprende basico chica chicas chico chicos cosa cosas cuarto distinta distintas
        distinto distintos diverso edad edades grande grandes hacerlo haya hecho hicieron hizo
        kinder lleguen llegar lugar menos nivel niveles octavo pasa poco poner primer primera
        primero pones quinto real reales segundo septimo serie sexto tercero tercer tipo vida
        """,
    "pt": """
        ajuda ajudar ajudem aluno alunos alguem ano anos aprendam aprender aula aulas atividade
        atividades aprendem busco colega colegas comecar como compartilhar conhece conhecem conselho
        conselhos crianca criancas dica dicas docente docentes ensinar entendem escola escolas
        experiencia experiencias explicar favor fazem forma gostaria ideia ideias jeito maneira
        material materiais melhor menina meninas menino meninos obrigada obrigado peco pede pedem
        pergunta podem podemos poder posso precisa precisamos preciso procuro professor professora
        professoras professores proposta propostas quer querem quero recomendam recurso recursos
        sabe sabem saber sala salas servir sugestao sugestoes tema temas trabalha trabalham
        trabalhar trabalho turma turmas urgente usam usar coisa coisas feito fizeram fez grande
        grandes idade idades lugar menos nivel niveis pequeno pequenos pouco primeiro primeira
        quarto quinto real reais segundo serie series terceiro tipo vida
        """,
    "en": """
        activity activities advice advise anybody anyone ask asking child children class classes
        classroom classrooms colleague colleagues day days experience experiences explain
        find help helps hello hi idea ideas kid kids learn lesson lessons look looking material
        materials need needed needs please pupil pupils recommend resource resources school
        schools share somebody someone start student students suggest suggestion suggestions
        teach teacher teachers teaching thank thanks tip tips topic topics try use using work
        working works year years age ages different first fourth fifth second third grade grades
        level levels life little made older place real stuff younger
        """,
}

ASKING_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(text.split()) for language, text in _TEXTS.items()
}
