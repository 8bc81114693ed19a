# The side table first: the contact's fields point to it.
from . import touchpoint
from . import touchpoint_refresh
from . import segment
from . import segment_refresh
from . import settings
from . import res_partner_sources
from . import res_partner_timeline
from . import res_partner
from . import res_partner_segment
