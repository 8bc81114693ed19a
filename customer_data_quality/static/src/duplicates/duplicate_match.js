import {_t} from "@web/core/l10n/translation";
import {Component} from "@odoo/owl";

/** One likely match in one line: who it is, and why. */
export class DuplicateMatch extends Component {
    static template = "customer_data_quality.DuplicateMatch";
    static props = {
        match: Object,
        slots: {type: Object, optional: true},
    };

    get certainty() {
        return this.props.match.certainty === "certain"
            ? _t("Almost certainly the same")
            : _t("Possibly the same");
    }

    get reasons() {
        return this.props.match.reasons.join(", ");
    }
}
