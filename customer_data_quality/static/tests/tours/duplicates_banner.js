import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const tours = registry.category("web_tour.tours");

const NAME = ".o_field_widget[name=name] :is(input, textarea)";
const MATCH = ".o_duplicate_banner .o_duplicate_match:contains(Tour Holzapfel)";
const NO_BANNER = {
    content: "Nothing is in the way",
    trigger: ".o_form_view:not(:has(.o_duplicate_match))",
};

function name(text) {
    return {content: `Name it ${text}`, trigger: NAME, run: `edit ${text} && press Tab`};
}

function edit(fieldName, text) {
    return {
        content: `Type the ${fieldName}`,
        trigger: `.o_field_widget[name=${fieldName}] input`,
        run: `edit ${text} && press Tab`,
    };
}

function press(button, where = MATCH) {
    return {
        content: `Choose ${button} beside the match`,
        trigger: `${where} button[name=${button}]`,
        run: "click",
    };
}

const SHOWN = {
    content: "The match says who it is and why",
    trigger: `${MATCH}:contains(Wien):contains(same)`,
};

tours.add("customer_data_quality.duplicates_banner", {
    steps: () => [
        NO_BANNER,
        name("Tour Holzapfel GmbH"),
        edit("email", "office@tour-holzapfel.example"),
        SHOWN,
        press("open"),
        {
            content: "The match opens above the draft",
            trigger: ".modal .o_form_view:contains(Ringstraße 12)",
        },
        {
            content: "Back to the draft",
            trigger: ".modal .btn-close, .modal .o_form_button_cancel",
            run: "click",
        },
        {
            content: "The draft is as it was",
            trigger: "body:not(:has(.modal)) .o_form_view:has(.o_duplicate_match)",
        },
        name("Zimmerei Quitte"),
        edit("email", "quitte@example.com"),
        NO_BANNER,
        name("Tour Holzapfel GmbH"),
        edit("email", "office@tour-holzapfel.example"),
        press("dismiss"),
        NO_BANNER,
        ...stepUtils.saveForm(),
        NO_BANNER,
    ],
});

tours.add("customer_data_quality.duplicates_use", {
    steps: () => [
        name("Tour Holzapfel GmbH"),
        edit("email", "office@tour-holzapfel.example"),
        press("use"),
        {
            content: "More than the name was typed: keep it",
            trigger: ".modal:contains(Discard what you typed) .modal-footer .btn-secondary",
            run: "click",
        },
        press("use"),
        {
            content: "Take the contact that is there",
            trigger: ".modal:contains(Discard what you typed) .modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "It is shown, and nothing is left to save",
            trigger:
                ".o_form_view:has(.o_form_saved):has(.o_field_widget[name=street] input:value(Ringstraße 12))",
        },
        NO_BANNER,
    ],
});

tours.add("customer_data_quality.duplicates_saved", {
    steps: () => [
        {
            content: "A saved contact is opened without a word",
            trigger: ".o_form_view .o_field_widget[name=email] input:value(quitte@example.com)",
        },
        NO_BANNER,
        edit("function", "Zimmerer"),
        NO_BANNER,
        name("Tour Holzapfel GmbH"),
        edit("email", "office@tour-holzapfel.example"),
        {
            content: "The match can't be used instead of a contact that is there",
            trigger: `${MATCH}:not(:has(button[name=use]))`,
        },
        {
            content: "Discard the change",
            trigger: ".o_form_button_cancel",
            run: "click",
        },
        NO_BANNER,
    ],
});

const PARENT = ".o_field_widget[name=parent_id] input";

function typeParent(text) {
    return {content: `Look for ${text}`, trigger: PARENT, run: `edit ${text}`};
}

function parentIs(text) {
    return {content: `${text} is the company`, trigger: `${PARENT}:value(${text})`};
}

const CREATE = {
    content: "Create it of nothing but the name",
    trigger: ".o_m2o_dropdown_option_create:contains(/Holzapfl|Quittenhof/) a",
    run: "click",
};

