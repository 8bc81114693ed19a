import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";
import {Component, useEffect, useState} from "@odoo/owl";

const {DateTime} = luxon;

/**
 * In the button on the contact's form: how many touchpoints there are; when the last one was is its tooltip. Asked for
 * when the form is there already, because all apps are looked through.
 */
export class TouchpointStat extends Component {
    static template = "customer_data_quality.TouchpointStat";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.state = useState({figures: null});
        useEffect(
            (id, isDirty) => {
                if (id && !isDirty) {
                    this.load(id);
                }
            },
            () => [this.props.record.resId, this.props.record.dirty]
        );
    }

    async load(id) {
        const figures = await this.orm.silent.call("res.partner", "touchpoint_figures", [[id]]);
        if (id === this.props.record.resId) {
            this.state.figures = figures;
        }
    }

    get count() {
        return this.state.figures ? formatInteger(this.state.figures.total) : "…";
    }

    get last() {
        const last = this.state.figures?.last;
        return last ? _t("Last touch: %s", DateTime.fromISO(last).toLocaleString(DateTime.DATE_MED)) : "";
    }
}

registry.category("view_widgets").add("touchpoint_stat", {component: TouchpointStat});
