from . import requests
from . import retention
from . import access
from . import checks
from . import processing
from . import training
