from . import completeness
from . import duplicates
from . import consent
