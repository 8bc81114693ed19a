import {_t} from "@web/core/l10n/translation";
import {contextClass, formatPoints, gradeOf} from "../completeness/grades";
import {DashboardChart} from "./dashboard_chart";
import {deserializeDateTime, formatDateTime} from "@web/core/l10n/dates";
import {formatInteger} from "@web/views/fields/formatters";
import {KeepLast} from "@web/core/utils/concurrency";
import {RecordSelector} from "@web/core/record_selectors/record_selector";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, useState} from "@odoo/owl";

const MODEL = "partner.dashboard";
const STATES = {reached: "success", on_track: "success", behind: "warning", missed: "danger"};

/** Where the contacts stand, what to do next, and how it goes. */
export class Dashboard extends Component {
    static template = "customer_data_quality.Dashboard";
    static components = {DashboardChart, RecordSelector};
    static props = {...standardActionServiceProps};
    static displayName = _t("Overview");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.state = useState({data: null, filters: {}, isBusy: false});
        this.keepLast = new KeepLast();
        Object.assign(this, {contextClass, formatInteger, formatPoints, gradeOf});
        onWillStart(async () => {
            await this.load();
            if (this.state.data.stale) {
                // what is known is shown meanwhile
                this.refresh();
            }
        });
    }

    get data() {
        return this.state.data;
    }

    async load() {
        this.state.data = await this.keepLast.add(
            this.orm.call(MODEL, "overview", [this.state.filters])
        );
    }

    async refresh(wanted = false) {
        this.state.isBusy = true;
        try {
            const done = await this.orm.silent.call(MODEL, "refresh", []);
            if (wanted && !done) {
                this.notification.add(_t("Somebody else is counting at this moment."), {
                    type: "info",
                });
            }
            await this.load();
        } finally {
            this.state.isBusy = false;
        }
    }

    async filter(name, value) {
        this.state.filters = {...this.state.filters, [name]: Number(value) || false};
        await this.load();
    }

    get isFiltered() {
        return Object.values(this.state.filters).some(Boolean);
    }

    async resetFilters() {
        this.state.filters = {};
        await this.load();
    }

    get taken() {
        return this.data.taken ? formatDateTime(deserializeDateTime(this.data.taken)) : "";
    }

    /** A bar of the width that the largest grade fills. */
    gradeShare(count) {
        return (100 * count) / Math.max(1, ...this.data.score.grades.map((each) => each.contacts));
    }

    targetClass(state) {
        return STATES[state] || "secondary";
    }

    // What opens

    async openContacts(kind, value) {
        this.action.doAction(
            await this.orm.call(MODEL, "open_contacts", [kind, value || null, this.state.filters])
        );
    }

    openAction(action) {
        if (action) {
            this.action.doAction(action);
        }
    }

    openXmlid(name) {
        this.action.doAction(`customer_data_quality.${name}`);
    }

    openRecord(model, id) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    async openStep(id) {
        this.action.doAction(await this.orm.call("partner.plan.step", "action_open", [[id]]));
    }

    // The welcome

    async startPlan() {
        this.action.doAction(await this.orm.call("partner.plan", "start_now", []));
    }

    async hideWelcome() {
        this.data.welcome = false;
        await this.orm.call(MODEL, "hide_welcome", []);
    }
}

registry.category("actions").add("customer_data_quality.dashboard", Dashboard);
