from . import test_completeness_live_bulk
from . import test_completeness_tours
