import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";
import {deserializeDateTime} from "@web/core/l10n/dates";
import {formatInteger} from "@web/views/fields/formatters";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {Component, onMounted, onWillStart, onWillUnmount, useState} from "@odoo/owl";

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
        this.state = useState({scan: false, isKnown: false, isStarting: false});
        onWillStart(async () => {
            this.isSteward = await user.hasGroup("customer_data_quality.group_steward");
        });
        onMounted(() => this.poll());
        onWillUnmount(() => this.stop());
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

    stop() {
        browser.clearTimeout(this.timer);
        this.isStopped = true;
    }

    async poll() {
        browser.clearTimeout(this.timer);
        const scan = await this.orm.silent.call(MODEL, "scan_progress", []);
        if (this.isStopped) {
            return;
        }
        const isDone = this.isRunning && scan.state !== "running";
        Object.assign(this.state, {scan, isKnown: true});
        if (this.isRunning) {
            this.timer = browser.setTimeout(() => this.poll(), POLL_MS);
        } else if (isDone) {
            this.props.onDone();
        }
    }

    async start() {
        this.state.isStarting = true;
        try {
            await this.orm.call(MODEL, "action_scan", []);
            await this.poll();
        } finally {
            this.state.isStarting = false;
        }
    }
}
