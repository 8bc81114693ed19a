from . import completeness
