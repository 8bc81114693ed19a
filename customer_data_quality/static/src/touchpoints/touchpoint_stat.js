import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

const {DateTime} = luxon;

/** In the button on the contact's form: how many touchpoints there are; when the last one was is its tooltip. */
export class TouchpointStat extends Component {
    static template = "customer_data_quality.TouchpointStat";
    static props = {...standardFieldProps};

    get figures() {
        return this.props.record.data[this.props.name] || {total: 0};
    }

    get count() {
        return formatInteger(this.figures.total);
    }

    get last() {
        const {last} = this.figures;
        return last ? _t("Last touch: %s", DateTime.fromISO(last).toLocaleString(DateTime.DATE_MED)) : "";
    }
}

registry.category("fields").add("touchpoint_stat", {component: TouchpointStat, supportedTypes: ["json"]});
