from . import partner_quality_rule
from . import partner_silo_record
