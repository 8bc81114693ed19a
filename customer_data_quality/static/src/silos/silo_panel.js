import {_t} from "@web/core/l10n/translation";
import {ListController} from "@web/views/list/list_controller";
import {deserializeDateTime} from "@web/core/l10n/dates";
import {formatInteger} from "@web/views/fields/formatters";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, useState} from "@odoo/owl";
import {useOnce} from "../once";
import {usePolling} from "../polling";

const MODEL = "partner.silo.source";
const POLL_MS = 3000;

/** How far the search for records that are not connected is; stewards start one here. */
export class SiloPanel extends Component {
    static template = "customer_data_quality.SiloPanel";
    static props = {onDone: Function};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({progress: null, isBusy: false});
        this.once = useOnce(this.state);
        this.formatInteger = formatInteger;
        onWillStart(async () => {
            this.isSteward = await user.hasGroup("customer_data_quality.group_steward");
        });
        this.polling = usePolling({
            ask: () => this.orm.silent.call(MODEL, "scan_progress", []),
            show: (progress) => this.show(progress),
            ms: POLL_MS,
        });
    }

    get said() {
        const {date} = this.state.progress;
        return date
            ? _t("Last search %s.", deserializeDateTime(date).toRelative())
            : _t("The records of the other apps have not been searched yet.");
    }

    show(progress) {
        const wasRunning = this.state.progress?.waiting;
        this.state.progress = progress;
        if (wasRunning && !progress.waiting) {
            this.props.onDone();
        }
        return progress.waiting;
    }

    start() {
        return this.once(async () => {
            this.action.doAction(await this.orm.call(MODEL, "action_scan", [[]]));
            // the scheduler has to begin first
            this.polling.later();
        });
    }
}

export class SiloRecordListController extends ListController {
    static template = "customer_data_quality.SiloRecordListView";
    static components = {...ListController.components, SiloPanel};

    reload() {
        return this.model.load();
    }
}

registry
    .category("views")
    .add("silo_record_list", {...listView, Controller: SiloRecordListController});
