import {Component, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {usePolling} from "../polling";

const POLL_MS = 1500;

/** How far the scheduler is with an import; the form is loaded anew when it goes on to the next step. */
export class ImportProgress extends Component {
    static template = "customer_data_quality.ImportProgress";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        const {state, progress} = this.props.record.data;
        this.state = useState({percent: progress || 0, label: "", step: state});
        usePolling({
            ask: () => this.orm.silent.call("partner.import", "status", [[this.props.record.resId]]),
            show: (status) => this.show(status),
            ms: POLL_MS,
        });
    }

    async show(status) {
        Object.assign(this.state, {percent: status.progress, label: status.state_label});
        if (status.state !== this.state.step || status.error) {
            this.state.step = status.state;
            await this.props.record.load();
        }
        return !status.error;
    }
}

registry.category("view_widgets").add("import_progress", {component: ImportProgress});
