"""Each picture: its file and how to get there. Scenes leave nothing saved behind."""

import urllib.parse

DESKTOP = (1280, 800)
TALL = (1280, 1100)
PHONE = (390, 844)


def login(page, address, name):
    """Log a user in; the demo users' passwords are their logins."""
    page.send("Network.clearBrowserCookies")
    page.open(f"{address}/web/login")
    page.wait("input[name=login]")
    for field in ("login", "password"):
        page.evaluate(f"document.querySelector('input[name={field}]').value = '{name}'")
    page.click("button[type=submit]")
    page.wait(".o_main_navbar")


def contact_form(page, address, ids):
    page.open(f"{address}/odoo/contacts/{ids['company']}")
    page.click(".o_quality_gauge")
    page.wait(".o_quality_gap")


def contact_new(page, address, ids):
    page.open(f"{address}/odoo/contacts/new")
    page.click(".o_quality_gauge")
    page.type(".o_field_widget[name=name] :is(input, textarea)", "Schreinerei Holzapfel GmbH")
    page.type(".o_field_widget[name=email] input", "info@@holzapfel.example")
    page.type(".o_field_widget[name=street] input", "Ringstraße 12")
    page.wait(".o_quality_gap .badge")


def contact_list(page, address, ids):
    page.open(f"{address}/odoo/quality-contacts")
    page.wait(".o_data_row .o_quality_grade")


def contact_kanban(page, address, ids):
    page.open(f"{address}/odoo/contacts?view_type=kanban")
    page.wait(".o_kanban_record .o_quality_grade")


def rule_form(page, address, ids):
    page.open(f"{address}/odoo/quality-rules/{ids['rule']}")
    page.wait(".o_form_view .o_field_widget[name=weight]")


def rule_impact(page, address, ids):
    rule_form(page, address, ids)
    page.type(".o_field_widget[name=weight] input", "60")
    page.click(".o_form_button_save")
    page.wait(".modal-footer .btn-primary")


def profile_form(page, address, ids):
    page.open(f"{address}/odoo/quality-profiles/{ids['profile']}")
    page.wait(".o_field_widget[name=rule_ids] .o_data_row")


def development(page, address, ids):
    page.open(f"{address}/odoo/quality-development")
    page.wait(".o_graph_renderer canvas")


def settings(page, address, ids):
    page.open(f"{address}/odoo/settings#customer_data_quality")
    page.click(".settings_tab [data-key=customer_data_quality]")
    page.wait(".app_settings_block:not(.d-none) [name=quality_normalise_phone]")


def duplicate_banner(page, address, ids):
    page.open(f"{address}/odoo/contacts/new")
    _type_twin(page, ids)
    page.wait(".o_duplicate_match")


def _type_twin(page, ids):
    """Enter somebody who is there already, as somebody else would write them."""
    name, email = ids["twin"]
    page.type(".o_field_widget[name=name] :is(input, textarea)", name)
    page.type(".o_field_widget[name=email] input", email)


def duplicate_quick_create(page, address, ids):
    page.open(f"{address}/odoo/contacts/new")
    page.click(".o_field_widget[name=company_type] input[data-value=person]")
    # a draft without a name could not be left
    page.type(".o_field_widget[name=name] :is(input, textarea)", "Kim Quittenbaum")
    page.wait(".o_field_widget[name=parent_id] input")
    page.evaluate("document.querySelector('.o_field_widget[name=parent_id] input').focus()")
    page.send("Input.insertText", text="{} <{}>".format(*ids["twin"]))
    page.click(".o_m2o_dropdown_option_create a")
    page.wait(".modal .o_duplicate_match")


def duplicates(page, address, ids):
    page.open(f"{address}/odoo/duplicates")
    page.wait(".o_data_row, .o_kanban_record")


def duplicate_review(page, address, ids):
    page.open(f"{address}/odoo/duplicates/{ids['group']}")
    page.wait(".o_duplicate_reason")


def merge(page, address, ids):
    duplicate_review(page, address, ids)
    page.click(".o_duplicate_decision button[name=merge]")
    page.wait(".o_merge_table .o_merge_head")


def contact_consent(page, address, ids):
    page.open(f"{address}/odoo/contacts/{ids['consenting']}")
    page.click(".nav-link[name=consent]")
    page.wait(".tab-pane.active .o_consent_light, .tab-pane.active [data-light]")


def matching(page, address, ids):
    page.open(f"{address}/odoo/matching/{ids['model']}")
    page.wait(".o_match_chart canvas")


def my_reviews(page, address, ids):
    page.open(f"{address}/odoo/my-reviews")
    page.wait(".o_review_field, .o_review_walk_empty")


def privacy_requests(page, address, ids):
    page.open(f"{address}/odoo/privacy-requests")
    page.wait(".o_list_view, .o_kanban_view")


def retention_rules(page, address, ids):
    page.open(f"{address}/odoo/retention-rules")
    page.wait(".o_data_row")


def access_log(page, address, ids):
    page.open(f"{address}/odoo/access-log")
    page.wait(".o_list_view, .o_view_nocontent")


def erasure_rules(page, address, ids):
    page.open(f"{address}/odoo/erasure-rules")
    page.wait(".o_data_row")


def review_policy(page, address, ids):
    page.open(f"{address}/odoo/review-policies/{ids['policy']}")
    page.wait(".o_review_people, .o_review_chart canvas")


