import {Many2XAutocomplete} from "@web/views/fields/relational_utils";
import {patch} from "@web/core/utils/patch";
import {useService} from "@web/core/utils/hooks";
import {askBeforeCreate, typedContact} from "./duplicate_dialog";

const DEFAULT = "default_";

/** Values that the field gives to a new contact. */
function defaults(context) {
    const entries = Object.entries(context).filter(([key]) => key.startsWith(DEFAULT));
    return Object.fromEntries(entries.map(([key, value]) => [key.slice(DEFAULT.length), value]));
}

/** Wherever a contact is made of what was typed into a field: ask first, if it is likely there already. */
patch(Many2XAutocomplete.prototype, {
    setup() {
        super.setup();
        this.dialog = useService("dialog");
    },

    /** @override */
    buildCreateSuggestion(request) {
        const suggestion = super.buildCreateSuggestion(request);
        if (this.props.resModel !== "res.partner") {
            return suggestion;
        }
        const {onSelect} = suggestion;
        return {
            ...suggestion,
            onSelect: async () => {
                const decision = await askBeforeCreate(this, {
                    ...defaults(this.props.context),
                    ...typedContact(request),
                });
                if (decision.create) {
                    return onSelect();
                }
                if (decision.contact) {
                    const {id, name: display_name} = decision.contact;
                    return this.props.update([{id, display_name}]);
                }
            },
        };
    },
});
