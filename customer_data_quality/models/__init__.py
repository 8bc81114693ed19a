from . import completeness
from . import duplicates
from . import reviews
from . import links
from . import consent
