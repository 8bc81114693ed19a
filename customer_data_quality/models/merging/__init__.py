from . import merge
from . import merge_line
from . import merge_run
from . import merge_undo
from . import res_partner
from . import res_partner_guard
