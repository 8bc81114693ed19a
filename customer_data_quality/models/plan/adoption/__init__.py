from . import switch
from . import team
from . import report
from . import badge
