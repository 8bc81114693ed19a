"""The disk of the file store is full."""

import base64
import os
import shutil

from lib import web_server
from lib.databases import filestore
from lib.stress import background, company, mounts
from lib.stress.calls import Browser, Refused, Unreachable

TITLE = "disk of the file store full: attachments fail with a message, nothing half done, all else goes on"
ROOM_MEGABYTES = 24
DOCUMENT_BYTES = 200_000
PICTURE_SIZE = (900, 900)
NOTE = "written on a full disk"


def run(stress):
    name = company.in_use(stress)
    # what was opened once lies there already
    source = filestore(name)
    with mounts.small_disk(mounts.size(source) + ROOM_MEGABYTES) as folder:
        shutil.copytree(source, folder / "filestore" / name)
        options = ("--workers=0", "--max-cron-threads=1", f"--data-dir={folder}")
        with web_server.serving(stress.databases, name, options=options) as (address, _process):
            return _use(stress, name, folder, Browser(address))


def _use(stress, name, folder, browser):
    browser.login(name, "stress-00", company.PASSWORD)
    browser.page("/odoo/contacts")
    # nobody's duplicate, so that no merge takes it away
    values = {"name": "Quentin Ixmeier", "email": "quentin@ixmeier.example"}
    (partner,) = browser.call("res.partner", "create", [values])
    _consent(browser, partner)
    (consent,) = browser.call("partner.consent", "search", [["partner_id", "=", partner]])
    filler = mounts.fill(folder)
    before = _rows(stress, name)

    told = [
        _refused(stress, "an attachment", lambda: _attach(browser, partner)),
        _refused(stress, "a consent with a document", lambda: _consent(browser, partner, _document())),
        _refused(
            stress, "a picture", lambda: browser.call("res.partner", "write", [partner], {"image_1920": _picture()})
        ),
    ]
    stress.check(_rows(stress, name) == before, f"half done: {before} became {_rows(stress, name)}")
    # what needs no file goes on
    _consent(browser, partner)
    browser.call("res.partner", "write", [partner], {"street2": NOTE})
    proof = browser.page(f"/consent/proof/{consent}.json")
    stress.check(NOTE in proof, f"the proof as a file does not hold the consent: {proof[:200]}")
    with stress.environment(name) as env:
        steward = env["res.users"].search([("login", "=", "stress-00")])
        env["partner.merge.batch"].with_user(steward).start()
        env.cr.commit()
    background.finish(stress, name)

    filler.unlink()
    _attach(browser, partner)
    _consent(browser, partner, _document())
    browser.call("res.partner", "write", [partner], {"image_1920": _picture()})
    missing = _missing_files(stress, name, folder)
    stress.check(not missing, f"attachments without their file: {missing}")
    return f"people were told: {'; '.join(told)}"


def _refused(stress, what, function):
    """See that something fails with a message; return it."""
    try:
        function()
    except Refused as error:
        return f"{what}: {' '.join(str(error).split())}"
    except Unreachable as error:
        stress.check(False, f"{what} fails without a message: {error}")
    else:
        stress.check(False, f"{what} is said to be done on a full disk")
    return ""


def _document():
    """Another one each time: Odoo leaves an empty file of what it could not write, and then refuses that content."""
    return base64.b64encode(os.urandom(DOCUMENT_BYTES)).decode()


def _attach(browser, partner):
    values = {"name": "offer.bin", "datas": _document(), "res_model": "res.partner", "res_id": partner}
    browser.call("ir.attachment", "create", [values])


def _consent(browser, partner, document=None):
    (purpose,) = browser.call("partner.consent.purpose", "search", [["channel_in_person", "=", True]], limit=1)
    values = {
        "partner_ids": [[6, 0, [partner]]],
        "purpose_id": purpose,
        "channel": "in_person",
        "method": "in_person",
        "was_read": True,
        "note": NOTE,
    }
    if document:
        values["attachment_ids"] = [[0, 0, {"name": "signed.bin", "datas": document}]]
    created = browser.call("partner.consent.record", "create", [values])
    browser.call("partner.consent.record", "action_record", created)


def _picture():
    import io

    from PIL import Image

    file = io.BytesIO()
    Image.frombytes("RGB", PICTURE_SIZE, os.urandom(3 * PICTURE_SIZE[0] * PICTURE_SIZE[1])).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def _rows(stress, name):
    """How many rows there are of what must not be half done."""
    query = """
        SELECT (SELECT count(*) FROM ir_attachment), (SELECT count(*) FROM partner_consent_event),
               (SELECT count(*) FROM partner_consent_record)"""
    ((attachments, events, forms),) = stress.sql(name, query)
    return {"attachments": attachments, "events of consents": events, "forms": forms}


def _missing_files(stress, name, folder):
    rows = stress.sql(name, "SELECT store_fname, file_size FROM ir_attachment WHERE store_fname IS NOT NULL")
    store = folder / "filestore" / name
    return [file for file, size in rows if not (store / file).is_file() or (store / file).stat().st_size != size]
