import {formatFloat} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {useService} from "@web/core/utils/hooks";
import {Component, useState} from "@odoo/owl";

/** What learning from decisions has changed. */
export class MatchReport extends Component {
    static template = "customer_data_quality.MatchReport";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.state = useState({changes: []});
        useRecordObserver(async (record) => {
            if (record.resId && record.resId !== this.loaded) {
                this.loaded = record.resId;
                this.state.changes = await this.orm.call("partner.match.model", "learning_report", [
                    [record.resId],
                ]);
            }
        });
    }

    points(change) {
        return (change.points > 0 ? "+" : "") + formatFloat(change.points, {digits: [0, 2]});
    }
}

registry.category("view_widgets").add("match_report", {component: MatchReport});
