import {registry} from "@web/core/registry";
import {useBus, useService} from "@web/core/utils/hooks";
import {listView} from "@web/views/list/list_view";
import {ListController} from "@web/views/list/list_controller";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {Component, useState} from "@odoo/owl";
import {usePolling} from "../polling";

export const RULES_CHANGED = "CUSTOMER_DATA_QUALITY:RULES-CHANGED";
const POLL_MS = 3000;

/** How far the scores have been brought up to the present rules; shows nothing once they are. */
export class RescoreProgress extends Component {
    static template = "customer_data_quality.RescoreProgress";
    static props = {
        ...standardWidgetProps,
        record: {type: Object, optional: true},
        onDone: {type: Function, optional: true},
    };

    setup() {
        this.orm = useService("orm");
        this.state = useState({percent: 100});
        const polling = usePolling({
            ask: () => this.orm.silent.call("partner.quality.profile", "rescore_progress", []),
            show: (percent) => this.show(percent),
            ms: POLL_MS,
        });
        useBus(this.env.bus, RULES_CHANGED, () => polling.now());
    }

    show(percent) {
        const isDone = percent >= 100 && this.state.percent < 100;
        this.state.percent = percent;
        if (isDone) {
            this.refresh();
        }
        return percent < 100;
    }

    /** The figures around have changed, too. */
    refresh() {
        const {record, onDone} = this.props;
        onDone?.();
        if (record && record === record.model.root && !record.dirty && !record.isNew) {
            record.load();
        }
    }
}

registry.category("view_widgets").add("quality_progress", {component: RescoreProgress});

export class QualityListController extends ListController {
    static template = "customer_data_quality.QualityListView";
    static components = {...ListController.components, RescoreProgress};

    reload() {
        return this.model.load();
    }
}

registry.category("views").add("quality_progress_list", {
    ...listView,
    Controller: QualityListController,
});
