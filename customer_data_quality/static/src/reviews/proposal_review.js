import {_t} from "@web/core/l10n/translation";
import {deserializeDateTime, formatDate} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {useReviewKeys} from "../duplicates/review_keys";
import {useService} from "@web/core/utils/hooks";
import {useState} from "@odoo/owl";
import {QueueReview} from "../queue_review";

const MODEL = "partner.review.proposal";

/** What a customer corrected: old and new side by side, accepted or declined field by field; then the next one. */
export class ProposalReview extends QueueReview {
    static model = MODEL;
    static template = "customer_data_quality.ProposalReview";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.state = useState({lines: [], chosen: 0, isBusy: false});
        useRecordObserver((record) => this.load(record.resId));
        useReviewKeys({
            j: () => this.go(1),
            arrowright: () => this.go(1),
            k: () => this.go(-1),
            arrowleft: () => this.go(-1),
            arrowdown: () => this.move(1),
            arrowup: () => this.move(-1),
            a: () => this.decide(true, this.chosen),
            d: () => this.decide(false, this.chosen),
            t: () => this.decideAll(true),
        });
    }

    get isOpen() {
        return this.record.data.state === "open";
    }

    get open() {
        return this.state.lines.filter((line) => line.state === "open");
    }

    get chosen() {
        const line = this.state.lines[this.state.chosen];
        return line?.state === "open" ? [line] : [];
    }

    get contactUrl() {
        return `/odoo/res.partner/${this.state.partner_id}`;
    }

    show(review) {
        Object.assign(this.state, review);
        this.state.chosen = Math.max(
            review.lines.findIndex((line) => line.state === "open"),
            0
        );
    }

    decided(line) {
        if (line.state === "open" || !line.decided_on) {
            return "";
        }
        return `${line.decided_by}, ${formatDate(deserializeDateTime(line.decided_on))}`;
    }

    /** Choose the line above or below that is still to be decided. */
    move(step) {
        const {lines} = this.state;
        let index = this.state.chosen + step;
        while (lines[index] && lines[index].state !== "open") {
            index += step;
        }
        if (lines[index]) {
            this.state.chosen = index;
        }
    }

    /** Everything at once; what has been changed meanwhile needs a look of its own. */
    decideAll(isAccepted) {
        const lines = this.open.filter((line) => !isAccepted || !line.conflict);
        if (isAccepted && !lines.length && this.open.length) {
            this.notification.add(_t("Please decide on these one by one: they were changed meanwhile."), {
                type: "warning",
            });
            return;
        }
        return this.decide(isAccepted, lines);
    }

    async decide(isAccepted, lines) {
        if (this.state.isBusy || !lines.length || !this.state.writable) {
            return;
        }
        this.state.isBusy = true;
        try {
            const ids = lines.map((line) => line.id);
            // on one line of its own the user sees what is stored now beside the button
            const isSeen = lines.length === 1 && lines[0].conflict;
            await this.orm.call(
                `${MODEL}.line`,
                isAccepted ? "action_accept" : "action_decline",
                [ids],
                isAccepted && isSeen ? {overwrite: true} : {}
            );
        } finally {
            this.state.isBusy = false;
            await this.reload();
        }
        if (!this.isOpen) {
            this.notification.add(_t("Decided: %s", this.state.partner), {type: "success"});
            await this.leave();
        }
    }

    async done() {
        await this.orm.call(MODEL, "action_done", [[this.record.resId]]);
        await this.reload();
        await this.leave();
    }

    async reload() {
        await this.record.load();
        this.loaded = null;
        await this.load(this.record.resId);
    }
}

registry.category("view_widgets").add("proposal_review", {component: ProposalReview});
