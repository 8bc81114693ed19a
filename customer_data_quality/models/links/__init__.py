from . import link
from . import link_try
