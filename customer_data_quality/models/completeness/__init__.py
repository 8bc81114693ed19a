# The side table first: the contact's fields point to it.
from . import quality
from . import quality_bulk
from . import pending
from . import profile
from . import rule
from . import rule_compile
from . import rule_kinds
from . import impact
from . import snapshot
from . import supplier
from . import res_partner
from . import res_partner_entry
from . import res_config_settings
from . import property_definition
