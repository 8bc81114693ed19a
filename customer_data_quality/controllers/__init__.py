from . import data_check
from . import link_page
from . import consent_confirm
from . import consent_preferences
from . import consent_portal
from . import consent_proof
from . import import_rejected
