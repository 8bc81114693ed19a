from . import completeness
from . import duplicates
from . import links
from . import reviews