def security_checks(page, address, ids):
    page.open(f"{address}/odoo/security-checks")
    page.wait(".o_security_panel .fs-1, .o_data_row, .o_kanban_record")


def processing_record(page, address, ids):
    page.open(f"{address}/odoo/processing-record")
    page.wait(".o_data_row")


def training(page, address, ids):
    # a training has no menu of its own: it keeps that of the screen before
    overview(page, address, ids)
    page.open(f"{address}/odoo/training")
    page.wait(".o_training_body")


def not_connected(page, address, ids):
    page.open(f"{address}/odoo/not-connected")
    page.wait(".o_data_row")


def map_of_connections(page, address, ids):
    page.open(f"{address}/odoo/map-of-connections")
    page.wait(".o_silo_place")


def import_decide(page, address, ids):
    page.open(f"{address}/odoo/contact-imports/{ids['import']}")
    page.wait(".o_form_view :is(.o_data_row, .o_kanban_record)")


def plan(page, address, ids):
    page.open(f"{address}/odoo/quality-plan/{ids['plan']}")
    page.wait(".o_form_view .o_data_row, .o_form_view .o_kanban_record")


def plan_report(page, address, ids):
    # in the user's language, as the web client asks for it
    context = page.evaluate("JSON.stringify(odoo.loader.modules.get('@web/core/user').user.context)")
    report = f"{address}/report/html/customer_data_quality.plan_report/{ids['plan']}"
    page.open(f"{report}?context={urllib.parse.quote(context)}")
    page.wait("main, .page")


def teams(page, address, ids):
    page.open(f"{address}/odoo/quality-teams")
    page.wait(".o_graph_renderer canvas, .o_view_nocontent, .o_pivot table, .o_data_row")


def field_usage(page, address, ids):
    page.open(f"{address}/odoo/field-usage")
    page.wait(".o_data_row, .o_group_header")


def consent_coverage(page, address, ids):
    page.open(f"{address}/odoo/consent-coverage")
    page.wait(".o_data_row, .o_pivot table, .o_graph_renderer canvas")


def overview(page, address, ids):
    page.open(f"{address}/odoo/data-quality")
    page.wait(".o_steering_tile")


def targets(page, address, ids):
    page.open(f"{address}/odoo/quality-targets")
    page.wait(".o_list_view, .o_kanban_view")


def touchpoints(page, address, ids):
    page.open(f"{address}/odoo/contacts/{ids['touched']}/touchpoints")
    page.wait(".o_touchpoint")


def customer_segments(page, address, ids):
    page.open(f"{address}/odoo/customer-segments")
    page.wait(".o_data_row, .o_view_nocontent")


# File name without suffix, login, size, scene.
SCENES = [
    ("contact_form", "user", DESKTOP, contact_form),
    ("contact_new", "user", DESKTOP, contact_new),
    ("contact_list", "user", DESKTOP, contact_list),
    ("contact_kanban", "user", DESKTOP, contact_kanban),
    ("contact_form_phone", "user", PHONE, contact_form),
    ("rule_form", "steward", DESKTOP, rule_form),
    ("rule_impact", "steward", DESKTOP, rule_impact),
    ("profile_form", "steward", DESKTOP, profile_form),
    ("development", "steward", DESKTOP, development),
    ("duplicate_banner", "user", DESKTOP, duplicate_banner),
    ("duplicate_banner_phone", "user", PHONE, duplicate_banner),
    ("duplicate_quick_create", "user", DESKTOP, duplicate_quick_create),
    ("duplicates", "steward", DESKTOP, duplicates),
    ("duplicate_review", "steward", TALL, duplicate_review),
    ("duplicate_review_phone", "steward", PHONE, duplicate_review),
    ("merge", "steward", TALL, merge),
    ("contact_consent", "user", TALL, contact_consent),
    ("matching", "admin", DESKTOP, matching),
    ("my_reviews", "user", DESKTOP, my_reviews),
    ("my_reviews_phone", "user", PHONE, my_reviews),
    ("review_policy", "admin", TALL, review_policy),
    ("touchpoints", "user", DESKTOP, touchpoints),
    ("touchpoints_phone", "user", PHONE, touchpoints),
    ("customer_segments", "user", DESKTOP, customer_segments),
    ("privacy_requests", "admin", DESKTOP, privacy_requests),
    ("erasure_rules", "admin", DESKTOP, erasure_rules),
    ("retention_rules", "privacy", DESKTOP, retention_rules),
    ("access_log", "privacy", DESKTOP, access_log),
    ("not_connected", "manager", DESKTOP, not_connected),
    ("map_of_connections", "manager", DESKTOP, map_of_connections),
    ("overview", "manager", TALL, overview),
    ("overview_phone", "user", PHONE, overview),
    ("targets", "manager", DESKTOP, targets),
    ("plan", "manager", TALL, plan),
    ("plan_report", "manager", TALL, plan_report),
    ("teams", "manager", DESKTOP, teams),
    ("field_usage", "manager", DESKTOP, field_usage),
    ("import_decide", "manager", DESKTOP, import_decide),
    ("import_decide_phone", "manager", PHONE, import_decide),
    ("consent_coverage", "manager", DESKTOP, consent_coverage),
    ("settings", "admin", DESKTOP, settings),
    ("security_checks", "privacy", DESKTOP, security_checks),
    ("security_checks_phone", "privacy", PHONE, security_checks),
    ("processing_record", "privacy", DESKTOP, processing_record),
    ("training", "user", DESKTOP, training),
    ("training_phone", "user", PHONE, training),
]
