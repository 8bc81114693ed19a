import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, useState} from "@odoo/owl";
import {useOnce} from "../once";

const MODEL = "partner.merge";

/** What has changed since contacts were merged, decided one by one before the merge is undone. */
export class MergeConflicts extends Component {
    static template = "customer_data_quality.MergeConflicts";
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.mergeIds = this.props.action.params.merge_ids;
        this.state = useState({merges: [], decisions: {}, isBusy: false});
        this.once = useOnce(this.state);
        onWillStart(() => this.load());
    }

    get conflicts() {
        return this.state.merges.flatMap(({conflicts}) => conflicts);
    }

    get left() {
        return this.conflicts.filter(({key}) => !this.state.decisions[key]).length;
    }

    get leftLabel() {
        return this.left === 1 ? _t("1 decision left") : _t("%s decisions left", this.left);
    }

    async load() {
        this.state.merges = await this.orm.call(MODEL, "undo_conflicts", [this.mergeIds]);
        // what changed while somebody was deciding may have brought others
        const known = new Set(this.conflicts.map(({key}) => key));
        for (const key of Object.keys(this.state.decisions)) {
            if (!known.has(key)) {
                delete this.state.decisions[key];
            }
        }
    }

    allows(conflict, choice) {
        return conflict.choices.includes(choice);
    }

    /** What a choice means for this conflict, in words. */
    meaning(conflict, choice) {
        if (conflict.kind === "links") {
            return choice === "keep"
                ? _t("Stay with the contact that remained")
                : _t("Go to the contact that was merged");
        }
        const text = choice === "keep" ? conflict.present : conflict.before;
        return text || _t("(empty)");
    }

    title(conflict) {
        if (conflict.kind === "links") {
            return _t("%(count)s new since: %(kind)s", {
                count: conflict.count,
                kind: conflict.label,
            });
        }
        return [conflict.label, conflict.field_label].filter(Boolean).join(" · ");
    }

    choose(conflict, choice) {
        this.state.decisions[conflict.key] = choice;
    }

    chooseAll(choice) {
        for (const conflict of this.conflicts) {
            this.state.decisions[conflict.key] = this.allows(conflict, choice)
                ? choice
                : conflict.choices[0];
        }
    }

    undo() {
        if (this.left) {
            return;
        }
        return this.once(async () => {
            const decisions = {...this.state.decisions};
            const result = await this.orm.call(MODEL, "action_undo", [this.mergeIds, decisions]);
            if (typeof result === "object" && result) {
                await this.load(); // something else has changed meanwhile
                return;
            }
            this.notification.add(_t("The merge is undone, with what you decided."), {
                type: "success",
            });
            await this.close({undone: true});
            await this.action.doAction({type: "ir.actions.client", tag: "soft_reload"});
        });
    }

    close(infos = {}) {
        return this.action.doAction({type: "ir.actions.act_window_close", infos});
    }
}

registry.category("actions").add("customer_data_quality.merge_conflicts", MergeConflicts);
