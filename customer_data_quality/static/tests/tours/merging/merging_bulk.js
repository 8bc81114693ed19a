import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("customer_data_quality.merging_bulk_start", {
    steps: () => [
        {
            content: "Merge all certain ones",
            trigger: ".o_merge_panel button[name=merge_certain]:contains((2))",
            run: "click",
        },
        {
            content: "What will happen is said first",
            trigger: ".modal:contains(2 groups):contains(can be undone) .btn-primary",
            run: "click",
        },
        {
            content: "The progress is shown",
            trigger: ".o_merge_panel .progress[role=progressbar]",
        },
        {
            content: "It can be stopped",
            trigger: ".o_merge_panel button[name=stop_merging]",
        },
    ],
});

tours.add("customer_data_quality.merging_bulk_report", {
    steps: () => [
        {
            content: "What was done is told",
            trigger: ".o_merge_panel:contains(1 groups):contains(Need a look: 1)",
        },
        {
            content: "The report",
            trigger: ".o_merge_panel button[name=report]",
            run: "click",
        },
        {
            content: "It says why one group needs a look",
            trigger: ".o_form_view .o_data_row:contains(Tour Certain Ref):contains(Reference)",
        },
        {
            content: "Decide on that",
            trigger: "button[name=action_open_skipped]",
            run: "click",
        },
        {
            content: "Only that one is in the queue",
            trigger: ".o_list_view .o_data_row:contains(Tour Certain Ref)",
        },
        {
            content: "Undo all",
            trigger: ".o_merge_panel button[name=undo_batch]",
            run: "click",
        },
        {
            content: "What will happen is said first",
            trigger: ".modal:contains(become several contacts again) .btn-primary",
            run: "click",
        },
        {
            content: "The progress is shown",
            trigger: ".o_merge_panel:contains(Undoing) .progress[role=progressbar]",
        },
    ],
});

tours.add("customer_data_quality.merging_undo", {
    steps: () => [
        {
            content: "Undo from the journal",
            trigger: ".o_data_row:contains(Tour Single) button[name=action_undo]",
            run: "click",
        },
        {
            content: "What has changed since is shown; nothing is decided yet",
            trigger: ".o_merge_conflicts:has(button[name=undo]:disabled):contains(decision)",
        },
        {
            content: "The present value, and that from before",
            trigger: ".o_merge_conflict[data-field=function]:contains(Head):contains(Buyer)",
        },
        {
            content: "Take it back",
            trigger: ".o_merge_conflict[data-field=function] input[value=take_back]",
            run: "click",
        },
        {
            content: "Undo",
            trigger: ".o_merge_conflicts button[name=undo]:enabled",
            run: "click",
        },
        {
            content: "Undone",
            trigger: ".o_notification:contains(is undone)",
        },
        {
            content: "The journal says so",
            trigger: ".o_data_row:contains(Tour Single):contains(Undone):not(:has(button[name=action_undo]))",
        },
    ],
});
