import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";

/** Above a mailing: how many of its recipients may not be written to, and are left out. */
export class ConsentMailingNotice extends Component {
    static template = "customer_data_quality.ConsentMailingNotice";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.state = useState({report: null});
        onWillStart(() => this.load(this.props.record));
        onWillUpdateProps((props) => this.load(props.record));
    }

    async load(record) {
        this.state.report = record.resId
            ? await this.orm.call("partner.consent", "mailing_report", [record.resId])
            : null;
    }

    get purposes() {
        return this.state.report.purposes.join(", ");
    }
}

registry.category("view_widgets").add("consent_mailing_notice", {component: ConsentMailingNotice});
