import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useHotkey} from "@web/core/hotkeys/hotkey_hook";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, useState} from "@odoo/owl";
import {ReviewContact} from "./review_contact";
import {ReviewWalkHelp} from "./review_help";
import {useOnce} from "../once";
import {useReviewKeys} from "../duplicates/review_keys";

const REQUEST = "partner.review.request";

/** The contacts that the user is asked to review, one after another. */
export class ReviewWalk extends Component {
    static template = "customer_data_quality.ReviewWalk";
    static components = {ReviewContact};
    static props = {...standardActionServiceProps};
    static displayName = _t("My Reviews");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.state = useState({
            queue: [],
            position: 0,
            doneToday: 0,
            more: 0,
            sheet: null,
            isBusy: false,
        });
        this.once = useOnce(this.state);
        onWillStart(() => this.loadQueue());
        useReviewKeys({
            enter: () => this.confirm(),
            c: () => this.confirm(),
            u: () => this.close("unreachable"),
            p: () => this.close("postponed"),
            e: () => this.edit(0),
            o: () => this.open(),
            j: () => this.go(1),
            arrowright: () => this.go(1),
            k: () => this.go(-1),
            arrowleft: () => this.go(-1),
            "?": () => this.dialog.add(ReviewWalkHelp),
        });
        for (let number = 1; number <= 9; number++) {
            useHotkey(String(number), () => this.edit(number - 1));
        }
        // also while a field is being corrected
        useHotkey("control+enter", () => this.confirm(), {bypassEditableProtection: true});
        this.current = {record: null};
    }

    get request() {
        return this.state.queue[this.state.position];
    }

    async loadQueue() {
        const {queue, done_today: doneToday, more} = await this.orm.call(REQUEST, "my_reviews");
        Object.assign(this.state, {queue, doneToday, more, position: 0});
        await this.loadSheet();
    }

    async loadSheet() {
        const {request} = this;
        this.current.record = null;
        if (!request) {
            this.state.sheet = null;
            return;
        }
        const id = request.partner_id;
        const sheets = await this.orm.call("res.partner", "review_sheet", [[id]]);
        if (this.request?.partner_id === id) {
            this.state.sheet = {partnerId: id, fields: sheets[id]};
        }
    }

    confirm() {
        return this.once(async () => {
            const {request} = this;
            const {record} = this.current;
            if (!request || !record) {
                return;
            }
            const isCorrected = await record.isDirty();
            if (isCorrected && !(await record.save())) {
                return;
            }
            const outcome = isCorrected || this.current.wasCorrected ? "corrected" : "confirmed";
            await this.orm.call("res.partner", "review_close", [[request.partner_id], outcome]);
            await this.leave(request);
        });
    }

    close(outcome) {
        return this.once(async () => {
            const {request} = this;
            if (!request) {
                return;
            }
            await this.saveChanges();
            await this.orm.call("res.partner", "review_close", [[request.partner_id], outcome]);
            await this.leave(request);
        });
    }

    async saveChanges() {
        const {record} = this.current;
        return !record || !(await record.isDirty()) || record.save();
    }

    async leave(request) {
        this.state.doneToday++;
        this.state.queue = this.state.queue.filter(({id}) => id !== request.id);
        if (this.state.position >= this.state.queue.length) {
            this.state.position = 0;
        }
        if (!this.state.queue.length && this.state.more) {
            return this.loadQueue();
        }
        return this.loadSheet();
    }

    go(step) {
        return this.once(async () => {
            const next = this.state.position + step;
            if (this.state.queue[next] && (await this.saveChanges())) {
                this.state.position = next;
                await this.loadSheet();
            }
        });
    }

    edit(number) {
        this.current.edit?.(number);
    }

    open() {
        return this.once(async () => {
            if (this.request && (await this.saveChanges())) {
                await this.action.doAction({
                    type: "ir.actions.act_window",
                    res_model: "res.partner",
                    res_id: this.request.partner_id,
                    views: [[false, "form"]],
                });
            }
        });
    }
}

registry.category("actions").add("customer_data_quality.my_reviews", ReviewWalk);
