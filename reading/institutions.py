"""Whether somebody asks the institution, and not their colleagues: «que el DAEM mande una impresora».

The one thing to know: a wrong yes costs one question in private, which its reader can answer with
[No]; so an institution that is named is enough. Words are compared without accents, whole.
"""

import re

from reading.stems import fold

# Who decides over schools, as people call them in Chile, Central America and Brazil.
_NAMES = (
    r"daem|slep|mineduc|minedu|mep|mineducyt|seduca|jec|corporacion municipal",
    r"departamento de educacion|direccion (?:provincial|regional|departamental|distrital)",
    r"director(?:es|as?)?|direccion(?: del? (?:la )?(?:escuela|liceo|colegio|establecimiento))?",
    r"sostenedor(?:es|as?)?|ministeri[oa]|ministr[oa]|secretari[ao] (?:regional|de educacion)|seremi",
    r"alcalde|alcaldesa|alcaldia|municipalidad|municipio|gobierno|gobernacion|intendencia",
    r"supervisor(?:es|as?)?|supervision|coordinacion|nucleo educativo|junta de educacion",
    r"secretaria (?:municipal|estadual|de educacao|da educacao)|prefeitura|prefeit[oa]|diretoria",
    r"diretor(?:es|as?)?|diretoria de ensino|coordenacao|coordenadoria|seduc|semed",
    r"(?:the|our|my|school) principal|head ?teacher|school board|district|ministry",
    r"education department|the mayor",
    r"superintendent|the council|local authority|the coordinators?",
)
_ADDRESSED = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b")


def addresses_institution(text: str) -> bool:
    """Whether an institution is named in what somebody asks for."""
    return bool(_ADDRESSED.search(fold(text)))
