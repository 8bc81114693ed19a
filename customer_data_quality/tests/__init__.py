from . import test_completeness_broken_rules
from . import test_completeness_follow
from . import test_completeness_kinds
from . import test_completeness_live_bulk
from . import test_completeness_rules
from . import test_completeness_timeliness
from . import test_completeness_tours
from . import test_engine_doctests
