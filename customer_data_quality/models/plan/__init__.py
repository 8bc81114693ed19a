from . import dashboard
from . import targets
from . import adoption
from . import minimisation
from . import plan
