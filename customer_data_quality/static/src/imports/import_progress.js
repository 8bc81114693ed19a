import {Component, onMounted, onWillUnmount, useState} from "@odoo/owl";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

const POLL_MS = 1500;

/** How far the scheduler is with an import; the form is loaded anew when it goes on to the next step. */
export class ImportProgress extends Component {
    static template = "customer_data_quality.ImportProgress";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        const {state, progress} = this.props.record.data;
        this.state = useState({percent: progress || 0, label: "", step: state});
        onMounted(() => this.poll());
        onWillUnmount(() => this.stop());
    }

    stop() {
        browser.clearTimeout(this.timer);
        this.isStopped = true;
    }

    async poll() {
        const {record} = this.props;
        const status = await this.orm.silent.call("partner.import", "status", [[record.resId]]);
        if (this.isStopped) {
            return;
        }
        Object.assign(this.state, {percent: status.progress, label: status.state_label});
        if (status.state !== this.state.step || status.error) {
            this.state.step = status.state;
            await record.load();
        }
        if (!this.isStopped && !status.error) {
            this.timer = browser.setTimeout(() => this.poll(), POLL_MS);
        }
    }
}

registry.category("view_widgets").add("import_progress", {component: ImportProgress});
