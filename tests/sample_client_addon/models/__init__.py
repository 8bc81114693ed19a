from . import partner_quality_rule
from . import res_partner
