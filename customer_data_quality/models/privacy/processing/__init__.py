from . import activity
from . import company
from . import apps
from . import generate
