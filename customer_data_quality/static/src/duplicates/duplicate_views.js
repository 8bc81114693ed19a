import {KanbanController} from "@web/views/kanban/kanban_controller";
import {ListController} from "@web/views/list/list_controller";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {MergePanel} from "../merging/merge_panel";
import {ScanPanel} from "./scan_panel";

const views = registry.category("views");

/** Queues with the progress of searching and merging above them. */
const withScanPanel = (Controller) =>
    class extends Controller {
        static components = {...Controller.components, MergePanel, ScanPanel};

        get isEmpty() {
            return this.model.isReady && !this.model.root.count;
        }

        reload() {
            return this.model.load();
        }
    };

export class DuplicateListController extends withScanPanel(ListController) {
    static template = "customer_data_quality.DuplicateListView";
}

export class DuplicateKanbanController extends withScanPanel(KanbanController) {
    static template = "customer_data_quality.DuplicateKanbanView";
}

views.add("duplicate_list", {...listView, Controller: DuplicateListController});
views.add("duplicate_kanban", {...kanbanView, Controller: DuplicateKanbanController});
