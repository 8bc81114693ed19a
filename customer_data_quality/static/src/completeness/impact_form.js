import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {formatInteger} from "@web/views/fields/formatters";
import {FormController} from "@web/views/form/form_controller";
import {formView} from "@web/views/form/form_view";
import {RULES_CHANGED} from "./rescore_progress";

// Errors that the save itself reports in Odoo's own way, with the choice to go on editing.
const FOR_USERS = ["odoo.exceptions.ValidationError", "odoo.exceptions.UserError"];

/** Says how many contacts change grade before a profile or rule is saved. */
export class ImpactFormController extends FormController {
    /** @override */
    async onWillSaveRecord(record, changes) {
        const proceed = await super.onWillSaveRecord(...arguments);
        if (proceed === false) {
            return false;
        }
        const impact = await this.previewImpact(record, changes);
        return !impact?.changed || this.confirmImpact(impact);
    }

    /** @override */
    async onRecordSaved() {
        await super.onRecordSaved(...arguments);
        this.env.bus.trigger(RULES_CHANGED);
    }

    /** @override: nobody answers a question in a hidden tab */
    beforeVisibilityChange() {}

    async previewImpact(record, changes) {
        try {
            return await this.orm.call("partner.quality.profile", "preview_impact", [
                record.resModel,
                record.resId || 0,
                changes,
            ]);
        } catch (error) {
            if (FOR_USERS.includes(error.exceptionName)) {
                return null;
            }
            throw error;
        }
    }

    confirmImpact({contacts, changed, exact}) {
        const figures = {changed: formatInteger(changed), contacts: formatInteger(contacts)};
        const body = exact
            ? _t("%(changed)s of %(contacts)s contacts change grade.", figures)
            : _t("About %(changed)s of %(contacts)s contacts change grade.", figures);
        return new Promise((resolve) => {
            this.dialogService.add(
                ConfirmationDialog,
                {
                    title: _t("Save the Change?"),
                    body:
                        body + "\n" + _t("Their scores are brought up to date in the background."),
                    confirmLabel: _t("Save"),
                    confirm: () => resolve(true),
                    cancelLabel: _t("Keep Editing"),
                    cancel: () => resolve(false),
                },
                {onClose: () => resolve(false)}
            );
        });
    }
}

registry.category("views").add("quality_impact_form", {
    ...formView,
    Controller: ImpactFormController,
});
