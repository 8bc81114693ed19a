import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

/** Texts separated by commas as tags. */
export class DuplicateReasons extends Component {
    static template = "customer_data_quality.DuplicateReasons";
    static props = {...standardFieldProps};

    get reasons() {
        return (this.props.record.data[this.props.name] || "").split(", ").filter(Boolean);
    }
}

registry.category("fields").add("duplicate_reasons", {
    component: DuplicateReasons,
    displayName: _t("Reasons as Tags"),
    supportedTypes: ["char"],
});