tours.add("customer_data_quality.duplicates_quick_create", {
    steps: () => [
        {
            content: "A person",
            trigger: ".o_field_widget[name=company_type] input[data-value=person]",
            run: "click",
        },
        name("Zacharias Quitte"),
        typeParent("Tour Holzapfl GmbH"),
        CREATE,
        {
            content: "It may be there already",
            trigger: ".modal .o_duplicate_match:contains(Tour Holzapfel)",
        },
        {
            content: "Not now",
            trigger: ".modal button[name=cancel]",
            run: "click",
        },
        {
            content: "The question is gone",
            trigger: "body:not(:has(.modal))",
        },
        typeParent("Tour Holzapfl GmbH"),
        CREATE,
        press("use", ".modal .o_duplicate_match:contains(Tour Holzapfel)"),
        parentIs("Tour Holzapfel GmbH"),
        typeParent("Tour Holzapfl GmbH"),
        CREATE,
        {
            content: "It is another one",
            trigger: ".modal button[name=create]",
            run: "click",
        },
        parentIs("Tour Holzapfl GmbH"),
        typeParent("Quittenhof Nirgends"),
        CREATE,
        parentIs("Quittenhof Nirgends"),
        {
            content: "Nothing was asked, as nothing is like it",
            trigger: "body:not(:has(.modal))",
        },
        ...stepUtils.saveForm(),
    ],
});

tours.add("customer_data_quality.duplicates_create_edit", {
    steps: () => [
        {
            content: "A person",
            trigger: ".o_field_widget[name=company_type] input[data-value=person]",
            run: "click",
        },
        name("Zacharias Quitte"),
        typeParent("Tour Holzapfl GmbH"),
        {
            content: "Create and edit",
            trigger: ".o_m2o_dropdown_option_create_edit a",
            run: "click",
        },
        {
            content: "Add the address",
            trigger: ".modal .o_field_widget[name=email] input",
            run: "edit office@tour-holzapfel.example && press Tab",
        },
        press("use", ".modal .o_duplicate_match:contains(Tour Holzapfel)"),
        {
            content: "The dialog is done",
            trigger: "body:not(:has(.modal))",
        },
        parentIs("Tour Holzapfel GmbH"),
        ...stepUtils.saveForm(),
    ],
});

tours.add("customer_data_quality.duplicates_recipient", {
    steps: () => [
        {
            content: "Write to somebody",
            trigger: ".o-mail-Chatter-sendMessage",
            run: "click",
        },
        {
            content: "Who is not known by this name",
            trigger: ".o-mail-RecipientsInput input",
            run: "edit Tour Holzapfl GmbH",
        },
        CREATE,
        press("use", ".modal .o_duplicate_match:contains(Tour Holzapfel)"),
        {
            content: "The message goes to the contact that is there",
            trigger: ".o-mail-RecipientsInput .o_tag:contains(Tour Holzapfel)",
        },
    ],
});

tours.add("customer_data_quality.duplicates_child", {
    steps: () => [
        {
            content: "Add a contact person",
            trigger: ".o_field_widget[name=child_ids] .o-kanban-button-new",
            run: "click",
        },
        {
            content: "Name it",
            trigger: ".modal .o_field_widget[name=name] :is(input, textarea)",
            run: "edit Tour Holzapfel GmbH && press Tab",
        },
        {
            content: "Add the address",
            trigger: ".modal .o_field_widget[name=email] input",
            run: "edit office@tour-holzapfel.example && press Tab",
        },
        {
            content: "A person of this company can't become somebody else by a click",
            trigger: ".modal .o_duplicate_match:contains(Tour Holzapfel):not(:has(button[name=use]))",
        },
        press("dismiss", ".modal .o_duplicate_match"),
        {
            content: "Done with the person",
            trigger: ".modal:not(:has(.o_duplicate_match)) .o_form_button_save",
            run: "click",
        },
        {
            content: "The person is there",
            trigger: ".o_field_widget[name=child_ids] .o_kanban_record:contains(Tour Holzapfel)",
        },
        ...stepUtils.saveForm(),
    ],
});
