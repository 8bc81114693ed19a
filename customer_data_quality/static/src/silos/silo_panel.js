import {_t} from "@web/core/l10n/translation";
import {ListController} from "@web/views/list/list_controller";
import {browser} from "@web/core/browser/browser";
import {deserializeDateTime} from "@web/core/l10n/dates";
import {formatInteger} from "@web/views/fields/formatters";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {Component, onMounted, onWillStart, onWillUnmount, useState} from "@odoo/owl";

const MODEL = "partner.silo.source";
const POLL_MS = 3000;

/** How far the search for records that are not connected is; stewards start one here. */
export class SiloPanel extends Component {
    static template = "customer_data_quality.SiloPanel";
    static props = {onDone: Function};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({progress: null, isStarting: false});
        this.formatInteger = formatInteger;
        onWillStart(async () => {
            this.isSteward = await user.hasGroup("customer_data_quality.group_steward");
        });
        onMounted(() => this.poll());
        onWillUnmount(() => {
            this.isStopped = true;
            browser.clearTimeout(this.timer);
        });
    }

    get said() {
        const {date} = this.state.progress;
        return date
            ? _t("Last search %s.", deserializeDateTime(date).toRelative())
            : _t("The records of the other apps have not been searched yet.");
    }

    async poll() {
        browser.clearTimeout(this.timer);
        const wasRunning = this.state.progress?.waiting;
        const progress = await this.orm.silent.call(MODEL, "scan_progress", []);
        if (this.isStopped) {
            return;
        }
        this.state.progress = progress;
        if (progress.waiting) {
            this.timer = browser.setTimeout(() => this.poll(), POLL_MS);
        } else if (wasRunning) {
            this.props.onDone();
        }
    }

    async start() {
        this.state.isStarting = true;
        try {
            this.action.doAction(await this.orm.call(MODEL, "action_scan", [[]]));
            this.timer = browser.setTimeout(() => this.poll(), POLL_MS);
        } finally {
            this.state.isStarting = false;
        }
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
