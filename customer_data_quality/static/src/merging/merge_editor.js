import {_t} from "@web/core/l10n/translation";
import {MultiRecordSelector} from "@web/core/record_selectors/multi_record_selector";
import {RecordSelector} from "@web/core/record_selectors/record_selector";
import {useService} from "@web/core/utils/hooks";
import {Component, onMounted, useRef, useState} from "@odoo/owl";
import {resultValues} from "./merge_state";

const INPUT_TYPES = {
    date: "date",
    integer: "number",
    float: "number",
    monetary: "number",
};

/** The result in one field, or in fields that belong together, written by hand. */
export class MergeEditor extends Component {
    static template = "customer_data_quality.MergeEditor";
    static components = {MultiRecordSelector, RecordSelector};
    static props = {
        field: Object,
        decision: {type: Object, optional: true},
        onDone: Function,
    };

    setup() {
        this.names = useService("name");
        const {field, decision} = this.props;
        this.state = useState({
            values: resultValues(field, decision),
            texts: {...this.initialTexts(field), ...decision?.texts},
        });
        const root = useRef("root");
        onMounted(() => root.el.querySelector("input, select, textarea").focus());
    }

    /** How links and choices read, which are numbers and codes otherwise. */
    initialTexts(field) {
        const texts = {};
        for (const {name, selection, relation} of field.parts) {
            const value = resultValues(field, this.props.decision)[name];
            if (selection) {
                texts[name] = selection.find(([key]) => key === value)?.[1] || "";
            } else if (relation && field.parts.length === 1) {
                texts[name] = field.result_text || "";
            }
        }
        return texts;
    }

    inputType(part) {
        return INPUT_TYPES[part.type] || "text";
    }

    set(part, value, text) {
        this.state.values[part.name] = value;
        this.state.texts[part.name] = text;
    }

    onInput(part, ev) {
        const {value, valueAsNumber} = ev.target;
        const typed = ev.target.type === "number" ? valueAsNumber || 0 : value || false;
        this.set(part, typed, value);
    }

    onSelect(part, ev) {
        const [key, label] = part.selection.find(([each]) => each === ev.target.value) || [false, ""];
        this.set(part, key, label);
    }

    onToggle(part, ev) {
        this.set(part, ev.target.checked, ev.target.checked ? _t("Yes") : _t("No"));
    }

    async onLink(part, value) {
        const ids = [value].flat().filter(Boolean);
        const names = await this.names.loadDisplayNames(part.relation, ids);
        this.set(part, value, ids.map((id) => names[id]).join(", "));
    }

    async done() {
        await this.nameLinks();
        this.props.onDone({values: {...this.state.values}, texts: {...this.state.texts}});
    }

    /** Links of an address that were not touched are known by their ids only. */
    async nameLinks() {
        for (const {name, relation} of this.props.field.parts) {
            const ids = [this.state.values[name]].flat().filter(Number.isInteger);
            if (relation && ids.length && !this.state.texts[name]) {
                const names = await this.names.loadDisplayNames(relation, ids);
                this.state.texts[name] = ids.map((id) => names[id]).join(", ");
            }
        }
    }

    onKeydown(ev) {
        const isText = ev.target.matches("textarea") && !ev.ctrlKey;
        const isSelector = ev.target.closest(".o_record_selector, .o_multi_record_selector");
        if (ev.key === "Escape") {
            ev.stopPropagation();
            this.props.onDone(null);
        } else if (ev.key === "Enter" && !isText && !isSelector && !ev.target.matches("button")) {
            ev.preventDefault();
            ev.stopPropagation();
            this.done();
        }
    }
}
