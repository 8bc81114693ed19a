import {registry} from "@web/core/registry";

// What a steward does about people outside of the contacts: link one, ignore one, look at the map.
registry.category("web_tour.tours").add("customer_data_quality.silos", {
    steps: () => [
        {
            content: "What matches a contact is open",
            trigger: ".o_group_header:contains(Matches a Contact)",
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
            content: "Who is unknown is open, too",
            trigger: ".o_group_header:contains(Unknown)",
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
            content: "Back to the list",
            trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item.o_back_button a",
            run: "click",
        },
        {
            content: "Only what is unknown",
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            trigger: ".o_filter_menu .o_menu_item:contains(Unknown)",
            run: "click",
        },
        {
            trigger: ".o_searchview_facet:contains(Unknown)",
        },
        {
            content: "Look for somebody by name",
            trigger: ".o_searchview_input",
            run: "edit Mia Siloturm",
        },
        {
            trigger: ".o_searchview_input",
            run: "press Enter",
        },
        {
            trigger: ".o_searchview_facet:contains(Mia Siloturm)",
        },
        {trigger: ".o_list_view:not(:has(.o_data_row:eq(1)))"},
        {
            content: "Make a contact of each that is marked",
            trigger: ".o_data_row:contains(Mia Siloturm) .o_list_record_selector input",
            run: "click",
        },
        {
            trigger: ".o_control_panel button[name=action_create_contact]",
            run: "click",
        },
        {
            content: "Nothing is left of what was looked for",
            trigger: ".o_list_view:not(:has(.o_group_header)), .o_list_view .o_view_nocontent",
        },
        {
            content: "Linking was a mistake: take it back",
            trigger: ".o_menu_sections [data-menu-xmlid='customer_data_quality.menu_connections']",
            run: "click",
        },
        {
            trigger: ".o-dropdown--menu [data-menu-xmlid='customer_data_quality.menu_silo_changes']",
            run: "click",
        },
        {
            trigger: ".o_data_row:contains(Klara Siloturm) button[name='action_undo']",
            run: "click",
        },
        {
            trigger: ".o_data_row:contains(Klara Siloturm):contains(Undone)",
        },
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

// On a phone: who may not create contacts is not offered it; what was linked is taken back on its card.
registry.category("web_tour.tours").add("customer_data_quality.silos_phone", {
    steps: () => [
        {trigger: ".o_kanban_record:contains(Otto Siloturm)", run: "click"},
        {trigger: ".o_form_view:not(:has(button[name=action_open_new_contact])) .o_field_widget[name=title]:contains(Otto)"},
        {trigger: ".o_back_button", run: "click"},
        {trigger: ".o_kanban_record:contains(Klara Siloturm)", run: "click"},
        {trigger: ".o_form_view button[name=action_link]", run: "click"},
        {
            trigger: ".o_form_view .o_statusbar_status:contains(Done)",
            run: () => {
                location.href = "/odoo/connected-records";
            },
            expectUnloadPage: true,
        },
        {trigger: ".o_kanban_record:contains(Klara Siloturm) button[name=action_undo]", run: "click"},
        {trigger: ".o_kanban_record:contains(Klara Siloturm):contains(Undone)"},
    ],
});
