import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

/** Parts of the journal of a merge, which are stored as lists. */
class JournalList extends Component {
    static props = {...standardFieldProps};

    get entries() {
        return this.props.record.data[this.props.name] || [];
    }

    number(count) {
        return formatInteger(count);
    }
}

/** Values before and after. */
export class MergeChanges extends JournalList {
    static template = "customer_data_quality.MergeChanges";
}

/** What was moved, by kind. */
export class MergeCounts extends JournalList {
    static template = "customer_data_quality.MergeCounts";
}

/** Rows that the contact that remains has already. */
export class MergeCollisions extends JournalList {
    static template = "customer_data_quality.MergeCollisions";

    resolution(entry) {
        return entry.resolution === "dropped"
            ? _t("dropped, because the same link is there already")
            : _t("stayed with the merged contact");
    }
}

/** What nobody could foresee. */
export class MergeRemarks extends JournalList {
    static template = "customer_data_quality.MergeRemarks";
}

for (const [name, component] of Object.entries({
    merge_changes: MergeChanges,
    merge_counts: MergeCounts,
    merge_collisions: MergeCollisions,
    merge_remarks: MergeRemarks,
})) {
    registry.category("fields").add(name, {component, supportedTypes: ["json"]});
}
