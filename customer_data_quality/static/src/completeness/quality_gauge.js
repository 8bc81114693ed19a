import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component, useRef} from "@odoo/owl";
import {openPage} from "./field_finder";
import {contextClass} from "./grades";

/** Grade and score in the head of a form, as they are at this moment; leads to the gaps. */
export class QualityGauge extends Component {
    static template = "customer_data_quality.QualityGauge";
    static props = {...standardFieldProps};

    setup() {
        this.root = useRef("root");
    }

    get quality() {
        return this.props.record.data[this.props.name] || {};
    }

    get isRated() {
        return Boolean(this.quality.grade);
    }

    get contextClass() {
        return contextClass(this.quality.grade);
    }

    get summary() {
        const count = this.quality.gaps.length;
        if (!count) {
            return _t("Nothing missing");
        }
        return count === 1 ? _t("1 to improve") : _t("%s to improve", count);
    }

    /** What is seen is read out too; only the grade is part of a picture. */
    get title() {
        return _t("Data quality: grade %s", this.quality.grade);
    }

    get tooltip() {
        const {grade, score, target} = this.quality;
        return _t(
            "Data quality: grade %(grade)s, %(score)s % of what is asked for, target %(target)s %. %(summary)s.",
            {grade, score, target, summary: this.summary}
        );
    }

    openGaps() {
        return openPage(this.root.el.closest(".o_form_renderer"), "quality");
    }
}

export const qualityGauge = {
    component: QualityGauge,
    displayName: _t("Quality Gauge"),
    supportedTypes: ["json"],
};

registry.category("fields").add("quality_gauge", qualityGauge);
