import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component, xml} from "@odoo/owl";
import {asPercent, inWords} from "./likelihood";

/** How sure it is, without feigned exactness. */
export class DuplicateProbability extends Component {
    static template = xml`<span t-att-data-tooltip="words" t-esc="percent" />`;
    static props = {...standardFieldProps};

    get percent() {
        return asPercent(this.props.record.data[this.props.name]);
    }

    get words() {
        return inWords(this.props.record.data[this.props.name]);
    }
}

registry.category("fields").add("duplicate_probability", {
    component: DuplicateProbability,
    displayName: _t("Probability"),
    supportedTypes: ["float"],
});
