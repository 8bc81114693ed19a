from . import client_visit
from . import partner_plan_step
from . import partner_quality_rule
from . import partner_retention_rule
from . import res_partner
from . import partner_security_check
from . import partner_silo_record
