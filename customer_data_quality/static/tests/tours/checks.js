import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const RIGHT = [
    "Search by phone number",
    "Nothing. The gap stays visible",
    "Only if the light for calls is green",
    "Decline, and ask whoever",
    "Tell the privacy officer at once",
];

function decide(name, action, reason) {
    return [
        {trigger: `.o_data_row td[name=name]:contains(${name})`, run: "click"},
        {trigger: `button[name=${action}]`, run: "click"},
        {trigger: ".modal [name=reason] textarea:visible", run: `edit ${reason}`},
        {trigger: ".modal button[name=action_confirm]:visible", run: "click"},
        {trigger: "body:not(:has(.modal)) .o_form_view"},
        {trigger: ".breadcrumb-item a, .o_back_button", run: "click"},
        {trigger: ".o_list_view .o_security_panel"},
    ];
}

tours.add("customer_data_quality.checks", {
    steps: () => [
        {trigger: ".o_security_panel button[name=run]", run: "click"},
        {trigger: ".o_security_panel .fs-1"},
        {trigger: ".o_data_row .badge:contains(To Be Attested)"},
        ...decide("Backups", "action_attest", "Restored on the test server"),
        ...decide("Encryption of disks", "action_accept", "No disks of our own"),
    ],
});

tours.add("customer_data_quality.training", {
    steps: () => [
        ...Array.from({length: 8}, (_item, index) => [
            {trigger: `.o_training_buttons:contains(${index + 1} of 9)`},
            {trigger: ".o_training button[name=next]", run: "click"},
        ]).flat(),
        ...RIGHT.slice(0, 4).map((text) => ({
            trigger: `.o_training_answer:contains(${text}) input`,
            run: "click",
        })),
        {trigger: ".o_training button[name=send]:disabled"},
        {trigger: `.o_training_answer:contains(Wait whether anybody) input`, run: "click"},
        {trigger: ".o_training button[name=send]:enabled", run: "click"},
        {trigger: ".o_training_done"},
        {trigger: ".o_training_question .text-danger:contains(Not right.)"},
        {trigger: ".o_training button[name=close]", run: "click"},
        {trigger: ".o_kanban_record .badge:contains(Done)"},
    ],
});
