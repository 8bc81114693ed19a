import {registry} from "@web/core/registry";

// As an old program writes it: Latin-1, semicolons.
const ROWS = [
    "Name;Firma;E-Mail;Telefon;PLZ;Ort;Land",
    "Jürgen Tourgroß;;juergen@tour-import.example;+49 221 5550101;50667;Köln;Deutschland",
    "Zoë Tourbärlocher;Tour Käserei GmbH;zoe@tour-import.example;;;;Österreich",
    "Mia Tourmüller;Tour Käserei GmbH;;;;;Österreich",
    "Kurt Tourmayer;;;;8010;Graz;Österreich",
    "Otto Tourübel;;otto@tour-import.example;;;;Germny",
];

function upload(input, lines) {
    const bytes = Uint8Array.from(lines.join("\r\n"), (character) => character.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], "Messe Köln.csv", {type: "text/csv"}));
    input.files = transfer.files;
    input.dispatchEvent(new Event("change"));
}

/** A list from another program: matched, decided on in bulk, imported, looked at, and taken back. */
registry.category("web_tour.tours").add("customer_data_quality.imports", {
    steps: () => [
        {
            content: "Upload the file",
            trigger: ".o_control_panel input.o_input_file:hidden",
            run() {
                upload(this.anchor, ROWS);
            },
        },
        {
            content: "Umlauts are umlauts, and the columns are known",
            trigger: ".o_import_action:contains(Jürgen Tourgroß):contains(Country)",
        },
        {
            trigger: "button.o_import_match",
            run: "click",
        },
        {
            content: "Each row is matched; nothing is imported while rows need a look",
            trigger: ".o_form_view .alert-warning:contains(rows may be contacts)",
        },
        {trigger: ".o_field_widget[name=possible_line_ids] .o_data_row:contains(Kurt Tourmayer)"},
        {
            content: "Which exist already, and what would change in them",
            trigger: ".o_notebook .nav-link:contains(Exist Already)",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=certain_line_ids] .o_data_row:contains(Jürgen Tourgroß):contains(50667)",
        },
        {
            content: "Which are new",
            trigger: ".o_notebook .nav-link:contains(New Contacts)",
            run: "click",
        },
        {trigger: ".o_field_widget[name=new_line_ids] .o_data_row:contains(Zoë Tourbärlocher):contains(Tour Käserei)"},
        {
            content: "What could not be read",
            trigger: ".o_notebook .nav-link:contains(Rejected)",
            run: "click",
        },
        {trigger: ".o_field_widget[name=rejected_line_ids] .o_data_row:contains(Otto Tourübel):contains(Germny)"},
        {
            content: "A new contact can be created or skipped",
            trigger: ".o_notebook .nav-link:contains(New)",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=new_line_ids] .o_data_row:contains(Zoë Tourbärlocher) td[name=decision]",
            run: "click",
        },
        {trigger: ".o_selected_row .o_field_widget[name=decision] input", run: "click"},
        {trigger: ".o_select_menu_menu:not(:has(.o_select_menu_item:contains(Update))):contains(Skip)"},
        {trigger: ".o_select_menu_item:contains(Create a New Contact)", run: "click"},
        {
            content: "Decide on many rows at once",
            trigger: "button[name=action_open_rows]",
            run: "click",
        },
        {
            trigger: ".o_list_view .o_data_row:contains(Kurt Tourmayer) .o_list_record_selector input",
            run: "click",
        },
        {
            trigger: ".o_list_view .o_data_row:contains(Mia Tourmüller) .o_list_record_selector input",
            run: "click",
        },
        {
            trigger: ".o_control_panel button[name=action_decide]:contains(Skip)",
            run: "click",
        },
        {
            trigger: ".o_list_view .o_data_row:contains(Mia Tourmüller) td[name=decision]:contains(Skip)",
        },
        {
            content: "Back to the import",
            trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item.o_back_button a",
            run: "click",
        },
        {
            content: "Everything is decided on",
            trigger: ".o_form_view:not(:has(.alert-warning))",
        },
        {
            content: "Say where the contacts are from",
            trigger: ".o_field_widget[name=source] input",
            run: "edit Fair in Köln",
        },
        {
            trigger: "button[name=action_import]",
            run: "click",
        },
        {
            content: "The report",
            trigger: ".o_statusbar_status .o_arrow_button_current:contains(Imported)",
        },
        {trigger: ".oe_stat_button .o_field_widget[name=created]:contains(2)"},
        {trigger: ".oe_stat_button .o_field_widget[name=updated]:contains(1)"},
        {
            content: "The rejected rows as a file, to be mended",
            trigger: ".oe_stat_button .o_field_widget[name=rejected]:contains(1)",
            async run() {
                const id = location.pathname.split("/").at(-1);
                const answer = await fetch(`/customer_data_quality/import/${id}/rejected`);
                if (!(await answer.text()).includes("Otto Tourübel;;otto@tour-import.example;;;;Germny;")) {
                    throw new Error("The row is not in the file.");
                }
            },
        },
        {
            content: "The contacts themselves",
            trigger: "button[name=action_open_contacts]:contains(2)",
            run: "click",
        },
        {trigger: ".o_list_view .o_data_row:contains(Zoë Tourbärlocher)"},
        {
            trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item.o_back_button a",
            run: "click",
        },
        {
            content: "It was a mistake",
            trigger: "button[name=action_undo]",
            run: "click",
        },
        {
            content: "What will happen is said first",
            trigger: ".modal:contains(unless somebody has worked) .btn-primary",
            run: "click",
        },
        {trigger: ".o_statusbar_status .o_arrow_button_current:contains(Undone)"},
        {trigger: ".o_field_widget[name=undone]:contains(3)"},
    ],
});

/** On a phone rows are cards: one is tapped, and decided on. */
registry.category("web_tour.tours").add("customer_data_quality.imports_phone", {
    steps: () => [
        {trigger: ".o_kanban_record:contains(Fair.csv):contains(To Decide)", run: "click"},
        {trigger: ".o_form_view .alert-warning:contains(rows may be contacts)"},
        {
            trigger:
                ".o_field_widget[name=possible_line_ids] .o_kanban_record:contains(Kurt Tourmayer)" +
                ":contains(Kurt Tourmaier):contains(92%)",
            run: "click",
        },
        {
            content: "What it has in common with the contact",
            trigger: ".modal .o_field_widget[name=because]:contains(Zip)",
        },
        {trigger: ".modal .o_field_widget[name=decision] input", run: "click"},
        // what is chosen from lies above the dialog, where tours look only if they are told to by "body"
        {trigger: "body .o_select_menu_item:contains(Skip)", run: "click"},
        {trigger: "body .modal .o_form_button_save", run: "click"},
        {
            trigger: "body:not(:has(.modal)) .o_field_widget[name=possible_line_ids] .o_kanban_record:contains(Skip)",
        },
        {trigger: ".o_form_button_save", run: "click"},
        {trigger: ".o_form_view:not(:has(.alert-warning))"},
    ],
});
