import {_t} from "@web/core/l10n/translation";
import {deserializeDateTime} from "@web/core/l10n/dates";
import {formatInteger} from "@web/views/fields/formatters";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, useState} from "@odoo/owl";
import {useOnce} from "../once";
import {usePolling} from "../polling";

const MODEL = "partner.duplicate.group";
const POLL_MS = 2000;

/** How far the search for duplicates is, or what the last one found; stewards start one here. */
export class ScanPanel extends Component {
    static template = "customer_data_quality.ScanPanel";
    static props = {
        isEmpty: Boolean,
        onDone: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.state = useState({scan: false, isKnown: false, isBusy: false});
        this.once = useOnce(this.state);
        onWillStart(async () => {
            this.isSteward = await user.hasGroup("customer_data_quality.group_steward");
        });
        this.polling = usePolling({
            ask: () => this.orm.silent.call(MODEL, "scan_progress", []),
            show: (scan) => this.show(scan),
            ms: POLL_MS,
        });
    }

    get scan() {
        return this.state.scan;
    }

    get isRunning() {
        return this.scan && this.scan.state === "running";
    }

    get found() {
        const {contacts, groups, date_end} = this.scan;
        return _t("Last search %(when)s: %(contacts)s contacts, %(groups)s groups to decide on.", {
            when: date_end ? deserializeDateTime(date_end).toRelative() : "",
            contacts: formatInteger(contacts),
            groups: formatInteger(groups),
        });
    }

    show(scan) {
        const isDone = this.isRunning && scan.state !== "running";
        Object.assign(this.state, {scan, isKnown: true});
        if (isDone) {
            this.props.onDone();
        }
        return this.isRunning;
    }

    start() {
        return this.once(async () => {
            await this.orm.call(MODEL, "action_scan", []);
            await this.polling.now();
        });
    }
}
