from . import completeness
from . import duplicates
from . import merging
from . import links
from . import reviews
from . import consent
