import {registry} from "@web/core/registry";

// What a steward does about people outside of the contacts: link one, ignore one, look at the map.
registry.category("web_tour.tours").add("customer_data_quality.silos", {
    steps: () => [
        {
            content: "Open what matches a contact",
            trigger: ".o_group_header:contains(Matches a Contact)",
            run: "click",
        },
        {
            content: "Link it, with the reasons in sight",
            trigger: ".o_data_row:contains(Klara Siloturm):contains(Same email) button[name='action_link']",
            run: "click",
        },
        {
            content: "The list comes anew, without it",
            trigger: ".o_list_view:not(:has(.o_group_header:contains(Matches a Contact)))",
        },
        {
            content: "Open who is unknown",
            trigger: ".o_group_header:contains(Unknown)",
            run: "click",
        },
        {
            trigger: ".o_data_row:contains(Otto Siloturm) td[name='title']",
            run: "click",
        },
        {
            content: "Ignore it",
            trigger: ".o_form_view button[name='action_ignore']",
            run: "click",
        },
        {trigger: ".o_statusbar_status .o_arrow_button_current:contains(Ignored)"},
        {
            content: "Look at the map",
            trigger: ".o_menu_sections [data-menu-xmlid='customer_data_quality.menu_connections']",
            run: "click",
        },
        {
            trigger: ".o-dropdown--menu [data-menu-xmlid='customer_data_quality.menu_silo_map']",
            run: "click",
        },
        {trigger: ".o_silo_picture .o_silo_place:contains(Guest)"},
        {
            content: "It leads back to what is to decide",
            trigger: ".o_silo_table td:contains(Guest)",
        },
    ],
});
