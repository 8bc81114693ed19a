from . import partner_quality_rule
