"""Which clock a community lives by: a country, chosen by button, gives the time zone.

The one thing to know: the first zone of a country is its default, and a country with several
asks. Only zones whose clocks differ today are listed, most people first. Zones are names of the
IANA database; the names of countries are words, and live in the catalogs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country (ISO 3166 code, or `other`) and its time zones, the most populous first."""

    code: str
    zones: tuple[str, ...]

    @property
    def default_zone(self) -> str:
        return self.zones[0]

    @property
    def has_several_zones(self) -> bool:
        return len(self.zones) > 1


_ZONES: Mapping[str, tuple[str, ...]] = {
    "CL": ("America/Santiago", "America/Punta_Arenas", "Pacific/Easter"),
    "BO": ("America/La_Paz",),
    "CR": ("America/Costa_Rica",),
    "GT": ("America/Guatemala",),
    "HN": ("America/Tegucigalpa",),
    "SV": ("America/El_Salvador",),
    "NI": ("America/Managua",),
    "PA": ("America/Panama",),
    "MX": (
        "America/Mexico_City",
        "America/Tijuana",
        "America/Ciudad_Juarez",
        "America/Matamoros",
        "America/Mazatlan",
        "America/Cancun",
    ),
    "PE": ("America/Lima",),
    "EC": ("America/Guayaquil", "Pacific/Galapagos"),
    "CO": ("America/Bogota",),
    "AR": ("America/Argentina/Buenos_Aires",),
    "PY": ("America/Asuncion",),
    "UY": ("America/Montevideo",),
    "BR": ("America/Sao_Paulo", "America/Manaus", "America/Rio_Branco", "America/Noronha"),
    "VE": ("America/Caracas",),
    "DO": ("America/Santo_Domingo",),
    "CU": ("America/Havana",),
    "ES": ("Europe/Madrid", "Atlantic/Canary"),
    OTHER: (
        "UTC",
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "Europe/Lisbon",
        "Europe/Paris",
        "Africa/Luanda",
        "Africa/Maputo",
    ),
}

COUNTRIES: Mapping[str, Country] = MappingProxyType(
    {code: Country(code=code, zones=zones) for code, zones in _ZONES.items()}
)


def country(code: str) -> Country:
    """The country with this code, in any case; `other` for one we do not list."""
    return COUNTRIES.get(code.upper(), COUNTRIES[OTHER])
