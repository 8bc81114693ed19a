import {_t} from "@web/core/l10n/translation";
import {cookie} from "@web/core/browser/cookie";
import {formatPoints} from "../completeness/grades";
import {getColor} from "@web/core/colors/colors";
import {loadBundle} from "@web/core/assets";
import {Component, onWillStart, onWillUnmount, useEffect, useRef} from "@odoo/owl";

/** The average score over twelve months, with the target that comes next. */
export class DashboardChart extends Component {
    static template = "customer_data_quality.DashboardChart";
    static props = {
        points: Array,
        target: {type: Number, optional: true},
        open: Function,
    };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => this.draw(),
            () => [this.props.points, this.props.target]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    get description() {
        const {points} = this.props;
        return _t("Average score from %(first)s on %(from)s to %(last)s on %(to)s", {
            first: formatPoints(points[0].score),
            from: points[0].label,
            last: formatPoints(points.at(-1).score),
            to: points.at(-1).label,
        });
    }

    draw() {
        this.chart?.destroy();
        const scheme = cookie.get("color_scheme");
        const {points, target} = this.props;
        const lines = [
            {
                label: _t("Average score"),
                data: points.map((point) => point.score),
                borderColor: getColor(0, scheme),
                backgroundColor: getColor(0, scheme),
                pointRadius: points.length > 30 ? 0 : 3,
                tension: 0.2,
            },
        ];
        if (target) {
            lines.push({
                label: _t("Target"),
                data: points.map(() => target),
                borderColor: getColor(2, scheme),
                backgroundColor: getColor(2, scheme),
                borderDash: [6, 4],
                pointRadius: 0,
            });
        }
        this.chart = new Chart(this.canvas.el, {
            type: "line",
            data: {labels: points.map((point) => point.label), datasets: lines},
            options: {
                animation: false,
                maintainAspectRatio: false,
                onClick: () => this.props.open(),
                interaction: {intersect: false, mode: "index"},
                scales: {
                    x: {ticks: {maxTicksLimit: 8, maxRotation: 0}, grid: {display: false}},
                    y: {suggestedMin: this.least, suggestedMax: this.most},
                },
                plugins: {
                    legend: {display: Boolean(target), position: "bottom"},
                    tooltip: {
                        callbacks: {
                            label: ({dataset, parsed}) =>
                                `${dataset.label}: ${formatPoints(parsed.y)}`,
                        },
                    },
                },
            },
        });
    }

    // A change of a point is no mountain.
    get least() {
        return Math.max(0, Math.min(...this.props.points.map((point) => point.score)) - 5);
    }

    get most() {
        return Math.min(100, Math.max(...this.props.points.map((point) => point.score)) + 5);
    }
}
