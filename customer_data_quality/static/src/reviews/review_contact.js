import {_t} from "@web/core/l10n/translation";
import {Field} from "@web/views/fields/field";
import {Record} from "@web/model/record";
import {Component, useEffect, useRef, useState} from "@odoo/owl";

const HEAD = ["display_name", "parent_id", "is_company", "phone", "email", "avatar_128"];
const FOCUSABLE = "input:not([type=hidden]):not(:disabled), textarea, select";
const WIDGETS = {phone: "phone", email: "email", website: "url"};

/** Hands a record that is shown to whoever wants to save it, and puts the cursor where it is wanted. */
class ReviewFields extends Component {
    static template = "customer_data_quality.ReviewFields";
    static components = {Field};
    static props = {record: Object, fields: Array, current: Object};

    setup() {
        this.root = useRef("root");
        this.state = useState({editing: {}});
        this.widgets = WIDGETS;
        useEffect(
            () => {
                this.state.editing = {};
                const {current} = this.props;
                Object.assign(current, {
                    record: this.props.record,
                    wasCorrected: false,
                    edit: (number) => this.edit(this.rows[number]?.name),
                });
            },
            () => [this.props.record.resId]
        );
        useEffect(
            () => this.focus(),
            () => [this.state.focused]
        );
    }

    isShown({name}) {
        return this.state.editing[name] || this.props.record.data[name];
    }

    get rows() {
        return this.props.fields.filter((field) => this.isShown(field));
    }

    /** Nothing to check there, but perhaps something to add. */
    get empty() {
        return this.props.fields.filter((field) => !this.isShown(field));
    }

    correctIt({label}) {
        return _t("%s: correct it", label);
    }

    edit(name) {
        if (name) {
            this.state.editing[name] = true;
            this.state.focused = `${name} ${Date.now()}`;
        }
    }

    focus() {
        const [name] = (this.state.focused || "").split(" ");
        if (name) {
            const row = this.root.el.querySelector(
                `.o_review_field[data-field="${CSS.escape(name)}"]`
            );
            const input = row?.querySelector(FOCUSABLE);
            input?.focus();
            input?.select?.();
        }
    }

    /** Escape leaves a field, so that single keys work again; what was typed stays. */
    onKeydown(ev) {
        if (ev.key === "Escape") {
            ev.target.blur();
        }
    }
}

/** One contact with the fields that its review looks at, each of which can be corrected in place. */
export class ReviewContact extends Component {
    static template = "customer_data_quality.ReviewContact";
    static components = {Record, ReviewFields};
    static props = {partnerId: Number, fields: Array, request: Object, current: Object};

    get fieldNames() {
        return [...new Set([...HEAD, ...this.props.fields.map(({name}) => name)])];
    }
}
