from . import course
from . import assignment
from . import plan
from . import res_users
