import {_t} from "@web/core/l10n/translation";
import {cookie} from "@web/core/browser/cookie";
import {formatInteger} from "@web/views/fields/formatters";
import {getColor} from "@web/core/colors/colors";
import {KeepLast} from "@web/core/utils/concurrency";
import {loadBundle} from "@web/core/assets";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useDebounced} from "@web/core/utils/timing";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, onWillUnmount, useEffect, useRef, useState} from "@odoo/owl";

const WAIT_MS = 500;
const READ = [
    "domain",
    "interval_months",
    "responsible",
    "fallback_user_id",
    "daily_cap",
    "company_id",
    "active",
    "sequence",
];
const FOR_USERS = ["odoo.exceptions.ValidationError", "odoo.exceptions.UserError"];

/** On a policy, saved or not: how much there will be to review in the next twelve months, and who can't do it all. */
export class ReviewForecast extends Component {
    static template = "customer_data_quality.ReviewForecast";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.canvas = useRef("canvas");
        this.state = useState({forecast: null, isLoading: true});
        this.keepLast = new KeepLast();
        this.formatInteger = formatInteger;
        this.loadLater = useDebounced(() => this.load(), WAIT_MS);
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useRecordObserver((record) => {
            const read = JSON.stringify([
                record.resId,
                READ.map((name) => record.data[name]?.id ?? record.data[name]),
                record.data.user_ids?.currentIds,
            ]);
            if (read !== this.read) {
                const isFirst = this.read === undefined;
                this.read = read;
                this.state.isLoading = true;
                if (isFirst) {
                    this.load();
                } else {
                    this.loadLater();
                }
            }
        });
        useEffect(
            () => this.draw(),
            () => [this.state.forecast]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    async load() {
        const {record} = this.props;
        const changes = await record.getChanges({withReadonly: true});
        try {
            this.state.forecast = await this.keepLast.add(
                this.orm.silent.call("partner.review.policy", "preview_forecast", [
                    record.resId || 0,
                    changes,
                ])
            );
        } catch (error) {
            // half-typed conditions: saving says what is wrong
            if (!FOR_USERS.includes(error.exceptionName)) {
                throw error;
            }
            this.state.forecast = null;
        }
        this.state.isLoading = false;
    }

    get isTooMuch() {
        return this.state.forecast.left.at(-1) > 0;
    }

    draw() {
        this.chart?.destroy();
        const {forecast} = this.state;
        if (!this.canvas.el || !forecast) {
            return;
        }
        const scheme = cookie.get("color_scheme");
        const bar = (label, data, color) => ({
            label,
            data,
            backgroundColor: getColor(color, scheme),
            borderColor: getColor(color, scheme),
        });
        this.chart = new Chart(this.canvas.el, {
            data: {
                labels: forecast.months,
                datasets: [
                    {type: "bar", ...bar(_t("Become due"), forecast.due, 0)},
                    {type: "bar", ...bar(_t("Can be done"), forecast.done, 2)},
                    {
                        type: "line",
                        ...bar(_t("Left over"), forecast.left, 9),
                        borderDash: [6, 4],
                        pointStyle: "triangle",
                    },
                ],
            },
            options: {
                animation: false,
                maintainAspectRatio: false,
                scales: {y: {beginAtZero: true, ticks: {precision: 0}}},
                plugins: {legend: {position: "bottom"}},
            },
        });
    }
}

registry.category("view_widgets").add("review_forecast", {component: ReviewForecast});
