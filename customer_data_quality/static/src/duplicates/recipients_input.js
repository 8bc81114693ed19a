import {RecipientsInput} from "@mail/core/web/recipients_input";
import {patch} from "@web/core/utils/patch";
import {useService} from "@web/core/utils/hooks";
import {askBeforeCreate, typedContact} from "./duplicate_dialog";

const CREATE = "o_m2o_dropdown_option_create";

/** Also where a message is written to somebody new. */
patch(RecipientsInput.prototype, {
    setup() {
        super.setup();
        this.dialog = useService("dialog");
    },

    /** @override */
    getAutoCompleteSources() {
        return super.getAutoCompleteSources().map((source) => ({
            ...source,
            options: async (term) => {
                const options = await source.options(term);
                if (!term) {
                    return options;
                }
                return options.map((option) =>
                    option.cssClass?.includes(CREATE) ? this.askedFirst(option, term) : option
                );
            },
        }));
    },

    askedFirst(option, term) {
        return {
            ...option,
            onSelect: async () => {
                const decision = await askBeforeCreate(this, typedContact(term));
                if (decision.create) {
                    return option.onSelect();
                }
                if (decision.contact) {
                    const fields = ["display_name", "email", "name"];
                    const [contact] = await this.orm.read(
                        "res.partner",
                        [decision.contact.id],
                        fields
                    );
                    this.insertAdditionalRecipient({...contact, partner_id: contact.id});
                }
            },
        };
    },
});
