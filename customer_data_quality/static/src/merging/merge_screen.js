import {_t} from "@web/core/l10n/translation";
import {deserializeDateTime, formatDate} from "@web/core/l10n/dates";
import {RecordSelector} from "@web/core/record_selectors/record_selector";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useHotkey} from "@web/core/hotkeys/hotkey_hook";
import {useService} from "@web/core/utils/hooks";
import {Component, onMounted, onWillStart, useEffect, useRef, useState} from "@odoo/owl";
import {MergeEditor} from "./merge_editor";
import {moveInGrid} from "./merge_grid";
import {notifyMerged} from "./merge_outcome";
import {asSent, chosen, isChosen, moveTexts, resultText} from "./merge_state";
import {useOnce} from "../once";

const MODEL = "partner.merge";
const MOST = 10;

/** Contacts side by side, what becomes of them, and the merge. */
export class MergeScreen extends Component {
    static template = "customer_data_quality.MergeScreen";
    static components = {MergeEditor, RecordSelector};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.names = useService("name");
        this.root = useRef("root");
        this.moveInGrid = moveInGrid;
        const {params} = this.props.action;
        const {partner_ids: partnerIds = [], group_id: groupId = false, left = 0} = params;
        this.groupId = groupId;
        this.left = left;
        this.state = useState({
            partnerIds: [...partnerIds],
            survivorId: false,
            contacts: [],
            fields: [],
            moves: [],
            refusals: [],
            decisions: {},
            editing: false,
            showsEqual: false,
            isAdding: partnerIds.length < 2,
            isBusy: false,
            error: "",
        });
        this.once = useOnce(this.state);
        onWillStart(() => this.load());
        onMounted(() => this.focusSurvivor());
        // what had the focus may be gone after the editor is closed
        useEffect(
            (editing) => {
                if (editing) {
                    this.edited = editing;
                } else if (this.edited) {
                    this.root.el.querySelector(`button[data-edit="${this.edited}"]`)?.focus();
                    this.edited = false;
                }
            },
            () => [this.state.editing]
        );
        useHotkey("control+enter", () => this.merge(), {bypassEditableProtection: true});
        useHotkey("e", () => this.editFocused());
        useHotkey("f", () => this.toggleEqual());
    }

    // -- what is shown ------------------------------------------------------------------------

    get survivor() {
        return this.state.contacts.find(({id}) => id === this.state.survivorId);
    }

    get differing() {
        return this.state.fields.filter(({differs}) => differs);
    }

    get equal() {
        return this.state.fields.filter(({differs}) => !differs);
    }

    get rows() {
        return this.state.showsEqual ? [...this.differing, ...this.equal] : this.differing;
    }

    get canMerge() {
        const {contacts, refusals, isBusy} = this.state;
        return contacts.length > 1 && !refusals.length && !isBusy && !this.state.editing;
    }

    get canAdd() {
        return !this.groupId && this.state.partnerIds.length < MOST;
    }

    get moves() {
        return moveTexts(this.state.moves);
    }

    get leftLabel() {
        return _t(
            "These are the most likely ones; %s more of the group are left for afterwards.",
            this.left
        );
    }

    get mergeLabel() {
        return _t("Merge %s Contacts", this.state.contacts.length);
    }

    get equalLabel() {
        const count = this.equal.length;
        return count === 1 ? _t("1 field agrees") : _t("%s fields agree", count);
    }

    decision(field) {
        return this.state.decisions[field.name];
    }

    result(field) {
        return resultText(field, this.decision(field));
    }

    isChosen(field, contact) {
        return isChosen(field, this.decision(field), contact.id);
    }

    /** The field with what its editor starts from. */
    asEdited(field) {
        return {...field, result_text: this.result(field)};
    }

    imageUrl(contact) {
        const unique = encodeURIComponent(contact.changed || "");
        return `/web/image/res.partner/${contact.id}/avatar_128?unique=${unique}`;
    }

    imageOwner(field) {
        const [id] = this.decision(field)?.owners ?? field.owners;
        return this.state.contacts.find((contact) => contact.id === id);
    }

    contactUrl(contact) {
        return `/odoo/res.partner/${contact.id}`;
    }

    openLabel({name}) {
        return _t("Open “%s”", name);
    }

    keepLabel({name}) {
        return _t("Keep “%s”", name);
    }

    movesLabel({name}) {
        return _t("What moves to “%s”", name);
    }

    leaveOutLabel({name}) {
        return _t("Leave out “%s”", name);
    }

    editLabel({label}) {
        return _t("Edit the result: %s", label);
    }

    resetLabel({label}) {
        return _t("As proposed: %s", label);
    }

    day(text) {
        return text ? formatDate(deserializeDateTime(text)) : "";
    }

    /** The contacts that a refusal would let remain, or that could be left out. */
    wayOut(refusal) {
        return this.state.contacts.filter(({id}) => refusal.partner_ids.includes(id));
    }

    canLeaveOut() {
        return this.state.contacts.length > 2;
    }

    // -- what one does ------------------------------------------------------------------------

    async load(survivorId = this.state.survivorId) {
        const {partnerIds} = this.state;
        if (partnerIds.length < 2) {
            const names = await this.names.loadDisplayNames("res.partner", partnerIds);
            this.single = partnerIds.map((id) => names[id]).join("");
            Object.assign(this.state, {contacts: [], fields: [], moves: [], refusals: []});
            return;
        }
        const preview = await this.orm.call(MODEL, "preview", [partnerIds, survivorId]);
        const {survivor_id, contacts, fields, moves, refusals} = preview;
        const known = new Set(fields.map(({name}) => name));
        const decisions = Object.fromEntries(
            Object.entries(this.state.decisions).filter(([name]) => known.has(name))
        );
        Object.assign(this.state, {
            partnerIds: contacts.map(({id}) => id),
            survivorId: survivor_id,
            contacts,
            fields,
            moves,
            refusals,
            decisions,
            editing: false,
        });
    }

    focusSurvivor() {
        this.root.el?.querySelector(".o_merge_head[aria-checked=true]")?.focus();
    }

    survive(contact) {
        if (contact.id === this.state.survivorId) {
            return;
        }
        return this.once(() => this.load(contact.id));
    }

    leaveOut(contact) {
        return this.once(async () => {
            this.state.partnerIds = this.state.partnerIds.filter((id) => id !== contact.id);
            this.state.decisions = {};
            await this.load(contact.id === this.state.survivorId ? false : this.state.survivorId);
        });
    }

    add(partnerId) {
        if (!partnerId || this.state.partnerIds.includes(partnerId)) {
            return;
        }
        return this.once(async () => {
            this.state.partnerIds = [...this.state.partnerIds, partnerId];
            this.state.isAdding = false;
            await this.load();
        });
    }

    choose(field, contact) {
        this.state.decisions[field.name] = chosen(field, this.decision(field), contact.id);
    }

    edit(field) {
        if (field.parts.length) {
            this.state.editing = field.name;
        }
    }

    editFocused() {
        const row = document.activeElement?.closest?.("[data-field]");
        const field = row && this.rows.find(({name}) => name === row.dataset.field);
        if (field) {
            this.edit(field);
        }
    }

    /** @param {Object|null} decision null if the editor was left without a change */
    finishEditing(field, decision) {
        if (decision) {
            this.state.decisions[field.name] = decision;
        }
        this.state.editing = false;
    }

    /** Back to what the rules propose. */
    reset(field) {
        delete this.state.decisions[field.name];
    }

    toggleEqual() {
        this.state.showsEqual = !this.state.showsEqual;
    }

    merge() {
        if (!this.canMerge) {
            return;
        }
        return this.once(async () => {
            const {contacts, survivorId, decisions} = this.state;
            const seen = Object.fromEntries(contacts.map(({id, changed}) => [id, changed]));
            const outcome = await this.orm.call(MODEL, "merge_contacts", [
                contacts.map(({id}) => id),
                survivorId,
                asSent(decisions),
                seen,
                this.groupId,
            ]);
            notifyMerged(this.env.services, outcome);
            await this.close({merged: outcome});
        });
    }

    close(infos = {}) {
        return this.action.doAction({type: "ir.actions.act_window_close", infos});
    }
}

registry.category("actions").add("customer_data_quality.merge", MergeScreen);
