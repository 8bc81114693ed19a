# The side table first: the contact's fields point to it.
from . import review
from . import review_refresh
from . import planner
from . import policy
from . import policy_compile
from . import rank
from . import request
from . import request_ask
from . import res_users_days
from . import res_partner
from . import res_partner_close
from . import res_partner_contact
from . import res_partner_card
from . import res_partner_put_off
from . import mail_activity
from . import customer
