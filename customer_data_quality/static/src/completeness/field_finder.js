import {evaluateBooleanExpr} from "@web/core/py_js/py";
import {browser} from "@web/core/browser/browser";

const MAX_FRAMES = 60;
const HIGHLIGHT_MS = 2000;
const SEEN_SHARE = 0.7;
const FOCUSABLE = [
    "input:not([type=hidden]):not(:disabled)",
    "textarea:not(:disabled)",
    "select:not(:disabled)",
    "[contenteditable=true]",
    "button:not(:disabled)",
].join(",");

function isVisible(node, record) {
    for (let each = node; each; each = each.parentElement) {
        const invisible = each.getAttribute("invisible");
        if (invisible && evaluateBooleanExpr(invisible, record.evalContextWithVirtualIds)) {
            return false;
        }
    }
    return true;
}

/**
 * Find out where a field stands on the form as it is shown now.
 *
 * @param {Element} arch of the form view
 * @param {Object} record
 * @param {String} fieldName
 * @returns {Object|null} the name of its notebook page, false outside of the notebook;
 *      null when the form does not show the field
 */
export function findField(arch, record, fieldName) {
    const nodes = arch.querySelectorAll(`field[name="${CSS.escape(fieldName)}"]`);
    const node = [...nodes].find(
        // fields of the lists and forms inside of the form are of other records
        (each) => !each.parentElement.closest("field") && isVisible(each, record)
    );
    return node ? {page: node.closest("page")?.getAttribute("name") || false} : null;
}

async function waitFor(find) {
    for (let frame = 0; frame < MAX_FRAMES; frame++) {
        const found = find();
        if (found) {
            return found;
        }
        await new Promise((resolve) => browser.requestAnimationFrame(resolve));
    }
    return null;
}

/**
 * @param {Element} form the rendered form
 * @param {String} name of a page of its notebook
 */
export async function openPage(form, name) {
    const tab = form.querySelector(`.o_notebook_headers .nav-link[name="${CSS.escape(name)}"]`);
    if (!tab) {
        return;
    }
    tab.click();
    await waitFor(() => tab.classList.contains("active"));
    // as on a phone, where the page opens out of sight
    if (tab.getBoundingClientRect().top > browser.innerHeight * SEEN_SHARE) {
        tab.closest(".o_notebook").scrollIntoView({block: "nearest"});
    }
}

/**
 * Bring a field into view and put the cursor into it.
 *
 * @param {Element} form the rendered form
 * @param {Object} place what `findField` returned
 * @param {String} fieldName
 */
export async function showField(form, place, fieldName) {
    if (place.page) {
        await openPage(form, place.page);
    }
    const selector = `.o_field_widget[name="${CSS.escape(fieldName)}"]`;
    const field = await waitFor(() => form.querySelector(selector));
    if (!field) {
        return;
    }
    field.scrollIntoView({block: "center"});
    field.querySelector(FOCUSABLE)?.focus({preventScroll: true});
    field.classList.add("o_quality_found");
    browser.setTimeout(() => field.classList.remove("o_quality_found"), HIGHLIGHT_MS);
}
