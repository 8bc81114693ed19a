import {_t} from "@web/core/l10n/translation";
import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {FormViewDialog} from "@web/views/view_dialogs/form_view_dialog";
import {KeepLast} from "@web/core/utils/concurrency";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useDebounced} from "@web/core/utils/timing";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {useService} from "@web/core/utils/hooks";
import {Component, toRaw, useState} from "@odoo/owl";
import {SHOWN_MATCHES, comparedValues, findDuplicates, isSearchable} from "./compared";
import {DuplicateMatch} from "./duplicate_match";

const WAIT_MS = 400;
/** What else somebody types into a contact and would lose with the draft. */
const ALSO_TYPED = ["comment", "category_id", "function", "ref", "user_id", "child_ids", "bank_ids"];

function typedText(data) {
    const others = ALSO_TYPED.filter((name) => name in data).map((name) => {
        const value = data[name];
        return value?.resIds ? value.count : String(value?.id ?? value ?? "");
    });
    return JSON.stringify([{...comparedValues(data), name: null}, others]);
}

/** While a contact is being typed: up to three that are likely the same. */
export class DuplicateBanner extends Component {
    static template = "customer_data_quality.DuplicateBanner";
    static components = {DuplicateMatch};
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.state = useState({matches: []});
        this.keepLast = new KeepLast();
        this.search = useDebounced(this.search.bind(this), WAIT_MS);
        useRecordObserver((record) => this.onRecordChanged(record));
    }

    get record() {
        return this.props.record;
    }

    get dismissed() {
        return this.record.data.duplicates_dismissed || [];
    }

    get matches() {
        return this.state.matches
            .filter((match) => !this.dismissed.includes(match.id))
            .slice(0, SHOWN_MATCHES);
    }

    get title() {
        return this.matches.length === 1
            ? _t("This contact may exist already")
            : _t("This contact may exist already, as one of these");
    }

    /** An address or a person inside of another contact's form can't be exchanged for a contact. */
    get canUse() {
        const {record} = this;
        const isRoot = toRaw(record) === toRaw(record.model.root);
        return record.isNew && isRoot && (!this.env.inDialog || Boolean(this.env.useContact));
    }

    onRecordChanged(record) {
        const values = comparedValues(record.data);
        const asked = JSON.stringify([record.id, record.resId, values]);
        if (asked === this.asked) {
            return;
        }
        if (this.recordId !== record.id) {
            this.recordId = record.id;
            this.typedAtFirst = typedText(record.data);
        }
        this.asked = asked;
        if (this.isToBeSearched(record, values)) {
            this.search(record, values, asked);
        } else {
            this.search.cancel();
            this.state.matches = [];
        }
    }

    /** A saved contact is compared only while a compared value is being changed. */
    isToBeSearched(record, values) {
        if (!record.isInEdition || !isSearchable(values)) {
            return false;
        }
        const saved = record.isNew ? {} : comparedValues(record._values);
        return Object.keys(values).some((name) => values[name] !== (saved[name] ?? false));
    }

    async search(record, values, asked) {
        const limit = SHOWN_MATCHES + this.dismissed.length;
        const matches = await this.keepLast.add(
            findDuplicates(this.orm, values, record.resId, limit)
        );
        if (asked === this.asked) {
            this.state.matches = matches;
        }
    }

    /** In a dialog: leaving the form, as for another page or tab, would save the draft. */
    open(match) {
        this.dialog.add(FormViewDialog, {
            resModel: "res.partner",
            resId: match.id,
            title: match.name,
            canExpand: false,
            preventEdit: true,
            readonly: true,
        });
    }

    async use(match) {
        if (this.env.useContact) {
            return this.env.useContact(this.record, match.id);
        }
        if (typedText(this.record.data) === this.typedAtFirst) {
            return this.show(match);
        }
        this.dialog.add(ConfirmationDialog, {
            title: _t("Discard what you typed?"),
            body: _t("“%s” is opened instead. What you typed here is not saved.", match.name),
            confirmLabel: _t("Open the contact"),
            confirm: () => this.show(match),
            cancelLabel: _t("Keep typing"),
            cancel: () => {},
        });
    }

    show(match) {
        return this.record.model.load({resId: match.id, resIds: [match.id]});
    }

    dismiss(match) {
        return this.record.update({duplicates_dismissed: [...this.dismissed, match.id]});
    }
}

registry.category("view_widgets").add("duplicate_banner", {component: DuplicateBanner});
