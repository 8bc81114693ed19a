from . import data_check
from . import link_page
