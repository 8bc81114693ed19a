import {_t} from "@web/core/l10n/translation";
import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {deserializeDateTime} from "@web/core/l10n/dates";
import {formatInteger} from "@web/views/fields/formatters";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, useState} from "@odoo/owl";
import {useOnce} from "../once";
import {usePolling} from "../polling";

const MODEL = "partner.merge.batch";
const POLL_MS = 2000;
const RUNNING = ["running", "undoing"];

/** Merging all certain duplicates in the background: start, progress, report, undo. */
export class MergePanel extends Component {
    static template = "customer_data_quality.MergePanel";
    static props = {onDone: Function};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.state = useState({certain: 0, batch: false, isBusy: false});
        this.once = useOnce(this.state);
        onWillStart(async () => {
            this.mayMerge = await user.hasGroup("customer_data_quality.group_merge");
        });
        this.polling = usePolling({
            ask: () => (this.mayMerge ? this.orm.silent.call(MODEL, "status", []) : {}),
            show: (status) => this.show(status),
            ms: POLL_MS,
        });
    }

    get batch() {
        return this.state.batch;
    }

    get isRunning() {
        return this.batch && RUNNING.includes(this.batch.state);
    }

    get isUndoing() {
        return this.batch && this.batch.state === "undoing";
    }

    get buttonLabel() {
        return _t("Merge All Certain Ones (%s)", formatInteger(this.state.certain));
    }

    get report() {
        const {state, merged, skipped, undone, kept, date_end} = this.batch;
        const when = date_end ? deserializeDateTime(date_end).toRelative() : "";
        if (state === "undone" || undone) {
            const text = _t("Undone %(when)s: %(undone)s groups.", {
                when,
                undone: formatInteger(undone),
            });
            const left = _t("Not undone, because they have changed since: %s.", formatInteger(kept));
            return kept ? `${text} ${left}` : text;
        }
        const text = _t("Merged %(when)s: %(merged)s groups.", {
            when,
            merged: formatInteger(merged),
        });
        const left = _t("Need a look: %s.", formatInteger(skipped));
        return skipped ? `${text} ${left}` : text;
    }

    show(status) {
        const wasRunning = this.isRunning;
        Object.assign(this.state, status);
        if (wasRunning && !this.isRunning) {
            this.props.onDone();
        }
        return this.isRunning;
    }

    ask(title, body, confirmLabel, confirm) {
        this.dialog.add(ConfirmationDialog, {
            title,
            body,
            confirmLabel,
            confirm,
            cancelLabel: _t("Cancel"),
            cancel: () => {},
        });
    }

    start() {
        this.ask(
            _t("Merge all certain duplicates?"),
            _t(
                "%s groups are merged in the background by the rules. Where contacts differ in something that " +
                    "matters, or must not be merged, they are left to you, with the reason. Everything can be undone.",
                formatInteger(this.state.certain)
            ),
            _t("Merge"),
            () => this.call("start", [])
        );
    }

    undo() {
        this.ask(
            _t("Undo all of these merges?"),
            _t(
                "%s groups become several contacts again, in the background. Where something has changed " +
                    "since, nothing is undone before you have decided about it.",
                formatInteger(this.batch.merged)
            ),
            _t("Undo All"),
            () => this.call("action_undo")
        );
    }

    halt() {
        return this.call("action_stop");
    }

    call(method, args = [[this.batch.id]]) {
        return this.once(async () => {
            const {isRunning} = this;
            await this.orm.call(MODEL, method, args);
            await this.polling.now();
            // done so quickly that nobody has seen it running; else `show` has told
            if (!isRunning && !this.isRunning) {
                this.props.onDone();
            }
        });
    }

    openReport() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Merged in Bulk"),
            res_model: MODEL,
            res_id: this.batch.id,
            views: [[false, "form"]],
        });
    }
}
