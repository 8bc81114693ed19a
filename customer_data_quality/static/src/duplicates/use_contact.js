import {FormViewDialog} from "@web/views/view_dialogs/form_view_dialog";
import {patch} from "@web/core/utils/patch";
import {useChildSubEnv} from "@odoo/owl";

/** Let a dialog that is to make a new contact end with one that is there already, as if that had just been made. */
patch(FormViewDialog.prototype, {
    setup() {
        super.setup();
        const {resModel, resId, onRecordSave} = this.props;
        if (resModel === "res.partner" && !resId && !onRecordSave) {
            useChildSubEnv({useContact: this.useContact.bind(this)});
        }
    },

    /**
     * @param {Object} record the draft, which is left unsaved
     * @param {Number} resId of the contact to take instead
     */
    async useContact(record, resId) {
        await record.model.load({resId});
        await this.props.onRecordSaved(record.model.root);
        this.props.close();
    },
});
