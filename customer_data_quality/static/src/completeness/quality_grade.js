import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";
import {contextClass} from "./grades";

/** Grade and score in lists and cards; of the score as well as of the grade, so that both can be sorted by. */
export class QualityGrade extends Component {
    static template = "customer_data_quality.QualityGrade";
    static props = {...standardFieldProps};

    get grade() {
        return this.props.record.data.quality_grade;
    }

    get score() {
        return this.props.record.data.quality_score;
    }

    get contextClass() {
        return contextClass(this.grade);
    }

    get label() {
        return _t("Data quality: grade %(grade)s, score %(score)s of 100", {
            grade: this.grade,
            score: this.score,
        });
    }
}

export const qualityGrade = {
    component: QualityGrade,
    displayName: _t("Quality Grade"),
    supportedTypes: ["integer", "selection"],
    isEmpty: (record) => !record.data.quality_grade,
    fieldDependencies: [
        {name: "quality_grade", type: "selection", readonly: true},
        {name: "quality_score", type: "integer", readonly: true},
    ],
};

registry.category("fields").add("quality_grade", qualityGrade);
