import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";
import {asPercent, inWords} from "./likelihood";

/** Why two contacts look like the same: field by field, with what each says for or against it. */
export class DuplicateExplanation extends Component {
    static template = "customer_data_quality.DuplicateExplanation";
    static props = {
        groupId: Number,
        contacts: Array,
    };

    setup() {
        this.orm = useService("orm");
        this.inWords = inWords;
        this.asPercent = asPercent;
        this.state = useState({first: 0, second: 0, explanation: null});
        onWillStart(() => this.start(this.props));
        onWillUpdateProps((nextProps) => {
            if (nextProps.contacts !== this.props.contacts) {
                return this.start(nextProps);
            }
        });
    }

    get rows() {
        return this.state.explanation.rows;
    }

    get most() {
        return Math.max(...this.rows.map((row) => Math.abs(row.points)), 1);
    }

    start({groupId, contacts}) {
        Object.assign(this.state, {first: contacts[0].id, second: contacts[1].id});
        return this.load(groupId);
    }

    async load(groupId = this.props.groupId) {
        const {first, second} = this.state;
        const explanation = await this.orm.call("partner.duplicate.group", "explain", [
            [groupId],
            first,
            second,
        ]);
        if (first === this.state.first && second === this.state.second) {
            this.state.explanation = explanation;
        }
    }

    /** A contact is never compared with itself: the other side takes what this one had. */
    choose(side, ev) {
        const other = side === "first" ? "second" : "first";
        const id = Number(ev.target.value);
        if (this.state[other] === id) {
            this.state[other] = this.state[side];
        }
        this.state[side] = id;
        return this.load();
    }

    width(row) {
        return Math.round((100 * Math.abs(row.points)) / this.most);
    }

    points(row) {
        const sign = row.points > 0 ? "+" : "";
        return sign + formatFloat(row.points, {digits: [0, 1]});
    }

    meaning(row) {
        if (row.points > 0) {
            return _t("speaks for it");
        }
        return row.points < 0 ? _t("speaks against it") : _t("says nothing");
    }
}
