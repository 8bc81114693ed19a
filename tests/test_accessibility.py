"""Templates by which every screen can be used without a mouse and read out; scripts/test --accessibility looks at them
in Chromium."""

import pytest
from lib import accessibility, addon
from lxml import etree

TEMPLATES = sorted((addon.FOLDER / "static" / "src").rglob("*.xml"))
# What takes the focus by itself, and does the same on Enter or the space bar as on a click.
USABLE = {"a", "button", "input", "select", "textarea", "summary", "option", "label"}


def elements(path, condition):
    return etree.parse(path).xpath(f"//*[{condition}]")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_whatever_is_clicked_takes_the_focus(path):
    for element in elements(path, "@*[starts-with(name(), 't-on-click')]"):
        is_component = element.tag[0].isupper()
        # what is within it takes the focus for it
        is_followed = "t-on-focusin" in element.attrib
        has_keys = any(name.startswith("t-on-key") for name in element.attrib) and "tabindex" in element.attrib
        usable = element.tag in USABLE or is_component or is_followed or has_keys
        assert usable, f"line {element.sourceline}: {element.tag}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_whatever_is_a_picture_has_a_name_or_says_nothing(path):
    for element in elements(path, "self::img"):
        assert {"alt", "t-att-alt", "t-attf-alt"} & set(element.attrib), f"line {element.sourceline}"
    for element in elements(path, "self::button or self::a"):
        said = "".join(element.itertext()).strip() or element.xpath(".//*[@t-esc or @t-out or @alt or @t-att-alt]")
        named = {"aria-label", "t-att-aria-label", "title", "t-att-title", "t-esc", "t-out", "t-att-data-tooltip"}
        assert said or named & set(element.attrib) or element.xpath(".//t[@t-call or @t-slot]"), (
            f"line {element.sourceline}: a {element.tag} without a name"
        )


def test_our_classes_are_told_from_those_of_odoo():
    ours = accessibility.own_classes()
    assert {"o_quality_gauge", "o_duplicate_match", "o_merge_table", "o_review_walk", "o_consent_purpose"} <= set(ours)
    assert not {"o_form_view", "o_row", "o_field_widget", "o_view_nocontent"} & set(ours)
