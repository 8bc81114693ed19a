import {registry} from "@web/core/registry";

/** A new user: sees where the contacts stand, opens a gap, starts the plan, and does its first step. */
registry.category("web_tour.tours").add("customer_data_quality.plan_dashboard", {
    steps: () => [
        {trigger: ".o_steering_score .o_steering_value"},
        {trigger: ".o_steering_chart canvas"},
        {trigger: ".o_steering_gap:contains(Tour Town)", run: "click"},
        {trigger: ".o_list_view .o_data_row:contains(Tour Contact)"},
        {trigger: ".o_back_button, .breadcrumb-item a:contains(Overview)", run: "click"},
        {trigger: ".o_steering_bar:contains(E)", run: "click"},
        {trigger: ".o_list_view .o_data_row:contains(Tour Contact)"},
        {trigger: ".o_back_button, .breadcrumb-item a:contains(Overview)", run: "click"},
        {trigger: ".o_steering_tile[data-tile=duplicates]"},
        {trigger: ".o_steering_welcome .btn-primary", run: "click"},
        {trigger: ".o_form_view .o_data_row:contains(See where you stand) .badge:contains(Done)"},
        {trigger: ".o_menu_sections [data-menu-xmlid='customer_data_quality.menu_dashboard']", run: "click"},
        {trigger: ".o_steering_plan:contains(Next) .btn-primary", run: "click"},
        {trigger: ".o_list_view"},
    ],
});
