"""Words that several files of consent share."""

CHANNELS = [
    ("email", "E-mail"),
    ("phone", "Phone"),
    ("sms", "SMS"),
    ("post", "Post"),
    ("messenger", "Messenger"),
    ("in_person", "In Person"),
]
CODES = tuple(code for code, _label in CHANNELS)
# An objection concerns the person, whatever the way and the address.
ANY = "any"
ALL_CHANNELS = [*CHANNELS, (ANY, "All Channels")]
# Consent for these holds for one address or number alone.
POINTED = ("email", "phone", "sms")

STATES = [
    ("none", "None"),
    ("requested", "Requested"),
    ("granted", "Granted"),
    ("confirmed", "Confirmed"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
    ("objected", "Objected"),
    ("expired", "Expired"),
    ("invalidated", "Invalidated"),
    ("exempt", "Exempt"),
]
KINDS = [
    ("requested", "Requested"),
    ("granted", "Granted"),
    ("confirmed", "Confirmed"),
    ("exempted", "Exempted"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
    ("objected", "Objected"),
    ("expired", "Expired"),
    ("invalidated", "Invalidated"),
    ("reminded", "Reminded"),
    ("used", "Used"),
    ("erased", "Personal Content Erased"),
]
METHODS = [
    ("web_form", "Web Form"),
    ("paper", "Paper"),
    ("phone", "Phone"),
    ("in_person", "In Person"),
    ("import", "Import"),
    ("portal", "Portal"),
    ("email_link", "Link in an E-mail"),
    ("email", "E-mail"),
    ("system", "System"),
]
LIGHTS = [
    ("green", "Allowed"),
    ("amber", "Attention"),
    ("red", "Not Allowed"),
    ("grey", "No Basis"),
]
