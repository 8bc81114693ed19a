import {_t} from "@web/core/l10n/translation";
import {cookie} from "@web/core/browser/cookie";
import {formatInteger, formatPercentage} from "@web/views/fields/formatters";
import {getColor} from "@web/core/colors/colors";
import {loadBundle} from "@web/core/assets";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, onWillUnmount, useEffect, useRef, useState} from "@odoo/owl";

const WANTED = ["precision_certain", "precision_possible"];

/**
 * @param {Object[]} points of the curve, from few and sure pairs to many
 * @param {Number} precision wanted
 * @returns {Object|undefined} the point at which the most pairs are shown that are right as often as that
 */
function pointOf(points, precision) {
    return points.findLast((point) => point.precision >= precision);
}

/** The more pairs are shown, the fewer of them are right: where the wanted precisions lie on this curve. */
export class MatchCurve extends Component {
    static template = "customer_data_quality.MatchCurve";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.canvas = useRef("canvas");
        this.state = useState({points: [], certain: 0, possible: 0});
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useRecordObserver(async (record) => {
            const [certain, possible] = WANTED.map((name) => record.data[name]);
            Object.assign(this.state, {certain, possible});
            if (record.resId && record.resId !== this.loaded) {
                this.loaded = record.resId;
                this.state.points = await this.orm.call("partner.match.model", "precision_curve", [
                    [record.resId],
                ]);
            }
        });
        useEffect(
            () => this.draw(),
            () => [this.state.points, this.state.certain, this.state.possible]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    get marks() {
        const {points, certain, possible} = this.state;
        return [
            {label: _t("Certain"), precision: certain, pointStyle: "rectRot"},
            {label: _t("All shown"), precision: possible, pointStyle: "triangle"},
        ].map((mark) => ({...mark, point: pointOf(points, mark.precision)}));
    }

    describe({label, precision, point}) {
        return _t("%(label)s, at least %(precision)s right: %(pairs)s pairs", {
            label,
            precision: formatPercentage(precision, {digits: [0, 1]}),
            pairs: formatInteger(point?.pairs || 0),
        });
    }

    draw() {
        this.chart?.destroy();
        if (!this.canvas.el) {
            return;
        }
        const scheme = cookie.get("color_scheme");
        const data = this.state.points.map(({pairs, precision}) => ({x: pairs, y: precision}));
        const marks = this.marks.filter(({point}) => point);
        this.chart = new Chart(this.canvas.el, {
            type: "line",
            data: {
                datasets: [
                    {
                        label: _t("Share of right pairs"),
                        data,
                        borderColor: getColor(0, scheme),
                        backgroundColor: getColor(0, scheme),
                        pointRadius: 0,
                        tension: 0.2,
                    },
                    ...marks.map(({label, point, pointStyle}, n) => ({
                        label,
                        data: [{x: point.pairs, y: point.precision}],
                        borderColor: getColor(n + 1, scheme),
                        backgroundColor: getColor(n + 1, scheme),
                        pointRadius: 8,
                        pointStyle,
                        clip: false,
                    })),
                ],
            },
            options: {
                animation: false,
                maintainAspectRatio: false,
                scales: {
                    x: {
                        type: "linear",
                        title: {display: true, text: _t("Pairs shown")},
                        ticks: {callback: (value) => formatInteger(value)},
                    },
                    y: {
                        max: 1,
                        title: {display: true, text: _t("Right")},
                        ticks: {callback: (value) => formatPercentage(value, {digits: [0, 1]})},
                    },
                },
                plugins: {
                    // told apart by shape, too
                    legend: {labels: {usePointStyle: true}},
                    tooltip: {
                        callbacks: {
                            label: ({dataset, parsed}) =>
                                `${dataset.label}: ${formatPercentage(parsed.y, {digits: [0, 1]})}`,
                        },
                    },
                },
            },
        });
    }
}

registry.category("view_widgets").add("match_curve", {component: MatchCurve});
