import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

function key(name, what) {
    return {content: what, trigger: ".o_proposal_review", run: `press ${name}`};
}

function line(field, what) {
    return `.o_proposal_line[data-field=${field}]${what}`;
}

tours.add("customer_data_quality.reviews_proposals", {
    steps: () => [
        {
            content: "The newest correction comes first, with what it is about",
            trigger: ".o_data_row:first:contains(Tour Emil Buche):contains(E-mail)",
        },
        {
            content: "Open it",
            trigger: ".o_data_row:first .o_data_cell[name=field_names]",
            run: "click",
        },
        {
            content: "The customer's message is shown",
            trigger: ".o_proposal_note:contains(vormittags)",
        },
        {
            content: "Old and new stand beside each other",
            trigger: line(
                "email",
                ":has(.o_proposal_old:contains(emil@buche)):has(.o_proposal_new:contains(e.buche@buche))"
            ),
        },
        {
            content: "What was changed meanwhile is said",
            trigger: line("city", ":has(.o_proposal_conflict:contains(Leoben))"),
        },
        key("a", "Accept the first"),
        {
            content: "It is accepted, and the next one is chosen",
            trigger: `.o_proposal_review:has(${line("email", ":contains(Accepted)")}) ${line("city", ".o_proposal_chosen")}`,
        },
        key("ArrowDown", "Down"),
        {
            content: "The phone is chosen",
            trigger: line("phone", ".o_proposal_chosen"),
        },
        key("d", "Decline it"),
        {
            content: "It is declined, and the first open one is chosen",
            trigger: `.o_proposal_review:has(${line("phone", ":contains(Declined)")}) ${line("city", ".o_proposal_chosen")}`,
        },
        {
            content: "Take the customer's city nevertheless",
            trigger: line("city", " button[name=accept]:contains(Anyway)"),
            run: "click",
        },
        {
            content: "The next customer comes by itself",
            trigger: ".o_form_view:contains(Tour Lisa Linde) .o_proposal_line[data-field=city]",
        },
        key("t", "Take over all"),
        {
            content: "All is accepted",
            trigger: `.o_proposal_review:has(${line("city", ":contains(Accepted)")}) ${line("phone", ":contains(Accepted)")}`,
        },
    ],
});

tours.add("customer_data_quality.reviews_proposals_phone", {
    steps: () => [
        {
            content: "Open the newest correction",
            trigger: ".o_kanban_record:not(.o_kanban_ghost):contains(Tour Emil Buche)",
            run: "click",
        },
        {
            content: "Decline one",
            trigger: line("email", " button[name=decline]"),
            run: "click",
        },
        {
            content: "Accept the rest",
            trigger: `.o_proposal_review:has(${line("email", ":contains(Declined)")}) button[name=accept_all]`,
            run: "click",
        },
        {
            content: "The next customer comes by itself",
            trigger: ".o_form_view:contains(Tour Lisa Linde) .o_proposal_line",
        },
    ],
});

tours.add("customer_data_quality.reviews_ask", {
    steps: () => [
        {
            content: "Look for two customers",
            trigger: ".o_searchview_input",
            run: "edit Tour",
        },
        {
            content: "Search",
            trigger: ".o_searchview_input",
            run: "press Enter",
        },
        {
            content: "Both are found",
            trigger: ".o_list_view:has(.o_data_row:eq(1)):not(:has(.o_data_row:eq(2)))",
        },
        {
            content: "Choose both",
            trigger: "thead .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Open the actions",
            trigger: ".o_cp_action_menus .dropdown-toggle",
            run: "click",
        },
        {
            content: "Ask",
            trigger: ".o_menu_item:contains(Ask to Check Data)",
            run: "click",
        },
        {
            content: "Both get the mail",
            trigger: ".modal:has(.o_field_widget[name=sending_count]:contains(2)) .o_data_row:contains(lisa@linde.example)",
        },
        {
            content: "Send",
            trigger: ".modal button[name=action_send]",
            run: "click",
        },
        {
            content: "The mails are on their way",
            trigger: ".o_notification:contains(2 mails)",
        },
    ],
});
