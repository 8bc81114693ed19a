import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";
import {patch} from "@web/core/utils/patch";
import {useService} from "@web/core/utils/hooks";
import {htmlJoin} from "@web/core/utils/html";
import {FormController} from "@web/views/form/form_controller";
import {markup} from "@odoo/owl";

const READING_MS = 8000;

function openWarnings(quality) {
    return (quality?.gaps || []).filter((gap) => gap.entry === "warn");
}

/** Warn on saving of what the rules want to be warned of, without stopping anybody. */
patch(FormController.prototype, {
    setup() {
        super.setup();
        this.notificationService = useService("notification");
    },

    /** @override */
    async onWillSaveRecord(record) {
        // what the server said at load, in contrast to the live judgement of the changes
        this.warningsBefore = record.isNew ? [] : openWarnings(record._values.quality_live);
        return super.onWillSaveRecord(...arguments);
    },

    /** @override */
    async onRecordSaved(record, changes) {
        if (record.resModel === "res.partner" && record.data.quality_live) {
            const {resId} = record;
            const live = record.data.quality_live;
            // Saving writes values in the standard form, which may close a gap: judge what comes back, if the form
            // stays at this contact.
            browser.setTimeout(() => {
                const quality = record.resId === resId ? record.data.quality_live : live;
                this.warnOfGaps(openWarnings(quality), changes);
            });
        }
        return super.onRecordSaved(...arguments);
    },

    /**
     * Name the gaps that are new or that the colleague has just worked on.
     *
     * @param {Object[]} gaps
     * @param {Object} changes what was saved, by field name
     */
    warnOfGaps(gaps, changes) {
        const known = new Set((this.warningsBefore || []).map((gap) => gap.rule_id));
        const named = gaps.filter((gap) => !known.has(gap.rule_id) || gap.field in changes);
        if (named.length) {
            const lines = named.map((gap) => markup`<li>${gap.rule}: ${gap.hint}</li>`);
            this.notificationService.add(markup`<ul class="mb-0 ps-3">${htmlJoin(lines)}</ul>`, {
                title: _t("Saved. Not fulfilled yet"),
                type: "warning",
                autocloseDelay: READING_MS,
            });
        }
    },
});
