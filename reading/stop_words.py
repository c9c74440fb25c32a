"""The small words every sentence has: they name no subject, but they tell the language.

Folded, as `reading.stems.fold` leaves them. Ours, and short on purpose: a word that a group of
teachers might discuss («grupo», «tiempo») is not here.
"""

from collections.abc import Mapping

_TEXTS: Mapping[str, str] = {
    "es": """
        a al algo alguien algun alguna algunas algunos ante antes asi aun aunque bien cada
        casi como con contra creo cual cuales cuando cuanto de del desde donde dos durante e
        el ella ellas ellos en entonces entre era eran eres es esa esas ese eso esos esta
        estaba estamos estan estar estas este esto estos estoy fue fueron ha haber habia
        hace hacer han has hasta hay he hemos hoy igual incluso la las le les lo los mas me
        mi mientras mis mucha muchas mucho muchos muy nada ni no nos nosotros nuestra
        nuestras nuestro nuestros o os otra otras otro otros para parece pero poco por
        porque pues que quien quienes se sea sean ser seria si sido siempre sin sino sobre
        solo somos son soy su sus suya suyo tal tambien tampoco tan tanto te tener tengo ti
        tiene tienen toda todas todavia todo todos tu tus un una unas uno unos usted ustedes
        va vamos van veces vez y ya yo
        """,
    "pt": """
        a acho ainda algo alguem algum alguma algumas alguns ante antes ao aos apenas aquela
        aquele aquilo as assim ate bem cada com como contra cuja da das de dela dele deles
        depois desde dessa desse desta deste do dos e ela elas ele eles em entao entre era
        eram essa essas esse esses esta estamos estao estar estava este esteja estes estou
        eu faz fazer foi foram ha isso isto ja la lhe mais mas me mesmo meu meus mim minha
        muita muitas muito muitos na nada nao nas nem nenhum no nos nossa nossas nosso
        nossos num numa o onde os ou outra outras outro outros para pela pelas pelo pelos
        pois por porque quais qual quando que quem sao se seja sem sempre ser seu seus sim
        so sobre somos sou sua suas tal tambem tao te tem temos tenho ter teu tinha toda
        todas todo todos tu tudo um uma umas uns vai vamos vao vez vezes voce voces
        """,
    "en": """
        a about all also am an and any are as at be because been being but by can could did
        do does doing don done else for from get go going gonna got had has have he her here
        him his how i if in into is it its just kind know let like ll m me mean might mm
        more my no not now of oh ok okay on one only or our out re really right s said say
        see she should so some sort such t than that the their them then there these they
        thing things think this those to too uh um up us ve very want was we well were what
        when where which who why will with would yeah yes you your
        """,
}

STOP_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(text.split()) for language, text in _TEXTS.items()
}
