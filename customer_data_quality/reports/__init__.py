from . import consent_proof
