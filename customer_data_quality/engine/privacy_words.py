"""What somebody who writes wants, by the words of the law in German, French, Italian and English."""

# The first kind of which a word stands in the text is taken; what is plainer comes first.
WORDS = (
    ("portability", ("portab", "übertragbar", "portabilité", "portabilità", "art. 20", "artikel 20")),
    ("erasure", ("lösch", "vergess", "erase", "erasure", "delet", "forgotten", "forget", "effac", "supprim", "oubli",
                 "cancella", "oblio", "art. 17", "artikel 17")),
    ("objection", ("widerspr", "object", "oppos", "unsubscribe", "keine werbung", "abmeld", "désabonn", "art. 21",
                   "artikel 21")),
    ("restriction", ("einschränk", "sperr", "restrict", "limitation", "limitazione", "art. 18", "artikel 18")),
    ("rectification", ("berichtig", "korrig", "rectif", "rettific", "correct", "art. 16", "artikel 16")),
    ("access", ("auskunft", "access", "accès", "accesso", "copy of my data", "datenkopie", "art. 15", "artikel 15")),
)  # fmt: skip


def guess_kind(text, default="access"):
    """The kind of request that a text most likely is.

    >>> guess_kind("Bitte löschen Sie meine Daten (Auskunft habe ich schon)")
    'erasure'
    >>> guess_kind("Hello")
    'access'
    """
    lowered = (text or "").lower()
    return next((kind for kind, words in WORDS if any(word in lowered for word in words)), default)
