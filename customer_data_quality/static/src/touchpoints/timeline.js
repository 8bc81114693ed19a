import {_t} from "@web/core/l10n/translation";
import {KeepLast} from "@web/core/utils/concurrency";
import {Layout} from "@web/search/layout";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {serializeDate} from "@web/core/l10n/dates";
import {useDebounced} from "@web/core/utils/timing";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, useState} from "@odoo/owl";
import {TouchpointEntry} from "./timeline_entry";
import {useOnce} from "../once";

const {DateTime} = luxon;
const PERIODS = {
    "": _t("Any Time"),
    30: _t("Last 30 Days"),
    90: _t("Last 90 Days"),
    365: _t("Last 12 Months"),
    1095: _t("Last 3 Years"),
};
const SHOWN_AHEAD = 3;
const SHOWN_KINDS = 8;

/** Everything that happened with a contact and its company, the latest first, and what is still to come. */
export class Touchpoints extends Component {
    static template = "customer_data_quality.Touchpoints";
    static components = {Layout, TouchpointEntry};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.periods = PERIODS;
        this.display = {controlPanel: {}};
        this.keepLast = new KeepLast();
        this.partnerId = this.props.action.context.active_id;
        this.state = useState({
            page: null,
            kind: "",
            department: "",
            days: "",
            text: "",
            personOnly: false,
            allAhead: false,
            allKinds: false,
            isBusy: false,
        });
        this.once = useOnce(this.state);
        this.search = useDebounced(() => this.load(), 300);
        onWillStart(() => this.load());
    }

    get filters() {
        const {kind, department, days, text, personOnly} = this.state;
        const {kinds} = this.state.page || {kinds: {}};
        const ofDepartment = Object.keys(kinds).filter((key) => kinds[key].department === department);
        return {
            kinds: kind ? [kind] : department ? ofDepartment : [],
            since: days ? serializeDate(DateTime.now().minus({days: Number(days)})) : false,
            text,
            person_only: personOnly,
        };
    }

    get isFiltered() {
        const {kind, department, days, text} = this.state;
        return Boolean(kind || department || days || text);
    }

    fetch(cursor) {
        return this.orm.call("res.partner", "touchpoint_timeline", [[this.partnerId], this.filters, cursor]);
    }

    async load() {
        this.state.isBusy = true;
        try {
            const page = await this.keepLast.add(this.fetch(false));
            this.state.page = page;
            this.env.config.setDisplayName(_t("Touchpoints of %s", page.contact.name));
        } finally {
            this.state.isBusy = false;
        }
    }

    loadMore() {
        return this.once(async () => {
            const {entries, cursor} = await this.keepLast.add(this.fetch(this.state.page.cursor));
            this.state.page.entries.push(...entries);
            this.state.page.cursor = cursor;
        });
    }

    /** Entries by month, in their order. */
    get months() {
        const months = [];
        for (const entry of this.state.page.entries) {
            const last = months[months.length - 1];
            if (last && last.name === entry.month) {
                last.entries.push(entry);
            } else {
                months.push({name: entry.month, entries: [entry]});
            }
        }
        return months;
    }

    get upcoming() {
        const {upcoming} = this.state.page;
        return this.state.allAhead ? upcoming : upcoming.slice(0, SHOWN_AHEAD);
    }

    get hiddenAhead() {
        return this.state.page.upcoming.length - this.upcoming.length;
    }

    /** Kinds of which there is something, the commonest first; of the chosen department, if one is chosen. */
    get kinds() {
        const {page, department} = this.state;
        return Object.entries(page.figures.kinds)
            .map(([key, count]) => ({key, count, ...page.kinds[key]}))
            .filter((kind) => !department || kind.department === department)
            .sort((a, b) => b.count - a.count);
    }

    get shownKinds() {
        const {allKinds, kind} = this.state;
        return this.kinds.filter(({key}, position) => allKinds || position < SHOWN_KINDS || key === kind);
    }

    get departments() {
        const {figures, departments} = this.state.page;
        return Object.entries(figures.departments)
            .map(([key, count]) => ({key, count, label: departments[key]}))
            .sort((a, b) => b.count - a.count);
    }

    number(count) {
        return formatInteger(count);
    }

    day(text) {
        return text ? DateTime.fromISO(text).toLocaleString(DateTime.DATE_MED) : "";
    }

    set(values) {
        Object.assign(this.state, values, {allAhead: false});
        return this.load();
    }

    onText(ev) {
        this.state.text = ev.target.value;
        this.search();
    }

    reset() {
        return this.set({kind: "", department: "", days: "", text: ""});
    }

    open({model, id}) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("customer_data_quality.touchpoints", Touchpoints);
