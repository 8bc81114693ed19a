import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component, useRef} from "@odoo/owl";
import {findField, showField} from "./field_finder";
import {DIMENSIONS, contextClass, formatPoints, gradeOf} from "./grades";

const ENTRY_ORDER = ["require", "warn", "suggest", "none"];

/** What takes points and what to do about it; for a new contact the checklist. */
export class QualityGaps extends Component {
    static template = "customer_data_quality.QualityGaps";
    static props = {...standardFieldProps};

    setup() {
        this.root = useRef("root");
        this.formatPoints = formatPoints;
        this.dimensionLabels = DIMENSIONS;
    }

    get quality() {
        return this.props.record.data[this.props.name] || {};
    }

    get isNew() {
        return this.props.record.isNew;
    }

    get isRated() {
        return Boolean(this.quality.grade);
    }

    get dimensions() {
        return Object.entries(this.quality.dimensions || {}).map(([name, score]) => ({
            name,
            score,
            label: DIMENSIONS[name],
            contextClass: contextClass(gradeOf(score)),
        }));
    }

    get gaps() {
        const gaps = (this.quality.gaps || []).map((gap) => ({
            ...gap,
            place: gap.field && this.findField(gap.field),
        }));
        if (!this.isNew) {
            return gaps;
        }
        return gaps
            .filter((gap) => gap.entry !== "none")
            .sort((a, b) => ENTRY_ORDER.indexOf(a.entry) - ENTRY_ORDER.indexOf(b.entry));
    }

    get done() {
        return this.quality.rules - this.quality.gaps.length;
    }

    findField(fieldName) {
        return findField(this.env.config.viewArch, this.props.record, fieldName);
    }

    showField(gap) {
        const form = this.root.el.closest(".o_form_renderer");
        return showField(form, gap.place, gap.field);
    }
}

export const qualityGaps = {
    component: QualityGaps,
    displayName: _t("Quality Gaps"),
    supportedTypes: ["json"],
};

registry.category("fields").add("quality_gaps", qualityGaps);
