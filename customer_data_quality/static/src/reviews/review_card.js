import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";
import {Component, useRef, useState} from "@odoo/owl";
import {findField, showField} from "../completeness/field_finder";
import {useLateFields} from "../late_fields";
import {useOnce} from "../once";

/** What happened last, in the user's words. */
const CONTACTS = {
    at_mail: _t("a mail came in"),
    at_call: _t("somebody called"),
    at_meeting: _t("there was a meeting"),
    at_order: _t("there was an order"),
    at_invoice: _t("there was an invoice"),
};

/** On a contact's form: its review is due, or something happened and a few fields should be checked. */
export class ReviewCard extends Component {
    static template = "customer_data_quality.ReviewCard";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.root = useRef("root");
        this.state = useState({isBusy: false, confirmed: {}});
        this.late = useLateFields(["review_card"]);
        this.once = useOnce(this.state);
    }

    get record() {
        return this.props.record;
    }

    get card() {
        return this.late.values.review_card || null;
    }

    get isDue() {
        return this.card.kind === "due";
    }

    get title() {
        const {card} = this;
        if (card.edited) {
            return _t("You changed this contact today. Is the rest correct too?");
        }
        if (!this.isDue) {
            return _t("On %(date)s %(contact)s. Are these still correct?", {
                date: card.date,
                contact: CONTACTS[card.switch],
            });
        }
        return card.text
            ? _t("%(reason)s. Please check this contact now.", {reason: card.text})
            : _t("Review due since %(date)s. Is everything still correct?", {date: card.date});
    }

    get fields() {
        return this.card.fields.filter(({name}) => !this.state.confirmed[this.key(name)]);
    }

    key(name) {
        return `${this.record.resId}/${name}`;
    }

    place(field) {
        return findField(this.env.config.viewArch, this.record, field.name);
    }

    stillCorrect({label}) {
        return _t("%s: still correct", label);
    }

    correctIt({label}) {
        return _t("%s: correct it", label);
    }

    correct(field) {
        const form = this.root.el.closest(".o_form_renderer");
        return showField(form, this.place(field), field.name);
    }

    /** What was typed is saved first: it is part of what is confirmed. */
    saved(action) {
        return this.once(async () => {
            if (await this.record.save()) {
                await action();
            }
        });
    }

    close(outcome, names = null) {
        return this.orm.call("res.partner", "review_close", [[this.record.resId], outcome, names]);
    }

    confirmField(field) {
        return this.saved(async () => {
            const isLast = this.fields.length === 1;
            await this.close("confirmed", [field.name]);
            this.state.confirmed[this.key(field.name)] = true;
            if (isLast) {
                await this.reload();
            }
        });
    }

    confirmAll() {
        return this.saved(async () => {
            const names = this.isDue ? null : this.card.fields.map(({name}) => name);
            await this.close(this.card.edited ? "corrected" : "confirmed", names);
            this.notification.add(_t("Thank you, noted."), {type: "success"});
            await this.reload();
        });
    }

    unreachable() {
        return this.saved(async () => {
            await this.close("unreachable");
            await this.reload();
        });
    }

    later() {
        return this.saved(async () => {
            if (this.isDue) {
                await this.close("postponed");
            } else {
                await this.orm.call("res.partner", "review_dismiss", [[this.record.resId]]);
            }
            await this.reload();
        });
    }

    async reload() {
        this.late.values = {};
        await this.record.load();
    }
}

registry.category("view_widgets").add("review_card", {component: ReviewCard});
