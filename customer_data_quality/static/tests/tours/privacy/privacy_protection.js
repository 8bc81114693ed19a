import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// A colleague needs a note once.
tours.add("customer_data_quality.access_reveal", {
    steps: () => [
        {
            content: "The note is not on the page, but that there is one",
            trigger:
                ".o_form_view:not(:contains(Prefers tea)) .o_protected_data:contains(Notes)",
        },
        {trigger: ".o_protected_data button[name=action_reveal]", run: "click"},
        {
            content: "Without a reason it stays closed",
            trigger: ".modal button[name=action_reveal]",
            run: "click",
        },
        {trigger: ".modal .o_field_invalid[name=reason]"},
        {
            trigger: ".modal .o_field_widget[name=reason] input",
            run: "edit She asked for it on the phone",
        },
        {trigger: ".modal button[name=action_reveal]", run: "click"},
        {trigger: ".modal .o_field_widget[name=value]:contains(Prefers tea)"},
        {trigger: ".modal .btn-primary:contains(Close)", run: "click"},
        {
            content: "It is gone again",
            trigger: "body:not(:has(.modal)):not(:contains(Prefers tea)) .o_form_view",
        },
    ],
});

// The officer sees who looked, and why.
tours.add("customer_data_quality.access_log", {
    steps: () => [
        {
            trigger: ".o_data_row td:contains(She asked for it on the phone)",
            run: "click",
        },
        {trigger: ".o_form_view .o_field_widget[name=partner_id]:contains(Änne)"},
    ],
});

// A rule is tried, switched on, and what it found before is decided on.
tours.add("customer_data_quality.retention", {
    steps: () => [
        {
            trigger: ".o_form_view button[name=action_try].btn-primary",
            run: "click",
        },
        {
            content: "In numbers: two are quiet, one of them is left alone",
            trigger: ".modal .o_field_widget[name=inactive]:contains(2)",
        },
        {trigger: ".modal .o_field_widget[name=wanted]:contains(1)"},
        {trigger: ".modal .o_field_widget[name=sample_ids]:contains(Ottilie)"},
        {trigger: ".modal button[name=action_enable]", run: "click"},
        {trigger: "body:not(:has(.modal)) button[name=action_disable]:visible"},
        {
            content: "What another rule has found",
            trigger: "button[data-menu-xmlid='customer_data_quality.menu_privacy']",
            run: "click",
        },
        {
            trigger:
                ".dropdown-item[data-menu-xmlid='customer_data_quality.menu_retention_candidates']",
            run: "click",
        },
        {
            trigger: ".o_data_row:contains(Warranty) .o_list_record_selector input",
            run: "click",
        },
        {trigger: "button[name=action_keep]:visible", run: "click"},
        {
            trigger: ".modal .o_field_widget[name=reason] input",
            run: "edit Warranty until 2031",
        },
        {trigger: ".modal button[name=action_keep]", run: "click"},
        {
            content: "It waits no longer",
            trigger: "body:not(:has(.modal)) .o_list_view:not(:contains(Warranty))",
        },
        {
            trigger: ".o_data_row:contains(Forgotten) .o_list_record_selector input",
            run: "click",
        },
        {trigger: "button[name=action_archive_contact]:visible", run: "click"},
        {trigger: ".modal:contains(archived now) .btn-primary", run: "click"},
        {trigger: ".o_list_view:not(:contains(Forgotten))"},
    ],
});
