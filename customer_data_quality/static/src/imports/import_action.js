import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {onWillStart} from "@odoo/owl";
import {ImportAction} from "@base_import/import_action/import_action";
import {BaseImportModel} from "@base_import/import_model";

const MATCH = "match_contacts";
// of these Odoo joins the values of several columns, and so do we
const JOINED = ["name", "comment"];

patch(BaseImportModel.prototype, {
    _updateComments(updatedColumn) {
        super._updateComments(updatedColumn);
        if (!this.importOptionsValues[MATCH]) {
            return;
        }
        for (const {comments, fieldInfo} of this.columns) {
            for (const comment of comments) {
                if (comment.fieldName && !JOINED.includes(fieldInfo.fieldPath)) {
                    comment.content = _t("The first value is taken, others go to the notes:");
                }
            }
        }
    },
});

patch(ImportAction.prototype, {
    setup() {
        super.setup();
        this.state.isMatching = this.constructor.isMatching || false;
        onWillStart(async () => {
            this.canMatch = await user.hasGroup("customer_data_quality.group_user");
            if (this.state.isMatching) {
                this.beginMatching();
            }
        });
    },

    /** Whether to offer what Odoo's own import does not do. */
    get isOffered() {
        return this.resModel === "res.partner" && this.canMatch && !this.state.isMatching;
    },

    get acceptedFiles() {
        return ".csv, .xls, .xlsx, .xlsm, .ods" + (this.state.isMatching ? ", .vcf" : "");
    },

    /** From now on the server reads the file in the way that matching needs. */
    beginMatching() {
        this.model.importOptionsValues[MATCH] = {value: true};
        this.state.isMatching = true;
    },

    async matchInstead() {
        this.beginMatching();
        // what Odoo has guessed for its own reader is found out anew
        for (const name of ["encoding", "separator"]) {
            this.model.importOptionsValues[name].value = "";
        }
        await this.reload();
    },

    async matchContacts() {
        this.model.block();
        try {
            const fields = this.model.columns.map(
                (column) => Boolean(column.fieldInfo) && column.fieldInfo.fieldPath
            );
            const action = await this.model.orm.call("partner.import", "start", [
                this.model.id,
                fields,
                this.model.formattedImportOptions,
            ]);
            await this.actionService.doAction(action, {clearBreadcrumbs: true});
        } finally {
            this.model.unblock();
        }
    },
});

/** Odoo's import of contacts, with matching from the start. */
export class ContactImportAction extends ImportAction {
    static isMatching = true;
    // that of the action in the database, which also says what is imported: the page can be loaded anew
    static path = undefined;
}

registry.category("actions").add("partner_import", ContactImportAction);
