"""An invented world of contacts in Germany, Austria, Switzerland and Liechtenstein.

Made from a seed, with known truth about which records are about the same person or
company. Serves the demo data of the add-on (``world.demo``) and, through :func:`rows`,
benchmarks and the training of match weights, in kinds that :data:`world.PROFILES` tells:
two of them fixed, the others of a different mood for each seed, one of them among eight
further countries and one in an invented culture. Names, towns and streets are of the kinds
that are common there; persons and companies are invented, mail and web addresses stand
under reserved domains. Standard library only.
"""

from world.entities import COLUMNS, Row
from world.gaps import gaps
from world.profiles import PROFILES
from world.stream import records, rows

__all__ = ["COLUMNS", "PROFILES", "Row", "gaps", "records", "rows"]
