# The side table first: the contact's fields point to it.
from . import review
from . import review_refresh
from . import planner
from . import policy
from . import policy_compile
from . import rank
from . import request
from . import res_partner
from . import res_partner_close
