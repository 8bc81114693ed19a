from . import target
from . import target_forecast
