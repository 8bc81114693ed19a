import {registry} from "@web/core/registry";

const card = ".o_review_card .alert";

/** A due review on the contact's form: one field is right, one is corrected, and that closes it. */
registry.category("web_tour.tours").add("customer_data_quality.reviews_confirm", {
    steps: () => [
        {trigger: `${card}:contains(Review due since)`},
        {trigger: `${card} [data-field=email] button[name=still_correct]`, run: "click"},
        {trigger: `.o_review_card:not(:has([data-field=email])) [data-field=street]`},
        {trigger: `${card} [data-field=street] button[name=correct]`, run: "click"},
        {trigger: ".o_field_widget[name=street] input:focus", run: "edit Neugasse 5 && press Tab"},
        {trigger: `${card} button[name=all_correct]`, run: "click"},
        {trigger: ".o_form_view:not(:has(.o_review_card .alert))"},
        {trigger: ".o_notebook .nav-link[name=quality]", run: "click"},
        {trigger: ".o_review_status .badge:contains(Up to date)"},
        {trigger: ".o_review_status [name=review_last_user_id]:contains(Tour Anna)"},
    ],
});

/** Many at once, in the list. */
registry.category("web_tour.tours").add("customer_data_quality.reviews_bulk", {
    steps: () => [
        {trigger: ".o_data_row:contains(Tour One)"},
        {trigger: "thead .o_list_record_selector input", run: "click"},
        {trigger: ".o_cp_action_menus .dropdown-toggle:has(.fa-cog), .o_control_panel .fa-cog", run: "click"},
        {trigger: ".o-dropdown--menu .o_menu_item:contains(Review: All Correct)", run: "click"},
        {trigger: ".o_list_view:not(:has(.o_data_row_selected))"},
    ],
});
