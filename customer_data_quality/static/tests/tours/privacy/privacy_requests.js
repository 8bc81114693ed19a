import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const CONTACT = "Wilhelmine Quastenbruck";
// What goes through the whole database, in milliseconds.
const LONG = 60000;

function taken(kind) {
    return [
        {
            content: "Take it down",
            trigger: ".o_list_button_add, .o-kanban-button-new",
            run: "click",
        },
        {
            content: "What is asked for",
            trigger: ".o_field_widget[name=kind] input",
            run: "click",
        },
        {trigger: `.o_select_menu_item:contains(${kind})`, run: "click"},
        {
            content: "Who asks",
            trigger: ".o_field_widget[name=partner_id] input",
            run: `edit ${CONTACT}`,
        },
        {
            trigger: `.o-autocomplete--dropdown-item:contains(${CONTACT})`,
            run: "click",
        },
        {
            content: "Name and address are filled in",
            trigger: ".o_field_widget[name=person_email] input:value(wilhelmine@)",
        },
        {
            content: "How we know that it is that person",
            trigger: ".o_field_widget[name=identity_method] input",
            run: "click",
        },
        {trigger: ".o_select_menu_item:contains(Called back)", run: "click"},
        {content: "Save", trigger: ".o_form_button_save", run: "click"},
        {trigger: "button[name=action_identify]:visible", run: "click"},
        {
            content: "Everything about the person",
            trigger: "button[name=action_search].btn-primary:visible",
            run: "click",
        },
        {trigger: ".o_list_view .o_group_header", timeout: LONG},
    ];
}

function backToRequest() {
    return [
        {
            trigger: ".o_back_button, .o_breadcrumb a:contains(PR)",
            run: "click",
        },
        {trigger: ".o_form_view button[name=action_open_findings]"},
    ];
}

// From the letter of a customer to the link that she gets.
tours.add("customer_data_quality.privacy_access", {
    steps: () => [
        ...taken("Access"),
        {
            content: "Look at what was found of notes",
            trigger: ".o_group_header:contains(Message)",
            run: "click",
        },
        {
            content: "A note about somebody else stays in the house",
            trigger: ".o_data_row:contains(Only for us) [name=is_selected] input",
            run: "click",
        },
        {
            trigger:
                ".o_data_row:contains(Only for us) [name=is_selected] input:not(:checked)",
        },
        ...backToRequest(),
        {trigger: "button[name=action_answer]:visible", run: "click"},
        {
            content: "It can be looked at first",
            trigger: "button[name=action_download]",
            timeout: LONG,
        },
        {trigger: "button[name=action_send]:visible", run: "click"},
        {
            content: "Is it the right address?",
            trigger: ".modal:contains(right one) .btn-primary",
            run: "click",
        },
        {
            content: "It is told beside the request, without the link",
            trigger: ".o-mail-Message:contains(A link to the answer was sent)",
        },
        {trigger: "button[name=action_done]:visible", run: "click"},
        {trigger: ".o_statusbar_status .o_arrow_button_current:contains(Done)"},
    ],
});

// An erasure up to the point where somebody else has to agree.
tours.add("customer_data_quality.privacy_erasure_ask", {
    steps: () => [
        ...taken("Erasure"),
        {
            content: "What will become of it, in numbers",
            trigger: ".o_group_header:contains(Anonymise)",
        },
        ...backToRequest(),
        {trigger: "button[name=action_erase]:visible", run: "click"},
        {
            content: "Nobody can undo it, and backups are thought of",
            trigger: ".modal:contains(Backups) .btn-primary",
            run: "click",
        },
        {
            content: "Oneself can't agree",
            trigger: "button[name=action_confirm]:visible",
            run: "click",
        },
        {trigger: ".modal:contains(Backups) .btn-primary", run: "click"},
        {trigger: ".modal:contains(Somebody else) .btn-primary", run: "click"},
        {trigger: "body:not(:has(.modal)) button[name=action_back]:visible"},
    ],
});

tours.add("customer_data_quality.privacy_erasure_confirm", {
    steps: () => [
        {
            content: "It waits for a second person",
            trigger: `.o_data_row:contains(${CONTACT}):contains(Second Person) td[name=name]`,
            run: "click",
        },
        {
            content: "Look at what is erased",
            trigger: "button[name=action_open_findings]:visible",
            run: "click",
        },
        {trigger: ".o_group_header:contains(Anonymise)"},
        ...backToRequest(),
        {trigger: "button[name=action_confirm]:visible", run: "click"},
        {trigger: ".modal:contains(Backups) .btn-primary", run: "click"},
        {
            trigger: ".o_statusbar_status .o_arrow_button_current:contains(Done)",
            timeout: LONG,
        },
        {
            content: "The request itself has forgotten the person",
            trigger: `.o_form_view:not(:contains(${CONTACT})) .nav-link:contains(Log)`,
        },
        {trigger: ".o_field_widget[name=log_ids] .o_data_row:contains(Erased)"},
    ],
});

// What a customer does in the account.
tours.add("customer_data_quality.privacy_portal", {
    steps: () => [
        {
            trigger: "a[href='/my/privacy']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: "label:contains(Have my data erased)",
            run: "click",
        },
        {
            trigger: "#privacy_message",
            run: "edit I have moved away",
        },
        {
            trigger: "button:contains(Send Request)",
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: "[role=status]:contains(We have received your request)"},
        {trigger: "table:contains(Erasure):contains(Answer by)"},
    ],
});
