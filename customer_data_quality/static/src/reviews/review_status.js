import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {Component} from "@odoo/owl";
import {useLateFields} from "../late_fields";

const STATES = {
    current: {text: _t("Up to date"), badge: "text-bg-success"},
    due: {text: _t("Due"), badge: "text-bg-warning"},
    overdue: {text: _t("Overdue"), badge: "text-bg-danger"},
};
const FIELDS = [
    "review_due_date",
    "review_state",
    "review_last_date",
    "review_last_user_id",
    "review_user_id",
    "review_policy_id",
];

/** On a contact's page about its quality: when it was reviewed, by whom, and when it is due again. */
export class ReviewStatus extends Component {
    static template = "customer_data_quality.ReviewStatus";
    static props = {...standardWidgetProps};

    setup() {
        this.late = useLateFields(FIELDS);
    }

    get review() {
        const {values} = this.late;
        // nothing is said before it is known
        return "review_state" in values ? values : null;
    }

    get state() {
        return STATES[this.review.review_state];
    }

    date(value) {
        return formatDate(deserializeDate(value));
    }
}

registry.category("view_widgets").add("review_status", {component: ReviewStatus});
