import {registry} from "@web/core/registry";

const call = (light) => `.o_consent_call[data-light=${light}]`;
const row = (light) => `.o_consent_row[data-purpose='Tour News'][data-channel=phone][data-light=${light}]`;

/** On a contact's form: what it has agreed to stands at its head, and what is recorded changes it. */
registry.category("web_tour.tours").add("customer_data_quality.consent_contact", {
    steps: () => [
        {trigger: ".o_form_view .o_consent_lights [data-purpose='Tour News'].fa-circle-o"},
        {trigger: `${call("grey")}:contains(Advertising Calls: No basis)`},
        {trigger: ".o_notebook .nav-link[name=consent]", run: "click"},
        {trigger: `${row("grey")} button:contains(Record Consent)`, run: "click"},
        {trigger: ".modal .o_field_widget[name=was_read] input", run: "click"},
        {trigger: ".modal footer button[name=action_record]", run: "click"},
        {trigger: `.o_form_view ${row("green")}:contains(Agreed)`},
        {trigger: `${call("green")}:contains(Advertising Calls: Allowed)`},
        // a consent holds for the number that it was given for
        {trigger: ".o_field_widget[name=phone] input", run: "edit +49 30 23125 002 && press Tab"},
        {trigger: ".o_form_button_save", run: "click"},
        {trigger: `.o_form_view ${row("grey")}:contains(earlier address or number)`},
        {trigger: `.o_form_view ${call("grey")}`},
    ],
});
