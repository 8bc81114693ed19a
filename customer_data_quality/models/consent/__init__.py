from . import exemption
from . import purpose
from . import text
from . import chain
from . import consent
from . import event
from . import res_partner
