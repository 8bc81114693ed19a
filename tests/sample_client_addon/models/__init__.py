from . import partner_plan_step
from . import partner_quality_rule
