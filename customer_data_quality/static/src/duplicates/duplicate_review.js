import {_t} from "@web/core/l10n/translation";
import {deserializeDateTime, formatDate} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {user} from "@web/core/user";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {useService} from "@web/core/utils/hooks";
import {onWillStart, status, useState} from "@odoo/owl";
import {DuplicateExplanation} from "./duplicate_explanation";
import {QueueReview} from "../queue_review";
import {ReviewHelp} from "./review_help";
import {asPercent, inWords} from "./likelihood";
import {useOnce} from "../once";
import {useReviewKeys} from "./review_keys";

const MODEL = "partner.duplicate.group";

/** The contacts of a group side by side, why they look alike, and what to do about it; then the next group. */
export class DuplicateReview extends QueueReview {
    static model = MODEL;
    static template = "customer_data_quality.DuplicateReview";
    static components = {DuplicateExplanation};
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.inWords = inWords;
        this.asPercent = asPercent;
        this.state = useState({contacts: [], fields: [], namesDiffer: false, ticked: {}, isBusy: false});
        this.once = useOnce(this.state);
        useRecordObserver((record) => this.load(record.resId));
        onWillStart(async () => {
            this.mayMerge = await user.hasGroup("customer_data_quality.group_merge");
        });
        useReviewKeys({
            j: () => this.go(1),
            arrowright: () => this.go(1),
            k: () => this.go(-1),
            arrowleft: () => this.go(-1),
            m: () => this.merge(),
            n: () => this.notDuplicates(),
            o: () => this.openContacts(),
            "?": () => this.help(),
        });
    }

    get group() {
        return this.record.data;
    }

    get isOpen() {
        return this.group.state === "open";
    }

    get canTick() {
        return this.isOpen && this.state.contacts.length > 2;
    }

    get ticked() {
        return this.state.contacts.map(({id}) => id).filter((id) => this.state.ticked[id]);
    }

    show({contacts, fields, names_differ: namesDiffer}) {
        Object.assign(this.state, {contacts, fields, namesDiffer, ticked: {}});
    }

    namesOf(ids) {
        const contacts = this.state.contacts.filter(({id}) => ids.includes(id));
        return contacts.map(({name}) => name).join(" / ");
    }

    day(text) {
        return formatDate(deserializeDateTime(text));
    }

    get hasDocuments() {
        return this.state.contacts.some((contact) => contact.documents.length);
    }

    documents(contact) {
        return contact.documents.map(({label, count}) => `${label}: ${count}`);
    }

    contactUrl(contact) {
        return `/odoo/res.partner/${contact.id}`;
    }

    leaveLast() {
        this.env.config.historyBack();
    }

    notDuplicates() {
        if (!this.isOpen) {
            return;
        }
        return this.once(async () => {
            const {resId} = this.record;
            const ticked = this.ticked;
            const names = ticked.length ? this.namesOf(ticked) : this.group.name;
            await this.record.save();
            const args = ticked.length ? [[resId], ticked] : [[resId]];
            await this.orm.call(MODEL, "action_not_duplicates", args);
            const undo = this.makeUndo();
            await this.proceed(resId);
            const close = this.notification.add(_t("Not duplicates: %s", names), {
                type: "success",
                buttons: [
                    {
                        name: _t("Undo"),
                        onClick: () => {
                            close();
                            return undo();
                        },
                    },
                ],
            });
        });
    }

    /** The notification outlives this screen, which is left after the last group. */
    makeUndo() {
        const {orm, action} = this.env.services;
        const {resId, resIds, model} = this.record;
        return async () => {
            await orm.call(MODEL, "action_reopen", [[resId]]);
            if (status(this) === "destroyed") {
                return action.doAction({type: "ir.actions.client", tag: "soft_reload"});
            }
            if (this.record.resId === resId) {
                return this.reload();
            }
            return model.load({resId, resIds});
        };
    }

    reopen() {
        return this.once(async () => {
            await this.orm.call(MODEL, "action_reopen", [[this.record.resId]]);
            await this.reload();
        });
    }

    async reload() {
        await this.record.load();
        this.loaded = null;
        await this.load(this.record.resId);
    }

    merge() {
        if (!this.isOpen || !this.mayMerge) {
            return;
        }
        return this.once(async () => {
            const {resId} = this.record;
            await this.record.save();
            const action = await this.orm.call(MODEL, "action_merge", [[resId]]);
            await this.action.doAction(action, {
                onClose: (infos) => infos?.merged && this.proceed(resId),
            });
        });
    }

    /** The group may be gone now, or have fewer contacts. */
    async proceed(resId) {
        const open = await this.orm.searchCount(MODEL, [
            ["id", "=", resId],
            ["state", "=", "open"],
        ]);
        await (open ? this.reload() : this.leave());
    }

    async openContacts() {
        const action = await this.orm.call(MODEL, "action_open_contacts", [[this.record.resId]]);
        await this.action.doAction(action);
    }

    help() {
        this.dialog.add(ReviewHelp, {mayMerge: this.mayMerge});
    }
}

registry.category("view_widgets").add("duplicate_review", {component: DuplicateReview});
