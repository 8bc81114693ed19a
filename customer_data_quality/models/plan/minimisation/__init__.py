from . import usage
from . import usage_scan
from . import usage_words
from . import decide
from . import res_partner
from . import emptying
from . import emptying_run
