import {_t} from "@web/core/l10n/translation";
import {formatPercentage} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

const LEAST = 0.5;
const MOST = 0.999;
const STEP = 0.001;

/** A share of what is right, chosen by a slider. */
export class PrecisionSlider extends Component {
    static template = "customer_data_quality.PrecisionSlider";
    static props = {...standardFieldProps};

    setup() {
        Object.assign(this, {LEAST, MOST, STEP});
    }

    get value() {
        return this.props.record.data[this.props.name];
    }

    get text() {
        return formatPercentage(this.value, {digits: [0, 1]});
    }

    get label() {
        return this.props.record.fields[this.props.name].string;
    }

    update(ev) {
        return this.props.record.update({[this.props.name]: Number(ev.target.value)});
    }
}

registry.category("fields").add("precision_slider", {
    component: PrecisionSlider,
    displayName: _t("Precision Slider"),
    supportedTypes: ["float"],
});
