import {deserializeDateTime} from "@web/core/l10n/dates";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {ListController} from "@web/views/list/list_controller";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {Component, onMounted, useState} from "@odoo/owl";

const MODEL = "partner.security.check";
const GOOD = 90;
const FAIR = 70;
const WIDTH = 160;
const HEIGHT = 40;

/** Above the checks: how the database stands, how that has changed, and the button to check now. */
export class SecurityPanel extends Component {
    static template = "customer_data_quality.SecurityPanel";
    static props = {onDone: Function};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({overview: null, isRunning: false});
        onMounted(() => this.load());
    }

    get overview() {
        return this.state.overview;
    }

    get isKnown() {
        return this.overview && this.overview.score !== null;
    }

    get color() {
        const {score} = this.overview;
        if (score >= GOOD) {
            return "success";
        }
        return score >= FAIR ? "warning" : "danger";
    }

    get when() {
        return deserializeDateTime(this.overview.date).toRelative();
    }

    /** The points of the trend; the last run is at the right edge. */
    get points() {
        const {trend} = this.overview;
        const step = WIDTH / Math.max(1, trend.length - 1);
        return trend
            .map(({score}, index) => `${index * step},${HEIGHT - (score / 100) * HEIGHT}`)
            .join(" ");
    }

    async load() {
        this.state.overview = await this.orm.silent.call(MODEL, "security_overview", []);
    }

    async run() {
        this.state.isRunning = true;
        try {
            await this.orm.call(MODEL, "action_run", []);
            await Promise.all([this.load(), this.props.onDone()]);
        } finally {
            this.state.isRunning = false;
        }
    }

    openDevelopment() {
        return this.action.doAction("customer_data_quality.partner_security_run_action");
    }
}

const withSecurityPanel = (Controller) =>
    class extends Controller {
        static components = {...Controller.components, SecurityPanel};

        reload() {
            return this.model.load();
        }
    };

export class SecurityListController extends withSecurityPanel(ListController) {
    static template = "customer_data_quality.SecurityListView";
}

export class SecurityKanbanController extends withSecurityPanel(KanbanController) {
    static template = "customer_data_quality.SecurityKanbanView";
}

registry.category("views").add("security_check_list", {...listView, Controller: SecurityListController});
registry
    .category("views")
    .add("security_check_kanban", {...kanbanView, Controller: SecurityKanbanController});
