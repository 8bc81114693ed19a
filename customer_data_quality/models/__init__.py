from . import completeness
from . import duplicates
