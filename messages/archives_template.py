"""How the pages of a memory look: macros for each kind of thing, and for a page around them.

The one thing to know: the template escapes everything by itself (autoescape), so members' words go in
as they are; what no page may hold is taken out of every value on its way (`readable`).
"""

from functools import cache
from typing import Any

from messages.text import readable

PAGE = """
{%- macro by(one) -%}
<p class="by">{{ who(one) }}, {{ day(one.at) }}</p>
{%- endmacro -%}

{%- macro files(one) -%}
{% for kind, path in attached(one) -%}
{% if kind == "photo" -%}
<p><a href="{{ path }}"><img src="{{ path }}" alt="{{ media(kind) }}"></a></p>
{% elif kind in ("voice", "audio") -%}
<p><audio controls preload="none" src="{{ path }}"></audio> <a href="{{ path }}">{{ media(kind) }}</a></p>
{% else -%}
<p><a href="{{ path }}">{{ media(kind) }}</a></p>
{% endif -%}
{% else -%}
{% if one.media %}<p class="by">[{{ media(one.media) }}]</p>
{% endif -%}
{% endfor -%}
{%- endmacro -%}

{%- macro paragraph(words) -%}
{% if words %}<p dir="auto">{{ words }}</p>
{% endif -%}
{%- endmacro -%}

{%- macro heading(words) -%}
<h3 dir="auto">{{ words or "…" }}</h3>
{% endmacro -%}

{%- macro said(one, words) -%}
<div class="said">
{{ paragraph(words) }}{{ files(one) }}{{ by(one) }}
</div>
{% endmacro -%}

{%- macro practice(one, lines) -%}
{{ files(one) }}{{ by(one) }}
{% if lines %}<ul class="of">
{% for line in lines %}<li dir="auto">{{ line }}</li>
{% endfor %}</ul>
{% endif -%}
{%- endmacro -%}

{%- macro dated(one) -%}
<p class="by">{{ day(one.at) }}</p>
{% endmacro -%}

{%- macro of(lines) -%}
<p class="by">{{ lines | select | join(" · ") }}</p>
{% endmacro -%}

{%- macro plan(questions) -%}
<ul>
{% for question in questions %}<li dir="auto">{{ question or "…" }}</li>
{% endfor %}</ul>
{% endmacro -%}

{%- macro contents(parts) -%}
<nav aria-label="{{ say("What is in it") }}">
<ul>
{% for name, count, links in parts %}<li>{% if links | length == 1 %}<a href="{{ links[0][0] }}">{{
name }}</a>{% else %}{{ name }}{% endif %}{% if count %} ({{ count }}){% endif %}{% if links | length > 1 %}
<ul>
{% for path, part in links %}<li><a href="{{ path }}">{{ part }}</a></li>
{% endfor %}</ul>
{% endif %}</li>
{% endfor %}</ul>
</nav>
{% endmacro -%}

{%- macro section(anchor, name, blocks) -%}
<section id="{{ anchor }}">
<h2>{{ name }}</h2>
{% for block in blocks %}{{ block }}{% endfor -%}
</section>
{% endmacro -%}

{%- macro page(title, subtitle, body, before, after, is_first) -%}
<!doctype html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{ title }}{% if subtitle %}: {{ subtitle }}{% endif %}</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 42em; margin: 1em auto; padding: 0 1em; color: #222;
background: #fff; overflow-wrap: anywhere }
h1 { font-size: 1.5em } h2 { border-bottom: 1px solid #ccc; margin-top: 2em }
h3 { font-size: 1.1em; margin: 1.5em 0 .3em } p { white-space: pre-line; margin: .3em 0 }
.by, .of { color: #555; font-size: .9em } .of { margin: .3em 0 }
.said { margin: .8em 0; padding-left: .7em; border-left: 3px solid #ccc }
img { max-width: 100%; height: auto } audio { max-width: 100%; vertical-align: middle }
a { color: #0b57a4 } nav a { display: inline-block; padding: .3em 0 }
nav ul ul { padding-left: 1em } nav ul ul li { display: inline-block; margin-right: .8em }
@page { size: A4; margin: 18mm 16mm }
@media print {
body { max-width: none; margin: 0; padding: 0; font-size: 11pt }
nav, audio { display: none } a { color: inherit; text-decoration: none }
.said, li, img { break-inside: avoid } h2, h3, h3 + .by { break-after: avoid } p { orphans: 3; widows: 3 }
}
</style>
</head>
<body>
<header>
<h1 dir="auto">{{ title }}</h1>
<p class="by">{% if subtitle %}{{ subtitle }} · {% endif %}{{ made }}</p>
</header>
{% if not is_first %}<nav aria-label="{{ say("Pages") }}">
<ul>
<li><a href="index.html">{{ say("What is in it") }}</a></li>
{% if before %}<li><a href="{{ before.path }}">← {{ before.title }}</a></li>
{% endif %}{% if after %}<li><a href="{{ after.path }}">{{ after.title }} →</a></li>
{% endif %}</ul>
</nav>
{% endif %}<main>
{{ body }}</main>
</body>
</html>
{% endmacro -%}
"""


@cache
def template() -> Any:
    """The macros, compiled at their first use."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    def final(value: Any) -> Any:
        if isinstance(value, Markup) or not isinstance(value, str):
            return value
        return readable(value)

    return Environment(autoescape=True, undefined=StrictUndefined, finalize=final).from_string(PAGE)
